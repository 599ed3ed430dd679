/** "A.", "A、", "(A)", "A:", "A）" with its letter; "A" and a blank where nothing else fits. */
const MARKER =
  /(?<![A-Za-z0-9])(?:[（(]\s?([A-K])\s?[）)]\s*[.．、:：]?|([A-K])\s?([.．、:：,，）)])(?![0-9]))\s*/g;
const BLANK_MARKER = /^([A-K])[ \t\u3000]+/;
/** What may stand right before the first option of a line that begins with something else. */
const BREAK = /[\s）)】\]。？?！!：:；;]$/;
const STRICT = /\s$/;

/** Far more than options on a line: what compares each with each may take them as few. */
const MAX_MARKERS = 200;

export type Option = { letter: string; text: string };
type Marker = { letter: string; start: number; end: number; style: string };

const nextLetter = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) + 1);

function markersOf(line: string): Marker[] {
  return [...line.matchAll(MARKER)].slice(0, MAX_MARKERS).map((found) => ({
    letter: found[1] ?? found[2] ?? '',
    start: found.index,
    end: found.index + found[0].length,
    style: found[1] === undefined ? (found[3] ?? '').normalize('NFKC') : '()',
  }));
}

/** The markers of one run of letters: each the next letter after the one before, written in the same way. */
function runFrom(line: string, markers: readonly Marker[], first: Marker, isStrict: boolean): Marker[] {
  const run = [first];
  for (const marker of markers) {
    const last = run.at(-1) ?? first;
    if (marker.start < last.end || marker.letter !== nextLetter(last.letter)) continue;
    if (isStrict ? STRICT.test(line.slice(0, marker.start)) : marker.style === first.style) run.push(marker);
  }
  return run;
}

const longerRun = (line: string, markers: readonly Marker[], first: Marker): Marker[] => {
  const strict = runFrom(line, markers, first, true);
  return strict.length > 1 ? strict : runFrom(line, markers, first, false);
};

function cut(line: string, run: readonly Marker[]): Option[] {
  return run.map(({ letter, end }, at) => ({
    letter,
    text: line.slice(end, run[at + 1]?.start ?? line.length).trim(),
  }));
}

/**
 * The options of a line that begins with one, whichever letter that is; none where it does not begin with an option.
 * @param expected the letter that would come next: only that one may be followed by a mere blank
 */
export function splitOptionLine(line: string, expected: string): Option[] {
  const markers = markersOf(line);
  const first = markers.find(({ start }) => line.slice(0, start).trim() === '');
  if (first) return cut(line, longerRun(line, markers, first));
  const blank = BLANK_MARKER.exec(line.trimStart());
  if (blank?.[1] !== expected) return [];
  // "A 甲  B 乙  C 丙": letters between blanks.
  const words = line.trimStart().split(/(?:^|[ \t\u3000]+)([A-K])[ \t\u3000]+/);
  const options: Option[] = [];
  let wanted = expected;
  for (let at = 1; at < words.length; at += 2) {
    const [letter, text] = [words[at] ?? '', words[at + 1] ?? ''];
    const last = options.at(-1);
    if (letter === wanted) {
      options.push({ letter, text: text.trim() });
      wanted = nextLetter(wanted);
    } else if (last) last.text = `${last.text} ${letter} ${text}`.trim();
  }
  return options;
}

/** A stem with its options behind it on the same line, at least A and B; no options where there are none. */
export function splitStemLine(line: string): { stem: string; options: Option[] } {
  const markers = markersOf(line);
  for (const first of markers) {
    if (first.letter !== 'A' || !BREAK.test(line.slice(0, first.start))) continue;
    const run = longerRun(line, markers, first);
    if (run.length > 1) return { stem: line.slice(0, first.start).trim(), options: cut(line, run) };
  }
  return { stem: line, options: [] };
}

/** All options of one cell: lettered lines, lettered in one line, or one a line (or between | or ；) without letters. */
export function splitOptionCell(cell: string): Option[] {
  const lettered: Option[] = [];
  const lines = cell.split('\n').filter((line) => line.trim() !== '');
  for (const line of lines) {
    const options = splitOptionLine(line, nextLetter(lettered.at(-1)?.letter ?? '@'));
    const last = lettered.at(-1);
    if (options.length > 0) lettered.push(...options);
    else if (last) last.text = `${last.text}\n${line.trim()}`;
    else break;
  }
  if (lettered.length > 1) return lettered;
  const parts = lines.length > 1 ? lines : cell.split(/[|｜]|[；;](?=\s*\S)/u);
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((text, at) => ({ letter: String.fromCharCode(65 + at), text }));
}

/** The first letter that does not follow the one before it, counting from A; undefined when all do. */
export function findDisorder(options: readonly Option[]): { expected: string; found: string } | undefined {
  const at = options.findIndex(({ letter }, index) => letter !== String.fromCharCode(65 + index));
  const found = options[at];
  return found && { expected: String.fromCharCode(65 + at), found: found.letter };
}
