import { basename } from 'node:path';
import { importRoster, type RosterStep } from '../domain/people/import-roster.ts';
import { readRoster } from '../formats/read-roster.ts';
import type { Call } from './command.ts';
import { readInput } from './read-input.ts';
import { rosterConflictLine, rosterProblemLine, sentenceOf } from './say-problem.ts';
import type { Words } from './words.ts';

/** The report goes to standard output line by line, so that it can be kept; what it comes to is said beside it. */
export async function importPeople({
  args,
  options,
  words,
  print,
  note,
  database,
  now,
}: Call): Promise<0 | 1> {
  const path = args[0] ?? '';
  const input = await readInput(path, words);
  if (!input.ok) return refuse(note, input.sentence);
  const roster = await readRoster(input.bytes, basename(path));
  for (const warning of roster.ok || roster.problems[0]?.code !== 'file' ? roster.warnings : [])
    print(`${sentenceOf(words.problems.warning, warning)}\n`);
  if (!roster.ok) {
    for (const problem of roster.problems) print(`${rosterProblemLine(words, path, problem)}\n`);
    return refuse(note, words.import.refused(roster.problemCount, roster.problems.length));
  }

  const apply = options['apply'] === true;
  const db = await database.open();
  const result = await importRoster(
    db,
    roster.rows,
    { apply, newCounty: options['newCounty'] === true },
    now,
  );
  if (!result.ok) {
    const { conflicts } = result;
    for (const conflict of conflicts) print(`${rosterConflictLine(words, conflict)}\n`);
    return refuse(note, words.import.refused(conflicts.length, conflicts.length));
  }
  for (const { path: unit, kind } of result.units)
    print(`${words.roster.unit(unit, words.roster.kinds[kind])}\n`);
  for (const step of result.steps) print(`${stepLine(words, step)}\n`);
  const count = (...kinds: RosterStep['step'][]) =>
    result.steps.filter(({ step }) => kinds.includes(step)).length;
  const added = count('person', 'post');
  note(words.roster.sum(count('person'), added, result.units.length, count('same')));
  note(added === 0 ? words.import.nothing : apply ? words.import.applied : words.import.rehearsal);
  return 0;
}

function stepLine(words: Words, { row, step }: RosterStep): string {
  const post = `${row.unitPath.join('/')} · ${row.title} · ${words.problems.roles(row.roles)}`;
  return words.roster.line(row.line, words.roster.step[step], words.person(row.name, row.staffNo), post);
}

function refuse(note: Call['note'], sentence: string): 1 {
  note(sentence);
  return 1;
}
