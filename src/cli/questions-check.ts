import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call } from './command.ts';
import { readBank, type Bank } from './read-bank.ts';
import type { Words } from './words.ts';

type File = Extract<Bank, { ok: true }>['file'];

/** Each file by itself, and ids across them: an id stands for one question in the whole bank. */
export async function checkBank({ args, words, print, note, content }: Call): Promise<0 | 1> {
  const dir = args[0] ?? join(content, 'questions');
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.json')).toSorted();
  if (names.length === 0) {
    note(words.question.noFiles(dir));
    return 1;
  }
  let questions = 0;
  let problems = 0;
  const usedIn = new Map<string, string>();
  for (const name of names) {
    const bank = await readBank(join(dir, name), words);
    if (!bank.ok) {
      problems += bank.problemCount;
      print(`${words.question.fileBad(name, bank.problemCount)}\n`);
      for (const line of bank.lines) print(`  ${line}\n`);
      continue;
    }
    questions += bank.file.questions.length;
    print(`${summary(name, bank.file, words)}\n`);
    for (const { id } of bank.file.questions) {
      const earlier = usedIn.get(id);
      if (earlier === undefined) usedIn.set(id, name);
      else {
        problems += 1;
        print(`  ${words.question.alreadyIn(id, earlier)}\n`);
      }
    }
  }
  const { checked, checkedBad } = words.question;
  print(`${problems > 0 ? checkedBad(problems) : checked(names.length, questions)}\n`);
  return problems > 0 ? 1 : 0;
}

function summary(name: string, { document, questions }: File, words: Words): string {
  const { types, provenance, status, file, counts } = words.question;
  const tally = <K extends string>(keys: readonly K[], labels: Record<K, string>): string =>
    Object.entries(labels)
      .map(([key, label]) => ({ label, n: keys.filter((one) => one === key).length }))
      .filter(({ n }) => n > 0)
      .map(({ label, n }) => `${String(label)} ${n}`)
      .join(' · ');
  return [
    file(name, document.title, document.version, document.inForceFrom),
    counts(
      questions.length,
      tally(
        questions.map((it) => it.type),
        types,
      ),
      status[document.status],
      provenance[document.provenance],
      tally(
        questions.map((it) => it.source.provenance),
        provenance,
      ),
    ),
  ].join('\n');
}
