import ts from 'typescript';

/** Words of an amount, in columns, aliases and names: what somebody could be put above somebody else by. */
const AMOUNT =
  /(^|[^a-z])(correct|right|wrong|good|points?|score\w*|total|grades?|marks?|hours|minutes|credit|count|sum|avg|min|max|n|k|share|rate|ratio|fraction|facility|accuracy|passed|mistakes?|misses|missed|lapses|streaks?|likes|answered|answers|attempts|results?|level|rank\w*|speed|seconds|duration|logins|state|fault\w*|gravity|need|chance|efficiency|similarity|waiting)(?![a-z])/i;
const WINDOWED =
  /\b(?:row_number|rank|dense_rank|percent_rank|cume_dist|ntile|percentile_(?:cont|disc))\s*\([^()]*\)(?:\s*over\s*(?:\w+|\((?:[^()]|\([^()]*\))*\)))?/gi;

/** "byDueOn" as its words. */
const words = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1 $2');
const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What stands behind each ORDER BY of a statement: up to the clause, or the bracket, that ends it; item by item. */
function orderedBy(text: string): string[] {
  return [...text.matchAll(/\border\s+by\s+/gi)].flatMap(({ index, 0: start }) => {
    const items = [''];
    let depth = 0;
    for (let at = index + start.length; at < text.length; at += 1) {
      const rest = text.slice(at);
      if (
        depth === 0 &&
        /^(?:\s(?:limit|offset|for|returning|on|window|union|rows|fetch)\b|[)`;])/i.test(rest)
      )
        break;
      const letter = text.charAt(at);
      if ('([{'.includes(letter)) depth += 1;
      if (')]}'.includes(letter)) depth -= 1;
      if (letter === ',' && depth === 0) items.push('');
      else items[items.length - 1] += letter;
    }
    return items.map(squeeze).filter((item) => item !== '');
  });
}

/** Whether an item orders by an amount, by a column's place, or by what cannot be seen here. */
const isDoubtful = (item: string): boolean =>
  /\$\{/.test(item) || /^\d+\b/.test(item) || AMOUNT.test(words(item.replace(/\b\w+\.(?=\w)/g, '')));

/**
 * What in a file's code may put people in an order by what they did: numbering functions of SQL, ORDER BY an amount or an expression
 * made elsewhere, a query builder's order, and a comparison of amounts in a sort.
 */
export function findRanking(path: string, code: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node) || ts.isStringLiteralLike(node)) {
      const text = node.getText();
      for (const [call] of text.matchAll(WINDOWED)) found.push(squeeze(call));
      // Statements within a statement are visited by themselves.
      found.push(...orderedBy(text.replace(WINDOWED, '')).filter(isDoubtful));
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const method = node.expression.name.text;
      const order = node.arguments[0]?.getText();
      if (method === 'orderBy') found.push(squeeze(`orderBy(${order ?? ''})`));
      if ((method === 'sort' || method === 'toSorted') && order && AMOUNT.test(words(order)))
        found.push(squeeze(order));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true));
  return [...new Set(found)];
}
