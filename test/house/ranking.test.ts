import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findRanking } from './find-ranking.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/**
 * Where something is numbered or ordered by an amount all the same: file, what the scan finds there, and why nobody is ranked by it.
 * A line without its place is a defect too.
 */
const ALLOWED: readonly [file: string, found: string, why: string][] = [
  [
    'db/queries/assessments.ts',
    "coalesce(s.state, '') = 'submitted'",
    "one person's own cycles: what is still to be handed in first",
  ],
  ['db/queries/audience.ts', 'count(*) desc', 'titles and tags to choose from, the usual ones first'],
  ['db/queries/alerts.ts', 'x.n desc', 'the newest decision on one alert'],
  ['db/queries/alerts.ts', '${order}', 'alerts by their time'],
  ['db/queries/assessment-facts.ts', 'a.n desc', 'the newest version of one attendance'],
  [
    'db/queries/duties.ts',
    'row_number() over (partition by s.id order by m.ord, side.name)',
    'numbers the items of one duty sheet',
  ],
  ['db/queries/duties.ts', 'i.n', 'the items of one duty sheet by their numbers'],
  ['db/queries/file-access.ts', 'min(c.depth)', 'whoever may approve, the nearest unit first'],
  ['db/queries/interview-approvals.ts', 'min(c.depth)', 'whoever may approve, the nearest unit first'],
  [
    'db/queries/interviews.ts',
    'i.starts_at > ${at(now)} desc',
    'interviews by their time: the coming ones first',
  ],
  [
    'db/queries/interviews.ts',
    'abs(extract(epoch from i.starts_at - ${at(now)}))',
    'interviews by their time: the nearest first',
  ],
  ['db/queries/ledger-checks.ts', 'row_number() over w', 'holds the numbers of one chain against 1, 2, 3 …'],
  ['db/queries/ledger-checks.ts', 'fault', 'what is wrong with one entry, by its name'],
  ['db/queries/meetings.ts', 'a.n desc', 'the newest version of one attendance'],
  [
    'db/queries/meetings.ts',
    "array_position(array['planned', 'closed', 'cancelled'], m.state)",
    'meetings: the coming ones first',
  ],
  [
    'db/queries/meetings.ts',
    "case when m.state = 'planned' then m.starts_at end",
    'meetings: the coming ones first',
  ],
  ['db/queries/notice-boards.ts', '${homeUnit}', 'by the unit, whoever is in it'],
  [
    'db/queries/notice-sending.ts',
    'row_number() over (order by m.person_id)',
    'numbers the recipients for their ids',
  ],
  ['db/queries/notice-threads.ts', 'l.waiting desc', 'questions: those not answered yet first'],
  ['db/queries/notice-visits.ts', "v.state <> 'open'", 'visits: those still to be made first'],
  ['db/queries/notice-visits.ts', '${homeUnit}', 'by the unit, whoever is in it'],
  ['db/queries/notice-visits.ts', 'v.state', 'visits: those still to be made first'],
  ['db/queries/notices.ts', '${waits} desc', "one's own notices: those that wait for an answer first"],
  [
    'db/queries/objections.ts',
    'dense_rank() over (partition by z.objection_id order by z.depth)',
    'who may answer, the nearest unit first',
  ],
  [
    'db/queries/organisation-units.ts',
    '(select max(depth) from unit_closure where descendant_id = u.id)',
    'units: from the root down',
  ],
  ['db/queries/outbox-operations.ts', '1', 'bots by their ids'],
  ['db/queries/people.ts', 'min(c.depth)', 'units of a scope, from the root down'],
  ['db/queries/people.ts', 'u.id = ${unitId} desc', 'units: the one asked for first'],
  ['db/queries/question-bank.ts', '${isApproved} desc', 'versions of one question: the approved one first'],
  ['db/queries/question-bank.ts', 'count(newest.id) desc', 'documents by how many questions rest on them'],
  ['db/queries/question-bank.ts', 'n desc', 'the topic that most questions of a document have'],
  ['db/queries/rectifications.ts', "i.state = 'closed'", 'items: the open ones first'],
  [
    'db/queries/seed.ts',
    '(o.starts_on <= ${day}::date and (o.ends_on is null or o.ends_on > ${day}::date)) desc',
    'the posts of one person: the one held today first',
  ],
  [
    'db/queries/sending.ts',
    'row_number() over (order by priority, not_before, id)',
    'keeps the outbox in its order',
  ],
  ['db/queries/sending.ts', 'n', 'keeps the outbox in its order'],
  ['db/queries/study-cards.ts', "state = 'answered' desc", 'one card that came twice: the answered one'],
  ['db/queries/study-hours.ts', 'a.n desc', 'the newest version of one attendance'],
  ['db/queries/updates.ts', 'n', 'keeps the inbox in its order'],
  [
    'domain/questions/duplicate-rules.ts',
    '(a, b) => b.similarity - a.similarity || a.other - b.other',
    'questions that are nearly the same',
  ],
  [
    'domain/quizzes/copying-rules.ts',
    '(a, b) => a.chance - b.chance || byId(a.people.join(), b.people.join())',
    'papers that agree beyond chance, to be asked about: no results, and no place in a file',
  ],
  [
    'domain/quizzes/item-statistics-rules.ts',
    '(a, b) => a.efficiency - b.efficiency || byId(a.itemId, b.itemId)',
    'questions by how well they tell apart',
  ],
  [
    'domain/quizzes/read-analysis.ts',
    '(a, b) => gravityOf(a.faults) - gravityOf(b.faults) || a.facility - b.facility',
    'questions with odd figures',
  ],
  [
    'domain/quizzes/weak-articles-rules.ts',
    '(a, b) => needOf(b) - needOf(a) || b.answers - a.answers || byId(a.article, b.article)',
    'articles that are known least, of a whole unit',
  ],
  [
    'domain/study/due-rules.ts',
    '(a, b) => Number(b.card.sureMistake) - Number(a.card.sureMistake) || b.known - a.known || byId(a.card.id, b.card.id)',
    "one person's own cards of the day",
  ],
  [
    'domain/study/hours-rules.ts',
    '(a, b) => b.hours - a.hours',
    'rules of one person: the one that asks most',
  ],
  [
    'messages/bank-import.ts',
    '(a, b) => rank(a) - rank(b)',
    'lines of a question file: the faulty ones first',
  ],
];

