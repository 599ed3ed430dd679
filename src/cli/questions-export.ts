import { listExported } from '../domain/questions/export-questions.ts';
import { writeQuestionsGift } from '../formats/write-questions-gift.ts';
import { writeQuestionsCsv, writeQuestionsXlsx } from '../formats/write-questions-table.ts';
import type { Call } from './command.ts';
import { openOutput } from './open-output.ts';

const FORMATS = ['gift', 'csv', 'xlsx'] as const;

/** Writes what may be asked today as a file of another maker's format, which can be imported again. */
export async function exportBank({ options, words, print, note, database }: Call): Promise<0 | 1> {
  const path = options['out'] === undefined ? undefined : String(options['out']);
  const named = String(options['format'] ?? /[.]([a-z]+)$/i.exec(path ?? '')?.[1] ?? '').toLowerCase();
  const format = FORMATS.find((one) => one === named);
  if (format === undefined) {
    note(words.question.badFormat(named));
    return 1;
  }
  if (format === 'xlsx' && path === undefined) {
    note(words.question.needsOut);
    return 1;
  }
  const db = await database.open();
  const out = await openOutput(path, words);
  if (typeof out === 'string') {
    note(out);
    return 1;
  }
  try {
    const questions = await listExported(db);
    const content =
      format === 'xlsx'
        ? await writeQuestionsXlsx(words.question.sheet, questions, words.language)
        : format === 'csv'
          ? writeQuestionsCsv(questions, words.language)
          : writeQuestionsGift(questions);
    if (out) await out.writeFile(content);
    else if (typeof content === 'string') print(content);
    note(words.question.exported(questions.length));
    if (path !== undefined) note(words.invite.written(path));
    return 0;
  } finally {
    await out?.close();
  }
}
