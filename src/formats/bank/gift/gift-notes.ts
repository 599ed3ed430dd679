/** What our comments above a question say: "// @difficulty 2", "// [id:dr-001]", "// [tag:…]". */
export type GiftNotes = { id?: string; tag?: string; said: Map<NoteKey, string[]> };

const NOTE_KEYS = [
  'type',
  'difficulty',
  'topic',
  'document',
  'article',
  'quote',
  'options',
  'also',
  'unit',
] as const;
export type NoteKey = (typeof NOTE_KEYS)[number];

/** Text of one line as it is, any other as a JSON string. */
export const writeNote = (key: NoteKey, text: string): string =>
  `// @${key} ${/["\n]/.test(text) || text.trim() !== text || text === '' ? JSON.stringify(text) : text}`;

/** Reads the comment lines above a question, without their slashes. */
export function readNotes(comments: readonly string[]): GiftNotes {
  const notes: GiftNotes = { said: new Map() };
  for (const comment of comments) {
    const [, word, text = ''] = /^\s*@(\w+) (.*)$/.exec(comment) ?? [];
    const key = NOTE_KEYS.find((one) => one === word);
    if (key) notes.said.set(key, [...(notes.said.get(key) ?? []), readText(text)]);
    if (word !== undefined) continue;
    const id = /\[id:([^\]]{1,200})\]/.exec(comment)?.[1]?.trim();
    const tag = /\[tag:([^\]]{1,400})\]/.exec(comment)?.[1]?.trim();
    if (id !== undefined) notes.id = id;
    if (tag !== undefined) notes.tag ??= tag;
  }
  return notes;
}

function readText(text: string): string {
  if (!text.startsWith('"')) return text.trim();
  const value = parseJson(text);
  return typeof value === 'string' ? value : text;
}

/** A JSON value; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** The topic of "$CATEGORY: $course$/top/…": a doubled slash is a slash in a name. */
export const readCategory = (text: string): string =>
  text
    .trim()
    .replace(/^\$\w+\$(?:\/|$)/, '')
    .replace(/^top(?:\/|$)/, '')
    .replaceAll('//', '/')
    .trim();
export const writeCategory = (topic: string): string => `$course$/top/${topic.replaceAll('/', '//')}`;
