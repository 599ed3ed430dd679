import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCreditPaper } from '../documents/credit-paper.ts';
import { makeOpinion } from '../documents/opinion.ts';
import { exportDocument } from '../domain/credit/export-document.ts';
import { isPurpose, PURPOSES, type Purpose } from '../domain/rules/file-access-rules.ts';
import type { Db } from '../domain/db.ts';
import { spellCharacter } from '../domain/people/name-pinyin.ts';
import { loadRulePack } from '../domain/rules/load-rule-pack.ts';
import { paperFacts } from '../messages/credit-pdf.ts';
import { opinionFacts } from '../messages/opinion.ts';
import type { Call } from './command.ts';
import { openOutput } from './open-output.ts';

type Asked = { forStaffNo: string; purpose: Purpose };
type Pack = Awaited<ReturnType<typeof loadRulePack>>;
type Made = { bytes: Uint8Array; said: string } | { refused: string };

/** The whole file of somebody as a PDF, for a reader whose scope holds them; for use in the office, never in chat. */
export const exportFile = (call: Call): Promise<0 | 1> =>
  exportTo(call, async (db, { forStaffNo, purpose }, pack): Promise<Made> => {
    const { words, now } = call;
    const [staffNo = ''] = call.args;
    const found = await exportDocument(db, { staffNo, forStaffNo, purpose }, pack, now);
    if (!found.ok) return { refused: words.file.problems[found.problem] };
    const { document, reader } = found;
    const facts = paperFacts(words.language, document, { ...reader, purpose, now });
    const bytes = await makeCreditPaper(facts, spellCharacter);
    return { bytes, said: words.file.exported(words.person(document.name, document.staffNo)) };
  });

/** The draft of an opinion on somebody's integrity for an appointment, once a second person has approved the look. */
export const draftOpinion = (call: Call): Promise<0 | 1> =>
  exportTo(
    { ...call, options: { ...call.options, purpose: 'appointment' } },
    async (db, { forStaffNo, purpose }, pack): Promise<Made> => {
      const { words, now } = call;
      const [staffNo = ''] = call.args;
      const asked = { staffNo, forStaffNo, purpose, as: 'file.opinion' } as const;
      const found = await exportDocument(db, asked, pack, now);
      if (!found.ok) return { refused: words.file.problems[found.problem] };
      const { document, reader } = found;
      const facts = opinionFacts(words.language, document, { ...reader, purpose, now });
      const bytes = await makeOpinion(facts, spellCharacter);
      return { bytes, said: words.file.drafted(words.person(document.name, document.staffNo)) };
    },
  );

/** Checks what was asked for, and opens the new file before anything is read and logged. */
async function exportTo(
  { options, words, note, database, content, now }: Call,
  make: (db: Db, asked: Asked, pack: Pack) => Promise<Made>,
): Promise<0 | 1> {
  const refuse = (sentence: string): 1 => {
    note(sentence);
    return 1;
  };
  const { for: reader, purpose: given, out: path } = options;
  const purpose = String(given ?? '');
  if (reader === undefined) return refuse(words.file.needsReader);
  if (!isPurpose(purpose)) return refuse(words.file.needsPurpose(PURPOSES.join(', ')));
  if (path === undefined) return refuse(words.file.needsOut);
  const json: unknown = JSON.parse(await readFile(join(content, 'rules/default.json'), 'utf8'));
  const db = await database.open();
  const pack = await loadRulePack(db, json, now);
  const out = await openOutput(path, words);
  if (out === undefined || typeof out === 'string') return refuse(out ?? words.file.needsOut);
  try {
    const made = await make(db, { forStaffNo: String(reader), purpose }, pack);
    if ('refused' in made) {
      // It is ours, made a moment ago, and empty.
      await unlink(String(path));
      return refuse(made.refused);
    }
    await out.writeFile(made.bytes);
    note(made.said);
    note(words.invite.written(String(path)));
    return 0;
  } finally {
    await out.close();
  }
}
