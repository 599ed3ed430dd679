import { importQuestions, planQuestions, type ImportStep } from '../domain/questions/import-questions.ts';
import type { Call } from './command.ts';
import { proposeBank } from './questions-propose.ts';
import { readBank } from './read-bank.ts';

/** A file of the bank itself is published as it is; one of another maker is proposed by an editor. */
export const importBank = (call: Call): Promise<0 | 1> =>
  /[.]json$/i.test(call.args[0] ?? '') ? importShipped(call) : proposeBank(call);

/** Reads a file of the bank, says question by question what it would change, and changes it with `--apply`. */
async function importShipped({ args, options, words, print, note, database, now }: Call): Promise<0 | 1> {
  const bank = await readBank(args[0] ?? '', words);
  if (!bank.ok) {
    for (const line of bank.lines) print(`${line}\n`);
    note(words.import.refused(bank.problemCount, bank.lines.length));
    return 1;
  }
  const { file } = bank;
  const db = await database.open();
  const plan = await planQuestions(db, file);
  const { title, version } = file.document;
  print(`${words.question.document(title, version, words.question.step[plan.document])}\n`);
  const stems = new Map(file.questions.map(({ id, stem }) => [id, stem]));
  for (const { id, step } of plan.questions)
    print(`${words.question.step[step]}  ${id}  ${stems.get(id) ?? ''}\n`);
  const count = (kind: ImportStep) => plan.questions.filter(({ step }) => step === kind).length;
  note(words.question.sum(count('new'), count('changed'), count('same')));
  if (plan.document === 'same' && count('same') === plan.questions.length) {
    note(words.import.nothing);
    return 0;
  }
  if (options['apply'] === true) await importQuestions(db, [file], now);
  note(options['apply'] === true ? words.import.applied : words.import.rehearsal);
  return 0;
}
