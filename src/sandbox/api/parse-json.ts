/** Deeper than anything the Bot API describes. Walking far deeper values would overflow the stack. */
const MAX_DEPTH = 64;

function isTooDeep(source: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '[' || char === '{') {
      if (++depth > MAX_DEPTH) return true;
    } else if (char === ']' || char === '}') depth--;
  }
  return false;
}

/**
 * JSON from outside.
 * @throws SyntaxError when it is none, or is nested deeper than 64.
 */
export function parseJson(source: string): unknown {
  if (isTooDeep(source)) throw new SyntaxError(`nested deeper than ${MAX_DEPTH}`);
  return JSON.parse(source);
}
