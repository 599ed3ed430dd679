import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readStudyPlans } from '../../src/domain/study/plans.ts';

const words = (max: number) => z.string().trim().min(1).max(max);
const both = z.strictObject({ zh: words(120), en: words(200) });
const planSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: both,
  about: both,
  roles: z.array(z.enum(['cadre', 'branch-secretary', 'township-secretary', 'supervisor'])),
  cards: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]{2}-\d{2}$/),
        document: words(60),
        article: words(20),
        /** A screen of a cheap phone. */
        passage: words(240).min(30),
        question: z.string(),
      }),
    )
    .min(12),
});
const bankSchema = z.object({
  document: z.object({ title: z.string() }),
  questions: z.array(z.object({ id: z.string(), source: z.object({ quote: z.string() }) })),
});

const folder = new URL('../../content/', import.meta.url);
async function readAll<S extends z.ZodType>(name: string, schema: S): Promise<[string, z.output<S>][]> {
  const files = (await readdir(new URL(name, folder))).filter((file) => file.endsWith('.json'));
  return Promise.all(
    files.map(async (file) => [
      file.replace('.json', ''),
      schema.parse(JSON.parse(await readFile(new URL(`${name}/${file}`, folder), 'utf8'))),
    ]),
  );
}

test('twelve plans of study cards, each with a passage that holds the words its question rests on', async () => {
  const plans = await readAll('cards', planSchema);
  const banks = await readAll('questions', bankSchema);
  const quotes = new Map(
    banks.flatMap(([, { document, questions }]) =>
      questions.map(({ id, source }) => [id, { document: document.title, quote: source.quote }] as const),
    ),
  );
  expect(plans.length).toBeGreaterThanOrEqual(12);
  const plain = (text: string) => text.replace(/\s/gu, '');
  const ids = plans.flatMap(([, plan]) => plan.cards.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const [file, { id, cards }] of plans) {
    expect(id).toBe(file);
    expect(new Set(cards.map(({ question }) => question)).size, id).toBe(cards.length);
    for (const card of cards) {
      const asked = quotes.get(card.question);
      expect(asked?.document, card.id).toBe(card.document);
      expect(plain(card.passage.replaceAll('……', '')), card.id).toContain(plain(asked?.quote ?? '-'));
    }
  }
});

test('the loader takes them as they are, and names what is wrong with others', async () => {
  const json = (await readAll('cards', z.unknown())).map(([, plan]) => plan);
  expect(readStudyPlans(json)).toEqual(json);
  const [first] = readStudyPlans(json);
  if (!first) throw new Error('there is one');
  const [card] = first.cards;
  expect(() => readStudyPlans([first, first])).toThrow(/1\]?\.id: expected a value not used before/);
  expect(() => readStudyPlans([{ ...first, cards: [card, card] }])).toThrow(
    /cards\[1\]\.id: expected a value not used before/,
  );
  expect(() => readStudyPlans([{ ...first, cards: [{ ...card, passage: '' }] }])).toThrow(
    /study cards cannot be used:\n.*cards\[0\]\.passage/,
  );
  expect(() => readStudyPlans([{ ...first, roles: ['king'] }])).toThrow(/roles\[0\]/);
});
