import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rollUp } from '../domain/credit/roll-up.ts';
import { loadRulePack } from '../domain/rules/load-rule-pack.ts';
import { addDays, dayOf, startOfDay } from '../domain/schedule/calendar.ts';
import { entryKindText } from '../messages/credit-names.ts';
import type { Call } from './command.ts';

/** Rolls up to now, or to the end of a day that has passed. */
export async function runRollup({
  options,
  words,
  print,
  note,
  database,
  content,
  now,
}: Call): Promise<0 | 1> {
  const date = options['date'] === undefined ? undefined : String(options['date']);
  const asOf = date === undefined ? now : endOfDay(date, now);
  if (asOf === undefined) {
    note(words.rollup.badDate(date ?? ''));
    return 1;
  }
  const json: unknown = JSON.parse(await readFile(join(content, 'rules/default.json'), 'utf8'));
  const db = await database.open();
  const pack = await loadRulePack(db, json, now);
  const { period, facts, people, changed } = await rollUp(db, pack, asOf, now);
  const kinds = Object.entries(facts).map(([kind, n]) => `${entryKindText(words.language, kind)} ${n}`);
  const total = Object.values(facts).reduce((sum, n) => sum + n, 0);
  print(`${words.rollup.period(period, dayOf(asOf), pack.version)}\n`);
  print(`${words.rollup.facts(total, kinds.join(' · '))}\n`);
  print(`${words.rollup.files(people, changed)}\n`);
  return 0;
}

/** The last instant of a day, or now where the day is today; undefined for what is no day, or lies ahead. */
function endOfDay(day: string, now: Date): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)) || addDays(day, 0) !== day)
    return undefined;
  if (day > dayOf(now)) return undefined;
  const end = new Date(startOfDay(addDays(day, 1)).getTime() - 1);
  return end < now ? end : now;
}
