import { jsonPath } from './describe-issue.ts';

/** A string, a sign, or anything else between blanks. Strings in two steps: V8 keeps a stack of repeated groups. */
const TOKEN = /[{}[\],:]|"|[^\s{}[\],:"]+/g;
const STRING_END = /["\\]/g;

/**
 * Where values stand in JSON text, in one walk over it: offsets in UTF-16 units by path ("questions[3].answer").
 * @param text what JSON.parse has accepted
 * @param wanted the paths to look for; one that is not there is missing from the answer
 */
export function findJsonPlaces(text: string, wanted: ReadonlySet<string>): Map<string, number> {
  const places = new Map<string, number>();
  /** The open lists and objects, outermost first: their path and the index or key of what comes next in them. */
  const open: { path: (string | number)[]; key: string | number; isList: boolean; isKey: boolean }[] = [];
  const note = (at: number): (string | number)[] => {
    const holder = open.at(-1);
    const path = holder ? [...holder.path, holder.key] : [];
    const name = jsonPath(path);
    if (wanted.has(name)) places.set(name, at);
    return path;
  };
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const [sign] = token;
    const holder = open.at(-1);
    if (sign === '{' || sign === '[') {
      const isList = sign === '[';
      open.push({ path: note(token.index), key: 0, isList, isKey: !isList });
    } else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ',') {
      if (holder?.isList) holder.key = Number(holder.key) + 1;
      else if (holder) holder.isKey = true;
    } else if (sign === ':') {
      if (holder) holder.isKey = false;
    } else {
      const end = sign === '"' ? endOfString(text, token.index) : TOKEN.lastIndex;
      if (holder?.isKey) holder.key = String(JSON.parse(text.slice(token.index, end)));
      else note(token.index);
      TOKEN.lastIndex = end;
    }
  }
  return places;
}

/** The offset right behind the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  STRING_END.lastIndex = start + 1;
  for (let found = STRING_END.exec(text); found; found = STRING_END.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    STRING_END.lastIndex = found.index + 2;
  }
  return text.length;
}
