const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A stretch of a string, and an escape in it. No repeated group: V8 keeps a stack of those, and strings may be long. */
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORD = /true|false|null/y;

/**
 * Where text stops being JSON (RFC 8259): an offset in UTF-16 units, the text's length when it only ends too early, null
 * when nothing is wrong. JSON.parse says it in words that differ from one Node to the next, often without a place.
 */
export function findJsonError(text: string): number | null {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const take = (sign: string): boolean => {
    const isThere = text[at] === sign;
    if (isThere) at += 1;
    return isThere;
  };
  const takeString = (): boolean => {
    if (!take('"')) return false;
    do skip(PLAIN);
    while (skip(ESCAPE));
    return take('"');
  };
  /** What closes each open list or object, outermost first: depth costs no stack. */
  const open: (']' | '}')[] = [];
  const takeKey = (): boolean => {
    skip(BLANK);
    return takeString() && (skip(BLANK), take(':'));
  };

  for (;;) {
    skip(BLANK);
    if (take('[')) {
      skip(BLANK);
      if (!take(']')) {
        open.push(']');
        continue;
      }
    } else if (take('{')) {
      skip(BLANK);
      if (!take('}')) {
        open.push('}');
        if (!takeKey()) return at;
        continue;
      }
    } else if (!takeString() && !skip(NUMBER) && !skip(WORD)) return at;

    for (skip(BLANK); ; skip(BLANK)) {
      const close = open.at(-1);
      if (!close) return at === text.length ? null : at;
      if (take(',')) {
        if (close === '}' && !takeKey()) return at;
        break;
      }
      if (!take(close)) return at;
      open.pop();
    }
  }
}
