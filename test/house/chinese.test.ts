import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const HAN = /\p{Script=Han}/u;

/** Where Chinese may stand in code, and why. A path that ends in / is a folder. */
const ALLOWED: Record<string, string> = {
  'messages/locales/zh/': 'the words',
  'messages/locales/en/people.ts': 'each language is named in itself',
  'messages/people.ts': 'the button that chooses Chinese is called so in Chinese',
  'messages/times.ts': 'the shapes of dates, in both languages side by side',
  'sandbox/page/locales.ts': 'the words of the page',
  'db/embedded/': 'a database that does not start says so before anybody has chosen a language',
  'jobs/embedded/start-redis.ts': 'the same, for a Redis that does not start',
  'bot/quizzes/read-letters.ts': 'reads what people type: true and false',
  'bot/features/assessments.ts': 'reads what people type: yes and no',
  'domain/questions/number-rules.ts': 'reads what people type: numbers',
  'domain/schedule/read-time.ts': 'reads what people type: dates',
  'domain/sanctions/read-decision.ts': 'reads what people type: organs and numbers of documents',
  'domain/people/quiet-hours.ts': 'reads what people type: hours',
  'domain/notices/content-rules.ts': 'recognises secrecy marks',
  'formats/roster/': 'reads the headings and roles of a roster',
};

/** Texts, templates, regular expressions and names in the code; comments may quote a term. */
function chineseIn(path: string): string[] {
  const code = readFileSync(SRC + path, 'utf8');
  if (!HAN.test(code)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isToken(node) || ts.isIdentifier(node) || ts.isJsxText(node)) {
      const text = node.getText();
      if (HAN.test(text)) found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true));
  return found;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
const speaking = files.map((path) => ({ path, texts: chineseIn(path) })).filter((it) => it.texts.length > 0);
const isUnder = (path: string, place: string) =>
  place.endsWith('/') ? path.startsWith(place) : path === place;
/** A table of words of the operator's door or of start-up. */
const isWords = (path: string) => /(^|\/|-)words\.ts$/.test(path);

describe('Chinese in the code', () => {
  test('stands in words tables and on a short list only', () => {
    const places = Object.keys(ALLOWED);
    const stray = speaking.filter(
      ({ path }) => !isWords(path) && !places.some((place) => isUnder(path, place)),
    );
    expect(stray).toEqual([]);
  });

  test('is really there in every place of the list', () => {
    const idle = Object.keys(ALLOWED).filter((place) => !speaking.some(({ path }) => isUnder(path, place)));
    expect(idle).toEqual([]);
  });
});
