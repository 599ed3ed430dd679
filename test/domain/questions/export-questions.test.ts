import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { exportQuestions, listExported } from '../../../src/domain/questions/export-questions.ts';
import { importQuestions, type QuestionFile } from '../../../src/domain/questions/import-questions.ts';
import { makeDraft } from '../../../src/domain/questions/make-draft.ts';
import { planProposals } from '../../../src/domain/questions/plan-proposals.ts';
import { listAsked, readOverview } from '../../../src/domain/questions/read-bank.ts';
import { compareQuestionBank } from '../../../src/formats/read-question-bank.ts';
import { readQuestionFile } from '../../../src/formats/read-questions.ts';
import { writeQuestionsGift } from '../../../src/formats/write-questions-gift.ts';
import { writeQuestionsCsv, writeQuestionsXlsx } from '../../../src/formats/write-questions-table.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';
import { addPerson, layUnits } from '../../support/roster.ts';
import { keep, LAW, NOW, offered, propose, ship } from './bank-stage.ts';

const BANK = new URL('../../../content/questions/', import.meta.url);

let database: TestDatabase;
let db: TestDatabase['db'];
let editor: Actor;
let auditor: Actor;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const units = await layUnits(db);
  editor = await addPerson(db, { unitId: units.county, roles: ['editor'] });
  auditor = await addPerson(db, { unitId: units.county, roles: ['auditor'] });
  const files = readdirSync(BANK).map((name): QuestionFile => {
    const read = readQuestionFile(JSON.parse(readFileSync(new URL(name, BANK), 'utf8')));
    if (!read.ok) throw new Error(name);
    return read.file;
  });
  await importQuestions(db, files, NOW);
});
afterAll(() => database.close());

type Exported = Awaited<ReturnType<typeof listExported>>;
const FORMATS = {
  gift: async (questions: Exported) => Buffer.from(writeQuestionsGift(questions)),
  csv: async (questions: Exported) => Buffer.from(writeQuestionsCsv(questions, 'zh')),
  xlsx: async (questions: Exported) => writeQuestionsXlsx('题库', questions, 'zh'),
};

describe.each(['gift', 'csv', 'xlsx'] as const)('the whole bank as %s', (format) => {
  test('comes back as it is: nothing new, nothing changed, nothing refused', async () => {
    const questions = await listExported(db);
    expect(questions.length).toBeGreaterThan(590);
    const existing = await listAsked(db);
    const asked = existing.map((one) => one.asked);
    const read = await compareQuestionBank(await FORMATS[format](questions), `bank.${format}`, () =>
      Promise.resolve(asked),
    );
    const draft = makeDraft(read, existing);
    expect([draft.problemCount, draft.warnings]).toEqual([0, []]);
    const planned = await planProposals(db, draft.questions, null);
    expect(planned.filter(({ step }) => step !== 'same')).toEqual([]);
    expect(planned.length).toBe(questions.length);
    // A question of the bank is not said to be like itself.
    const likes = draft.likes.filter(({ at, of }) => 'code' in of && of.code === draft.questions[at]?.code);
    expect(likes).toEqual([]);
  });
});

test('what is nearly there already is shown beside what it resembles', async () => {
  const existing = await listAsked(db);
  const [one] = existing;
  if (!one) throw new Error('the bank is empty');
  const [question] = await listExported(db);
  if (!question) throw new Error('nothing is exported');
  const near = { ...question, code: undefined, content: { ...question.content, stem: `请问：${one.stem}` } };
  const read = await compareQuestionBank(Buffer.from(writeQuestionsGift([near])), 'near.gift', () =>
    Promise.resolve(existing.map(({ asked }) => asked)),
  );
  expect(makeDraft(read, existing).likes[0]).toMatchObject({ at: 0, of: { code: one.code } });
});

test('an older version of a document is named with its version, and found again', async () => {
  await ship(db, 'old-1');
  await db.execute(sql`
    insert into documents (id, title, version, in_force_from, provenance, status)
    values (uuidv7(), ${LAW}, '2027-01-01', '2027-01-01', 'partial', 'in-force')`);
  const exported = (await listExported(db)).find(({ code }) => code === 'old-1');
  if (!exported) throw new Error('it is not exported');
  expect(exported.source?.document).toBe(`${LAW}（2026-01-01）`);
  const [planned] = await planProposals(db, [{ ...exported, line: 1 }], null);
  expect(planned?.step).toBe('same');
});

test('only who keeps the bank takes it along, and the access log says so', async () => {
  expect(await exportQuestions(db, auditor, undefined, NOW)).toBeUndefined();
  const id = await keep(db, editor, [offered('kept-1')]);
  // Not confirmed, so it is no file of the bank.
  expect(await exportQuestions(db, editor, id, NOW)).toBeUndefined();
  const importId = await propose(db, editor, offered('proposed-1', { source: { document: LAW } }));
  const found = await exportQuestions(db, editor, importId, NOW);
  expect(found).toMatchObject({ fileName: 'sample.csv', questions: [{ code: 'proposed-1' }] });
  expect((await listExported(db)).some(({ code }) => code === 'proposed-1')).toBe(false);
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from access_log where action = 'bank.export' and actor_id = ${editor.personId}`,
  );
  expect(row?.n).toBe(1);
});

test('the overview counts by status, type and document', async () => {
  const overview = await readOverview(db, 0);
  const { byStatus, byType, documents, waiting, total } = overview;
  expect(byStatus['published']).toBe(Object.values(byType).reduce((sum, n) => sum + n, 0));
  expect(byStatus['proposed']).toBe(1);
  expect([waiting, documents.length, total]).toEqual([1, 5, 10]);
  expect(documents[0]?.questions).toBeGreaterThan(100);
});
