import type { ledger as zh } from '../zh/ledger.ts';

export const ledger: typeof zh = {
  title: '<b>Check of the files</b>',
  sound: (entries, chains) => `${chains} files with ${entries} entries, all of them sound.`,
  broken: (broken, chains) => `<b>${broken} of ${chains} chains are broken</b>`,
  fault: (who, seq, fault, when) => `${who}, entry ${seq}: ${fault}${when}`,
  person: (name, staffNo) => `${name} (${staffNo})`,
  nobody: 'nobody known',
  recorded: (day) => `; recorded ${day}`,
  anchored: (day) => `; shown by the anchor of ${day}`,
  more: (n) => `${n} more; the command ledger verify shows all.`,
  faults: {
    hash: 'it does not match its own hash, so it was changed',
    link: 'it does not follow the one before, which was replaced',
    gap: 'entries are missing before it',
    head: 'the chain does not end as recorded: an entry was taken away, added or replaced',
    tail: 'the entries behind were cut off',
    anchor: 'the chain was made anew between the anchor before and this entry',
  },
  anchorFault: (n, day, fault) => `Anchor ${n}${day ? ` (${day})` : ''}: ${fault}`,
  anchorFaults: {
    changed: 'it is not what was signed',
    key: 'signed with a key that is not known',
    missing: 'it is no longer in the database',
    order: 'it does not follow the one before',
  },
  anchors: (count, day) => `${count} anchors, the newest of ${day}.`,
  noAnchor: 'No anchor yet; one is made every night.',
  noCheck:
    'You have not asked for a check yet. It recomputes every entry, which takes a minute or two where there are many.',
  checkedAt: (time) => `Last check: ${time}`,
  checking: 'Checking. You will be told what was found.',
  check: 'Check now',
  anchorTitle: (n, day) => `<b>Anchor ${n} of the files · ${day}</b>`,
  anchorBody: (chains, entries) =>
    `${chains} files with ${entries} entries; where each ends is signed in the file.`,
  digest: (digest) => `Digest <code>${digest}</code>`,
  keep: 'Please keep the file: whoever cuts or rewrites entries later is found with it. It holds no names and no contents.',
};
