import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listDocuments as findAll, supersedeDocument } from '../domain/questions/supersede-document.ts';
import { loadRulePack } from '../domain/rules/load-rule-pack.ts';
import { addDays, dayOf } from '../domain/schedule/calendar.ts';
import { readStudyPlans } from '../domain/study/plans.ts';
import { timeText } from '../messages/times.ts';
import type { Call } from './command.ts';

/** Every document with its state, what took its place, and how many questions rest on it. */
export async function listDocuments({ words, print, note, database }: Call): Promise<0 | 1> {
  const rows = await findAll(await database.open());
  if (rows.length === 0) note(words.documents.none);
  for (const row of rows) {
    const { title, version, inForceFrom, inForceTo, status } = row;
    print(
      `${words.documents.line(title, version, words.documents.status[status], inForceFrom, inForceTo)}\n`,
    );
    print(`${words.documents.questions(row.published, row.flagged, row.retired)}\n`);
    if (row.successor !== null) print(`${words.documents.successor(row.successor)}\n`);
  }
  return 0;
}

/** Says that a document was superseded: its questions are flagged, and quizzes that come short by that are named. */
export async function supersede(call: Call): Promise<0 | 1> {
  const { args, options, words, print, note, database, content, now } = call;
  const [title = '', version = ''] = args;
  const by = { title: String(options['by'] ?? title), version: String(options['byVersion'] ?? '') };
  const effectiveOn = options['on'] === undefined ? dayOf(now) : String(options['on']);
  if (by.version === '') return refuse(note, words.documents.noVersion);
  if (!isDay(effectiveOn)) return refuse(note, words.documents.badDay(effectiveOn));
  const json = async (path: string): Promise<unknown> =>
    JSON.parse(await readFile(join(content, path), 'utf8'));
  const names = (await readdir(join(content, 'cards'))).filter((name) => name.endsWith('.json'));
  const plans = readStudyPlans(await Promise.all(names.toSorted().map((name) => json(`cards/${name}`))));
  const db = await database.open();
  const pack = await loadRulePack(db, await json('rules/default.json'), now);
  const done = await supersedeDocument(
    db,
    { old: { title, version }, by, effectiveOn },
    { pack, plans },
    now,
  );
  if (!done.ok) return refuse(note, words.documents.problems[done.problem]);
  print(`${done.first ? words.documents.superseded(done.questions, done.cards) : words.documents.before}\n`);
  if (done.plans.length > 0) print(`${words.documents.plans(done.plans.join(', '))}\n`);
  for (const quiz of done.quizzes) {
    const opens = timeText(words.language, quiz.opensAt);
    print(`${words.documents.short(quiz.preset, quiz.slot, opens, quiz.wanted, quiz.there)}\n`);
  }
  return 0;
}

function refuse(note: Call['note'], sentence: string): 1 {
  note(sentence);
  return 1;
}

const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day;
