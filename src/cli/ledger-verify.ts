import { verifyLedger } from '../domain/credit/verify-ledger.ts';
import { verifyRecords } from '../domain/interviews/verify-records.ts';
import { entryKindText } from '../messages/credit-names.ts';
import { dayText } from '../messages/times.ts';
import type { Call } from './command.ts';

/** Names the first bad entry of each broken chain, whose it is and of when; then what is wrong with the anchors, and with the sealed records of interviews. */
export async function verify({ words, print, note, database, shelf }: Call): Promise<0 | 1> {
  const db = await database.open();
  const { entries, chains, faults, anchors } = await verifyLedger(db, shelf);
  const kept = await verifyRecords(db);
  for (const { personId, staffNo, name, seq, fault, kind, entryId, recordedAt, anchoredOn } of faults) {
    const who = staffNo === '' ? personId : words.person(name, staffNo);
    const entry =
      kind === null || entryId === null
        ? ''
        : words.ledger.entry(entryKindText(words.language, kind), entryId);
    const when = [
      recordedAt === null ? '' : words.ledger.recorded(dayText(words.language, recordedAt)),
      anchoredOn === null ? '' : words.ledger.anchored(anchoredOn),
    ].join('');
    print(`${words.ledger.fault(who, seq, words.ledger.faults[fault])}${entry}${when}\n`);
  }
  for (const { number, day, fault } of anchors.faults)
    print(`${words.ledger.anchorFault(number, day ?? '', words.ledger.anchorFaults[fault])}\n`);
  for (const { interviewId, version } of kept.faults)
    print(`${words.ledger.recordFault(interviewId, version)}\n`);
  note(anchors.newest === null ? words.ledger.noAnchor : words.ledger.anchors(anchors.count, anchors.newest));
  note(words.ledger.records(kept.records));
  if (faults.length === 0 && anchors.faults.length === 0 && kept.faults.length === 0) {
    print(`${words.ledger.sound(entries, chains)}\n`);
    return 0;
  }
  if (faults.length > 0) note(words.ledger.broken(faults.length, chains));
  return 1;
}
