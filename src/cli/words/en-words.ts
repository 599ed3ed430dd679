import { problemsEn } from './problem-words.ts';
import type { Words } from './zh-words.ts';

const n = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const en = {
  language: 'en',
  help: {
    intro: "Qingfeng · the operator's commands",
    usage: 'Usage',
    commands: 'Commands',
    options: 'Options',
    examples: 'Examples',
    more: 'How one is used: npm run cli -- COMMAND --help',
    silent:
      'For a pipe or a file write npm run --silent cli -- …, which keeps npm from adding lines of its own.',
  },
  about: {
    peopleImport: 'take in a roster (CSV or XLSX); rehearses line by line, --apply writes',
    peopleInvite: 'make invitation codes for whoever is not bound yet, as CSV',
    questionsImport:
      'take in questions (JSON of this bank, XLSX, CSV, GIFT, Aiken, Moodle XML, text); rehearses question by question, --apply writes',
    questionsExport: 'write the published questions as GIFT, CSV or XLSX',
    questionsCheck: 'check the shipped question bank; counts, provenance and status by file',
    documentsList: 'the documents the bank rests on: state, what superseded them, how many questions',
    documentsSupersede: 'a document was superseded: its questions go to be verified, and are drawn no more',
    rollupRun: 'roll the credit files up; the same facts again change nothing',
    ledgerExport: 'write the entries of one file or of all; scripts/verify-ledger.mjs checks them offline',
    ledgerVerify:
      'check the hash chain of every file and the records of interviews; names the first bad entry of each broken chain',
    keysList: 'the keys of sealed fields by their ids, and how many values each has sealed; never the keys',
    keysRotate: 'make a new key and seal everything anew; as the owner; if stopped, keys reseal goes on',
    keysReseal: 'seal what the current key has not sealed; once after an upgrade, and to go on',
    fileOpinion:
      'make the draft of an opinion for an appointment a PDF, once a second person approved the look; logged',
    fileExport: 'make the whole file of a person a PDF, for use in the office; it is logged',
    deliveriesQueues: 'the queue of each bot: what waits, whether it is held, what died in 30 days',
    deliveriesList: 'messages that were not sent, or of which nobody knows, with their reasons',
    deliveriesReplay: 'send them once more; one of which nobody knew may then arrive twice',
    deliveriesArrived: 'note that messages of which nobody knew did arrive',
    deliveriesPause: "hold a bot's queue, with a reason",
    deliveriesResume: "let a bot's queue go on",
    deliveriesRestored:
      'note that this database is a restored backup: hold everything, what waited is unknown',
    deliveriesRelease: 'let a restored database send again',
    dbMigrate: 'make or upgrade the tables; DATABASE_URL must be the owner or a superuser',
    dbUrl: "show the database's address",
  },
  options: {
    help: 'show how it is used',
    data: 'data directory of the embedded database, instead of DATABASE_URL; DATA_DIR or ./.data without it',
    apply: 'write; nothing at all where a line is wrong',
    by: 'staff number of the editor who proposes them, for somebody else to approve; not for JSON of this bank',
    document: 'the document that questions rest on whose file names none',
    format: 'gift, csv or xlsx; by the ending of --out without it',
    newCounty: 'let a path begin another county',
    unit: 'only people of this unit and below, "county/township/village"',
    bot: "the bot's user name, for links to tap; BOT_USERNAME without it",
    new: "only people without a code that works; nobody else's code ends",
    out: 'write to this new file, which only you may read, instead of the terminal',
    successor: 'title of the new document; the same as the old one without it',
    byVersion: 'version of the new document, such as 2026-06-01',
    on: 'first day without the old one, not ahead; today without it',
    date: 'roll up to the end of this day, such as 2026-09-30; up to now without it',
    state: 'unknown, rejected or unreachable only',
    notice: 'the id of the notice',
    why: 'the reason, which is kept',
    reader: 'staff number of whoever reads it: printed on each page, and logged',
    purpose: 'routine-check, talk-preparation, appointment or objection',
    owner: "the owner's login instead of the restricted one that the bot uses",
    newPassword: 'give the restricted login a new password (with DATABASE_URL)',
  },
  documents: {
    none: 'There are no documents yet: take in a question file first.',
    status: { 'in-force': 'in force', 're-verify': 'to be checked again', superseded: 'superseded' },
    line: (title, version, status, from, to) =>
      `${status}  ${title} ${version}, from ${from}${to === null ? '' : ` to ${to}`}`,
    questions: (published, flagged, retired) =>
      `  ${published} published, ${flagged} to be verified, ${retired} retired`,
    successor: (document) => `  superseded by: ${document}`,
    noVersion: 'Please name the version of the new document with --by-version, such as 2026-06-01.',
    badDay: (text) => `--on "${text}": expected a day, such as 2026-06-01.`,
    problems: {
      unknown: 'There is no such document: titles and versions are in documents list.',
      itself: 'A document cannot supersede itself: --by-version names the new version.',
      future: 'That day has not come: please say so on the day.',
      'superseded-before': 'It is noted as superseded by another document; nothing was changed.',
    },
    superseded: (questions, cards) =>
      `Noted: ${n(questions, 'question')} to be verified, ${n(cards, 'study card')} with them. Editors are told, and verify them in /reports.`,
    before: 'It was noted before; nothing was changed.',
    plans: (ids) => `Study plans that are touched: ${ids}`,
    short: (preset, slot, opens, wanted, there) =>
      `⚠ ${preset} (${slot}), which opens ${opens}, is short: a line wants ${wanted} questions, and there are ${there}.`,
  },
  person: (name, staffNo) => `${name} (${staffNo})`,
  roster: {
    at: (line, column, found) =>
      `line ${line}${column ? `, column ${column}` : ''}${found ? `, "${found}"` : ''}`,
    step: { person: 'new', post: 'another post', same: 'there already' },
    line: (line, step, who, post) => `line ${line}  ${step}  ${who}  ${post}`,
    unit: (path, kind) => `new unit  ${path} (${kind})`,
    kinds: { county: 'county', township: 'township', village: 'village', branch: 'branch' },
    sum: (people, posts, units, same) =>
      `${n(people, 'new person', 'new people')}, ${n(posts, 'post')}, ${n(units, 'unit')}; ${n(same, 'line')} there already, unchanged.`,
  },
  question: {
    at: (line, column, path, id) =>
      `line ${line}, column ${column}${path ? `, ${path}` : ''}${id === null ? '' : ` (${id})`}`,
    step: { new: 'new', changed: 'new version', same: 'unchanged' },
    document: (title, version, step) => `${step}  ${title} ${version}`,
    sum: (added, changed, same) =>
      `${n(added, 'new question')}, ${n(changed, 'new version')}, ${same} unchanged.`,
    types: {
      single: 'single choice',
      multiple: 'multiple choice',
      truefalse: 'true or false',
      case: 'case',
      fill: 'fill-in',
      numeric: 'number',
      ordering: 'ordering',
      matching: 'matching',
    },
    provenance: { 'full-text': 'full text', 'one-copy': 'one copy', partial: 'parts of the text' },
    status: { 'in-force': 'in force', 're-verify': 'to be verified again' },
    file: (name, title, version, from) => `${name}  ${title} ${version}, in force from ${from}`,
    counts: (total, types, status, document, quotes) =>
      `  ${n(total, 'question')}: ${types}\n  document: ${status}, ${document}; quotes: ${quotes}`,
    fileBad: (name, problems) => `${name}  ${n(problems, 'problem')}`,
    alreadyIn: (path, file) => `${path} has been used in ${file}, expected one of its own`,
    checked: (files, questions) => `${n(files, 'file')}, ${n(questions, 'question')}, no problem found.`,
    checkedBad: (problems) => `${n(problems, 'problem')} found.`,
    noFiles: (dir) => `There is no .json question file in ${dir}.`,
    refusedStep: 'refused',
    line: (line, sheet) => `${sheet === undefined ? '' : `${sheet} `}line ${line}`,
    noDocument: (title) => `The bank knows no document "${title}"; check --document.`,
    needsEditor: 'Name the editor who hands it in with --by STAFF_NO. Nothing was written.',
    noEditor: (staffNo) => `${staffNo} is no editor of the bank. Nothing was written.`,
    proposed: (questions) =>
      `${n(questions, 'question')} handed in; used once somebody else has approved them in the chat.`,
    badFormat: (format) => `--format "${format}": expected gift, csv or xlsx.`,
    needsOut: 'Write XLSX to a file with --out.',
    sheet: 'Questions',
    exported: (questions) => `${n(questions, 'question')}.`,
  },
  import: {
    rehearsal: 'This was a rehearsal, nothing was written. Run it again with --apply when it is right.',
    nothing: 'The database says the same already; there is nothing to write.',
    applied: 'Written.',
    refused: (problems, shown) =>
      `${n(problems, 'problem')}${shown < problems ? `, the first ${shown} are above` : ''}. Nothing was written.`,
    expected: (place, sentence) => `${place}: ${sentence}`,
  },
  invite: {
    head: {
      unit: 'Unit',
      name: 'Name',
      staffNo: 'Staff no',
      code: 'Code',
      link: 'Link',
      say: 'Send to the bot',
      until: 'Valid until',
    },
    count: (people) =>
      `${n(people, 'code')} made; each works once: hand them over in person or in a private message.`,
    none: 'Nobody needs one: everybody is bound, or holds a code that works.',
    replaced: (people) => `${n(people, 'earlier unused code')} of theirs ended.`,
    noBot:
      'No user name of the bot, so there are no links: add --bot NAME or set BOT_USERNAME. As it is, people send the bot what stands in the column "Send to the bot".',
    badBot: (name) => `--bot "${name}": expected the bot's user name, such as qingfeng_bot.`,
    noUnit: (path, nearest, below) =>
      `There is no unit "${path}". ${nearest ? `Below "${nearest}" there is` : 'At the top there is'}: ${below || '(nothing)'}.`,
    written: (file) => `Written to ${file}.`,
  },
  file: {
    needsReader: 'Please name who reads it with --for, by staff number.',
    needsPurpose: (purposes) => `Please say what it is for with --purpose: ${purposes}.`,
    needsOut: 'Please name a file with --out.',
    problems: {
      'no-reader': 'The person of --for may not read files of others. Nothing was exported.',
      'not-found': "There is no such person, or not within the reader's scope. Nothing was exported.",
      'no-file': 'There is no rolled-up file yet: run rollup run first.',
      recused: 'The reader is the person, a relative or a party to the same case. Nothing was exported.',
      asked: 'A second person has to approve this purpose, and was asked; run it again then.',
      'in-chat': 'This purpose needs a reason: the reader asks with /file in the bot first.',
      unapproved:
        'The draft needs a look that a second person approved, and the rule pack asks for no approval. Nothing was made.',
    },
    exported: (person) => `The file of ${person} was made, and this was logged.`,
    drafted: (person) =>
      `The draft about ${person} was made, and this was logged. The opinion itself is written by the authority in charge.`,
  },
  deliveries: {
    noBots: 'No bot has been started yet.',
    bot: (id, username, unit) =>
      `bot ${id}${username === '' ? '' : ` @${username}`}${unit === null ? '' : ` (${unit})`}`,
    load: (it) =>
      `  due ${it.due}, later ${it.later}, in flight ${it.sending}; unknown ${it.unknown}, rejected ${it.rejected}, unreachable ${it.unreachable}`,
    held: (since, why) => `  held since ${since} (UTC): ${why}`,
    allHeld: (since, why) =>
      `everything is held since ${since} (UTC): ${why}. See deliveries list, then deliveries release.`,
    heldWhy: {
      'another server': 'the database is a restored backup (another server)',
      'another timeline': 'the database is a restored backup (log replayed)',
      'an operator': 'an operator noted a restored backup',
    },
    restored: (rows) =>
      `Everything is held; ${rows} that waited at the time of the backup are unknown now: see deliveries list.`,
    released: 'Let go; sending goes on.',
    nothingHeld: 'Nothing was held.',
    listed: (shown, total) => `${total} in all${shown < total ? `, these are the newest ${shown}` : ''}.`,
    replayed: (rows) =>
      `${rows} queued again. Who is out of reach and notices that were withdrawn are left alone.`,
    arrived: (rows) => `${rows} noted as arrived.`,
    paused: (bot) => `Bot ${bot} is held; the few that are in flight end.`,
    resumed: (bot) => `Bot ${bot} goes on.`,
    badState: (state) => `--state "${state}": expected unknown, rejected or unreachable.`,
    badId: (id) => `"${id}" is no id. Ids are in the first column of deliveries list.`,
    badBot: (bot) => `"${bot}" is no id of a bot. Ids are in deliveries queues.`,
    sameBefore: (bot) => `Nothing changed: bot ${bot} is not known, or was so before.`,
    noReason: 'Give a reason with --why.',
    which: 'Give ids of messages, or one notice with --notice: one of the two.',
  },
  rollup: {
    badDate: (text) => `--date "${text}": expected a day such as 2026-09-30, today at the latest.`,
    period: (period, until, version) => `${period}, up to ${until}, rule pack ${version}`,
    facts: (total, kinds) => `${n(total, 'new entry', 'new entries')}${kinds ? `: ${kinds}` : ''}`,
    files: (people, changed) => `${n(people, 'file')}, ${changed} changed`,
  },
  keys: {
    current: 'current',
    kept: 'kept',
    away: 'not here',
    line: (id, state, values, day) => `${id}  ${state}  ${n(values, 'value')}${day === '' ? '' : `  ${day}`}`,
    plain: (count) =>
      count === 0 ? 'Nothing is left unsealed.' : `${n(count, 'value')} not sealed yet: run keys reseal.`,
    fromSettings:
      'The keys come from FIELD_KEYS: add the new one at its end, restart every process, then run keys reseal.',
    made: (id) => `The new key ${id} is there: back DATA_DIR/keys up now, and not beside the database.`,
    notOwner:
      'DATABASE_URL has to be the owner: the login of the bot may not change what is append-only, such as records of interviews.',
    progress: (count) => `${n(count, 'value')} sealed …`,
    resealed: (done, left) =>
      left === 0
        ? `${n(done, 'value')} sealed anew. Keep the older keys: older backups need them.`
        : `${n(done, 'value')} sealed anew; ${left} changed just now: run keys reseal once more.`,
  },
  ledger: {
    recordFault: (interviewId, version) =>
      `Interview ${interviewId}, record version ${version}: it does not open, or is not what was hashed`,
    records: (count) => `${n(count, 'record')} of interviews checked.`,
    sound: (entries, chains) =>
      `${n(chains, 'chain')} with ${n(entries, 'entry', 'entries')}, all of them sound.`,
    broken: (broken, chains) => `${broken} of ${n(chains, 'chain')} broken.`,
    fault: (who, seq, fault) => `${who}  entry ${seq}: ${fault}`,
    entry: (kind, id) => `  (${kind}, ${id})`,
    faults: {
      hash: 'it does not match its own hash: it was changed',
      link: 'it does not follow the one before: that one was replaced',
      gap: 'entries are missing before it',
      head: 'the chain does not end as recorded: an entry was taken away, added or replaced here',
      tail: 'the entries behind were cut off',
      anchor: 'the chain was made anew between the anchor before and this entry',
    },
    recorded: (day) => `; recorded ${day}`,
    anchored: (day) => `; shown by the anchor of ${day}`,
    exported: (entries) =>
      `${n(entries, 'entry', 'entries')} written. To check them offline: node scripts/verify-ledger.mjs FILE [ANCHORS]`,
    noPerson: (staffNo) => `There is no staff number "${staffNo}".`,
    anchors: (count, day) => `${n(count, 'anchor')}, the newest of ${day}.`,
    noAnchor: 'No anchor yet; the bot makes one every night.',
    anchorFault: (number, day, fault) => `Anchor ${number}${day ? ` (${day})` : ''}: ${fault}`,
    anchorFaults: {
      changed: 'it is not what was signed',
      key: 'signed with a key that is not known',
      missing: 'it is no longer in the database',
      order: 'it does not follow the one before',
    },
  },
  db: {
    migrated: (count) =>
      count === 0 ? 'Up to date, there was nothing to do.' : `${n(count, 'migration')} applied.`,
    notOwner: "DATABASE_URL is the restricted login, not the owner's; it cannot tell the owner's address.",
    hasPassword:
      'The restricted login qingfeng_app has a password, which is kept nowhere and cannot be shown. --new-password gives it a new one; a running bot then needs the new address.',
    notRunning:
      'The embedded database is not running now; the address holds while npm start or npm run demo runs.',
  },
  usage: {
    unknownCommand: (given, known) => `There is no command "${given}". There are: ${known}.`,
    unknownOption: (given, command) => `"${command}" has no option ${given}; --help shows how it is used.`,
    needsValue: (option) => `${option} needs a value behind it.`,
    takesNoValue: (option) => `${option} takes no value.`,
    missing: (name, usage) => `${name} is missing. Usage: ${usage}`,
    tooMany: (given, usage) => `"${given}" is too much. Usage: ${usage}`,
  },
  files: {
    missing: (path) => `There is no file ${path}.`,
    unreadable: (path, why) => `${path} cannot be read: ${why}.`,
    exists: (path) => `${path} exists and is not overwritten: choose another name.`,
    unwritable: (path, why) => `${path} cannot be written: ${why}.`,
  },
  errors: {
    unreachable: (where) =>
      `The database ${where} does not answer: see whether it runs and the address is right.`,
    login: 'The database refuses the user name or password of DATABASE_URL.',
    noDatabase: 'The server has no database of the name in DATABASE_URL.',
    notMigrated: 'The database has no tables yet: run npm run cli -- db migrate first.',
    notAllowed:
      'The login of DATABASE_URL may not do this: db migrate and db url need the owner or a superuser.',
    unexpected: 'Something nobody expected went wrong: ',
  },
  problems: problemsEn,
} satisfies Words;
