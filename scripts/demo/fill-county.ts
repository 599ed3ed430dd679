import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/db/client.ts';
import { rollUp } from '../../src/domain/credit/roll-up.ts';
import { listSandboxUsers } from '../../src/domain/demo/list-sandbox-users.ts';
import type { SandboxUser } from '../../src/domain/demo/list-sandbox-users.ts';
import { seedCounty } from '../../src/domain/demo/seed-county.ts';
import type { QuestionFile } from '../../src/domain/questions/import-questions.ts';
import { readCountySeed } from '../../src/domain/people/county-seed.ts';
import { loadRulePack } from '../../src/domain/rules/load-rule-pack.ts';
import { readStudyPlans } from '../../src/domain/study/plans.ts';
import { readQuestionFile } from '../../src/formats/read-questions.ts';

const CONTENT = fileURLToPath(new URL('../../content/', import.meta.url));
const readJson = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(CONTENT, name), 'utf8')) as unknown;

async function readBank(name: string): Promise<QuestionFile> {
  const read = readQuestionFile(await readJson(name));
  if (!read.ok)
    throw new Error(`content/${name} has ${read.problemCount} problems: npm run cli -- questions check`);
  return read.file;
}

/**
 * Puts the sample county into an empty database, and its history into the credit files; a database that has people is
 * left as it is.
 * @param clock the sandbox's time
 */
export async function fillCounty(
  url: string,
  clock: () => Date,
): Promise<{ seeded: boolean; people: number; users: SandboxUser[] }> {
  const database = openDatabase({ url, max: 2, name: 'qingfeng-demo' });
  try {
    const { db } = database;
    const pack = await loadRulePack(db, await readJson('rules/default.json'), clock());
    const seed = readCountySeed(await readJson('demo/county.json'));
    const names = (await readdir(join(CONTENT, 'questions'))).filter((name) => name.endsWith('.json'));
    const questions = await Promise.all(names.map((name) => readBank(`questions/${name}`)));
    const cards = (await readdir(join(CONTENT, 'cards'))).filter((name) => name.endsWith('.json'));
    const plans = readStudyPlans(
      await Promise.all(cards.toSorted().map((name) => readJson(`cards/${name}`))),
    );
    const form = await readJson('assessments/annual-2026.json');
    const done = await seedCounty({ db, clock, pack }, { seed, form, questions, plans });
    if (done.seeded) await rollUp(db, pack, clock(), clock());
    return { ...done, users: await listSandboxUsers({ db, clock }, { seed }) };
  } finally {
    await database.close();
  }
}