const found = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .flatMap((file) => findRanking(file, readFileSync(SRC + file, 'utf8')).map((what) => ({ file, what })));

describe('no query ranks people', () => {
  test('but for technical uses, each with its reason', () => {
    const stray = found.filter(
      ({ file, what }) => !ALLOWED.some(([place, text]) => place === file && text === what),
    );
    expect(stray).toEqual([]);
  });

  test('and each of those is really there', () => {
    const idle = ALLOWED.filter(
      ([place, text]) => !found.some(({ file, what }) => file === place && what === text),
    );
    expect(idle).toEqual([]);
  });

  test.each([
    ['the best first', 'sql`select person_id from attempts order by points desc limit 10`', 'points desc'],
    ['a sum', 'sql`select p.id from h group by p.id order by sum(h.hours) desc, p.id`', 'sum(h.hours) desc'],
    [
      'a rank',
      'sql`select rank() over (order by person_id) as n from answers`',
      'rank() over (order by person_id)',
    ],
    ['a percentile', 'sql`select percent_rank() over w from x window w as ()`', 'percent_rank() over w'],
    ['an nth part', 'sql`select ntile(4) over (order by id) from x`', 'ntile(4) over (order by id)'],
    ['a row number', 'sql`select row_number() over (partition by unit_id) from x`', 'row_number() over'],
    ['a place', 'sql`select 1 from x order by 2 desc`', '2 desc'],
    ['a fragment', 'sql`select 1 from x order by ${byResult}, id`', '${byResult}'],
    ['a builder', 'db.select().from(a).orderBy(desc(a.points))', 'orderBy(desc(a.points))'],
    ['an array', 'people.toSorted((a, b) => b.correct - a.correct)', '(a, b) => b.correct - a.correct'],
    ['a named order', 'people.sort(byScore)', 'byScore'],
    ['a state of the file', "sql`select 1 from f order by sections->0->>'good'`", 'good'],
  ])('and it would find %s', (_what, code, what) => {
    expect(findRanking('planted.ts', code).join('\n')).toContain(what);
  });

  test('and it lets names, times, ids and places pass', () => {
    const code = [
      'sql`select 1 from p order by p.name collate "zh-x-icu", p.staff_no offset 5 limit 5`',
      'sql`select distinct on (person_id) * from x order by person_id, created_at desc, id desc`',
      'entries.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())',
      'names.toSorted()',
    ];
    expect(code.flatMap((line) => findRanking('planted.ts', line))).toEqual([]);
  });
});
