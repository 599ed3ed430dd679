import { exportLedger, findOwner } from '../domain/credit/export-ledger.ts';
import type { Call } from './command.ts';
import { openOutput } from './open-output.ts';

/** Writes the entries of one file, or of all, one a line, so that anybody can check their chains without us. */
export async function exportEntries({
  args,
  options,
  words,
  print,
  note,
  database,
  now,
}: Call): Promise<0 | 1> {
  const [staffNo] = args;
  const db = await database.open();
  const personId = staffNo === undefined ? null : await findOwner(db, staffNo);
  if (personId === undefined) {
    note(words.ledger.noPerson(staffNo ?? ''));
    return 1;
  }
  const out = await openOutput(options['out'], words);
  if (typeof out === 'string') {
    note(out);
    return 1;
  }
  let count = 0;
  try {
    for await (const page of exportLedger(db, personId, now)) {
      const text = page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      if (out) await out.writeFile(text);
      else print(text);
      count += page.length;
    }
  } finally {
    await out?.close();
  }
  note(words.ledger.exported(count));
  return 0;
}
