import type { Command } from './command.ts';

/** All of the operator's commands on one screen. Each is loaded when it runs, so that help and mistakes answer at once. */
export const COMMANDS: readonly Command[] = [
  {
    usage: 'people import <file>',
    about: 'peopleImport',
    options: [
      { flags: '--apply', about: 'apply' },
      { flags: '--new-county', about: 'newCounty' },
    ],
    examples: ['people import roster.xlsx', 'people import roster.xlsx --apply'],
    run: async (call) => (await import('./people-import.ts')).importPeople(call),
  },
  {
    usage: 'people invite',
    about: 'peopleInvite',
    options: [
      { flags: '--unit <path>', about: 'unit' },
      { flags: '--new', about: 'new' },
      { flags: '--bot <name>', about: 'bot' },
      { flags: '--out <file>', about: 'out' },
    ],
    examples: [
      'people invite --bot qingfeng_bot --out codes.csv',
      'people invite --unit COUNTY/TOWNSHIP --new',
    ],
    run: async (call) => (await import('./people-invite.ts')).invitePeople(call),
  },
  {
    usage: 'questions import <file>',
    about: 'questionsImport',
    options: [
      { flags: '--apply', about: 'apply' },
      { flags: '--by <staff-no>', about: 'by' },
      { flags: '--document <title>', about: 'document' },
    ],
    examples: [
      'questions import content/questions/party-constitution.json',
      'questions import exam.xlsx --document "TITLE" --by QS-002 --apply',
    ],
    run: async (call) => (await import('./questions-import.ts')).importBank(call),
  },
  {
    usage: 'questions export',
    about: 'questionsExport',
    options: [
      { flags: '--format <format>', about: 'format' },
      { flags: '--out <file>', about: 'out' },
    ],
    examples: ['questions export --format gift --out bank.gift'],
    run: async (call) => (await import('./questions-export.ts')).exportBank(call),
  },
  {
    usage: 'questions check [dir]',
    about: 'questionsCheck',
    options: [],
    examples: ['questions check'],
    run: async (call) => (await import('./questions-check.ts')).checkBank(call),
  },
  {
    usage: 'documents list',
    about: 'documentsList',
    options: [],
    examples: ['documents list'],
    run: async (call) => (await import('./documents.ts')).listDocuments(call),
  },
  {
    usage: 'documents supersede <title> <version>',
    about: 'documentsSupersede',
    options: [
      { flags: '--by <title>', about: 'successor' },
      { flags: '--by-version <version>', about: 'byVersion' },
      { flags: '--on <day>', about: 'on' },
    ],
    examples: ['documents supersede TITLE 2018-12-29 --by-version 2026-06-01 --on 2026-06-01'],
    run: async (call) => (await import('./documents.ts')).supersede(call),
  },
  {
    usage: 'rollup run',
    about: 'rollupRun',
    options: [{ flags: '--date <day>', about: 'date' }],
    examples: ['rollup run', 'rollup run --date 2026-09-30'],
    run: async (call) => (await import('./rollup-run.ts')).runRollup(call),
  },
  {
    usage: 'ledger verify',
    about: 'ledgerVerify',
    options: [],
    examples: ['ledger verify'],
    run: async (call) => (await import('./ledger-verify.ts')).verify(call),
  },
  {
    usage: 'file export <staff-no>',
    about: 'fileExport',
    options: [
      { flags: '--for <staff-no>', about: 'reader' },
      { flags: '--purpose <purpose>', about: 'purpose' },
      { flags: '--out <file>', about: 'out' },
    ],
    examples: ['file export QS-018 --for QS-007 --purpose appointment --out QS-018.pdf'],
    run: async (call) => (await import('./file-export.ts')).exportFile(call),
  },
  {
    usage: 'file opinion <staff-no>',
    about: 'fileOpinion',
    options: [
      { flags: '--for <staff-no>', about: 'reader' },
      { flags: '--out <file>', about: 'out' },
    ],
    examples: ['file opinion QS-018 --for QS-007 --out QS-018-opinion.pdf'],
    run: async (call) => (await import('./file-export.ts')).draftOpinion(call),
  },
  {
    usage: 'ledger export [staff-no]',
    about: 'ledgerExport',
    options: [{ flags: '--out <file>', about: 'out' }],
    examples: ['ledger export --out ledger.jsonl', 'ledger export QS-018 --out file.jsonl'],
    run: async (call) => (await import('./ledger-export.ts')).exportEntries(call),
  },
  {
    usage: 'deliveries queues',
    about: 'deliveriesQueues',
    options: [],
    examples: ['deliveries queues'],
    run: async (call) => (await import('./deliveries.ts')).showQueues(call),
  },
  {
    usage: 'deliveries list',
    about: 'deliveriesList',
    options: [
      { flags: '--state <state>', about: 'state' },
      { flags: '--notice <id>', about: 'notice' },
    ],
    examples: ['deliveries list', 'deliveries list --state unknown'],
    run: async (call) => (await import('./deliveries.ts')).listDeadRows(call),
  },
  {
    usage: 'deliveries replay [ids]',
    about: 'deliveriesReplay',
    options: [{ flags: '--notice <id>', about: 'notice' }],
    examples: ['deliveries replay ID,ID', 'deliveries replay --notice ID'],
    run: async (call) => (await import('./deliveries.ts')).replayRows(call),
  },
  {
    usage: 'deliveries arrived [ids]',
    about: 'deliveriesArrived',
    options: [{ flags: '--notice <id>', about: 'notice' }],
    examples: ['deliveries arrived --notice ID'],
    run: async (call) => (await import('./deliveries.ts')).settleRows(call),
  },
  {
    usage: 'deliveries pause <bot>',
    about: 'deliveriesPause',
    options: [{ flags: '--why <reason>', about: 'why' }],
    examples: ['deliveries pause 7700000001 --why "wrong text went out"'],
    run: async (call) => (await import('./deliveries.ts')).pauseQueue(call),
  },
  {
    usage: 'deliveries resume <bot>',
    about: 'deliveriesResume',
    options: [],
    examples: ['deliveries resume 7700000001'],
    run: async (call) => (await import('./deliveries.ts')).resumeQueue(call),
  },
  {
    usage: 'db migrate',
    about: 'dbMigrate',
    options: [],
    examples: ['db migrate'],
    run: async (call) => (await import('./db-migrate.ts')).migrate(call),
  },
  {
    usage: 'db url',
    about: 'dbUrl',
    options: [
      { flags: '--owner', about: 'owner' },
      { flags: '--new-password', about: 'newPassword' },
    ],
    examples: ['db url', 'db url --owner'],
    run: async (call) => (await import('./db-url.ts')).showUrl(call),
  },
];
