/** A place to fill in: {{村名}}, also in full-width braces and with spaces inside. */
const PLACE = /(?:\{\{|｛｛)[ \u3000]*([^{}｛｝\n]{1,20}?)[ \u3000]*(?:\}\}|｝｝)/gu;

/** The names of a template's variables, each once, in the order they first stand in. */
export function placeholdersOf(body: string): string[] {
  return [...new Set([...body.matchAll(PLACE)].map(([, name = '']) => name))];
}

export type Filled = { ok: true; text: string } | { ok: false; missing: string[] };

/**
 * A template with its variables filled in (row E4). One that is missing or blank stops it. A value is taken as it is: what
 * looks like a variable in it stays.
 */
export function fillTemplate(body: string, values: Readonly<Record<string, string>>): Filled {
  const valueOf = (name: string): string => (Object.hasOwn(values, name) ? (values[name] ?? '').trim() : '');
  const missing = placeholdersOf(body).filter((name) => valueOf(name) === '');
  if (missing.length > 0) return { ok: false, missing };
  return { ok: true, text: body.replace(PLACE, (_, name: string) => valueOf(name)) };
}
