import { verifyLedger } from '../domain/credit/verify-ledger.ts';
import { entryKindText } from '../messages/credit-names.ts';
import type { Call } from './command.ts';

/** Names the first bad entry of each broken chain, and whose it is. */
export async function verify({ words, print, note, database }: Call): Promise<0 | 1> {
  const { entries, chains, faults } = await verifyLedger(await database.open());
  for (const { personId, staffNo, name, seq, fault, kind, entryId } of faults) {
    const who = staffNo === '' ? personId : words.person(name, staffNo);
    const entry =
      kind === null || entryId === null
        ? ''
        : words.ledger.entry(entryKindText(words.language, kind), entryId);
    print(`${words.ledger.fault(who, seq, words.ledger.faults[fault])}${entry}\n`);
  }
  if (faults.length === 0) {
    print(`${words.ledger.sound(entries, chains)}\n`);
    return 0;
  }
  note(words.ledger.broken(faults.length, chains));
  return 1;
}
