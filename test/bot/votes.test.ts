import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findActor } from '../../src/domain/people/find-actor.ts';
import { castVote, listTickets } from '../../src/domain/reviews/cast-vote.ts';
import { runReviews } from '../../src/domain/reviews/run-reviews.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { forms } from '../support/forms.ts';
import { createTestBallots } from '../support/shelf.ts';
import { SECRETARY, startReceipts, type ReceiptsStage } from './receipts-stage.ts';

const w = words.zh;
const ballots = createTestBallots();
const form = forms.find(({ id }) => id === 'annual-2026');
const items = form?.review ?? [];
const cycleId = newId();
let stage: ReceiptsStage;
let voters: number[];

/** What each voter chooses; the first two choose nothing alike. */
const CHOICES = ['AAAA', 'BCBD', 'ABCB', 'DDDC', 'AAAA', 'BBBB'];

beforeAll(async () => {
  stage = await startReceipts();
  const { sql, personId } = stage.inspector;
  const rows = await sql<{ account: number; id: string }[]>`
    select a.telegram_id::float8 as account, p.id from telegram_accounts a join people p on p.id = a.person_id
    where a.revoked_at is null and a.unreachable_at is null and p.language = 'zh' and not p.elder and p.staff_no > 'QS-030'
    order by p.staff_no limit ${CHOICES.length}`;
  voters = rows.map(({ account }) => account);
  const [village] = await sql<{ id: string; town: string }[]>`
    insert into organisation_units (id, parent_id, name, kind)
    select uuidv7(), id, '评议村', 'village' from organisation_units where name = '青石镇' returning id, parent_id as town`;
  const subjects = [await personId('QS-018'), await personId('QS-019')];
  for (const id of [...rows.map((row) => row.id), ...subjects])
    await sql`
      insert into posts (id, person_id, unit_id, title, roles, starts_on)
      values (uuidv7(), ${id}, ${village?.id ?? ''}, 'x', '{cadre}', '2020-01-01')`;
  const now = stage.clock.now().getTime();
  await sql`
    insert into assessment_cycles (id, title, unit_id, form_id, form, opens_at, closes_at, review_closes_at, ordered_by)
    values (${cycleId}, '述职', ${village?.town ?? ''}, 'annual-2026', ${sql.json(JSON.parse(JSON.stringify(form)))},
      ${new Date(now - 9 * 86_400_000)}, ${new Date(now - 3_600_000)}, ${new Date(now + 7 * 86_400_000)}, ${await personId('QS-005')})`;
  for (const id of subjects)
    await sql`
      insert into assessment_submissions (id, cycle_id, person_id, state, answers, started_at, submitted_at)
      values (${newId()}, ${cycleId}, ${id}, 'submitted', ${sql.json({ duties: 'all-done' })}, ${new Date(now)}, ${new Date(now)})`;
  await watchEveryWrite();
}, 120_000);
afterAll(() => stage.close());

/** An attacker with all rights, who sees every version of every row as it is written, and in which transaction. */
async function watchEveryWrite(): Promise<void> {
  const { sql } = stage.inspector;
  await sql.unsafe(`
    create schema witness;
    create table witness.seen (n bigint generated always as identity, xid text, what text, row text);
    create function witness.note() returns trigger language plpgsql security definer as $$ begin
      insert into witness.seen (xid, what, row)
      values (pg_current_xact_id()::text, tg_op || ' ' || tg_table_name, to_jsonb(case when tg_op = 'DELETE' then old else new end)::text);
      return null; end $$`);
  const tables = await sql<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public'`;
  for (const { name } of tables)
    await sql.unsafe(
      `create trigger witness after insert or update or delete on "${name}" for each row execute function witness.note()`,
    );
}
const seenSince = async (n: number) =>
  stage.inspector.sql<{ n: number; xid: string; what: string; row: string }[]>`
    select n::float8 as n, xid, what, row from witness.seen where n > ${n} order by n`;
const lastSeen = async (): Promise<number> => {
  const [row] = await stage.inspector.sql<
    { n: number }[]
  >`select coalesce(max(n), 0)::float8 as n from witness.seen`;
  return row?.n ?? 0;
};

/** What is left of a row when all that belongs to one person, time or message is taken out, and all that is sealed. */
const shapeOf = ({ what, row }: { what: string; row: string }): string =>
  `${what} ${row
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'U')
    .replace(/~[\w-]{22}/g, 'U')
    .replace(/[\w-]{86}|(?<=vote\.(?:on|cast):)[\w-]{54}/g, 'S')
    .replace(/[\u4e00-\u9fff]+/g, 'H')
    .replace(/"-?\d+"/g, '"#"')
    .replace(/\d+/g, '#')}`;

const ticketOf = async (account: number) => {
  const actor = await findActor(stage.db, account, stage.clock.now());
  if (!actor) throw new Error(`nobody is bound to ${account}`);
  return { actor, list: await listTickets(stage.db, actor, stage.clock.now()) };
};

async function vote(account: number, choices: string): Promise<string> {
  const person = stage.person(account);
  expect((await person.send('/vote')).text).toContain(w.reviews.listTitle);
  await person.press('1');
  for (const letter of choices) await person.press(letter);
  expect(await person.buttons()).toEqual([w.reviews.again, w.common.submit]);
  return (await person.press(w.common.submit)).text;
}

test('begins for whoever submitted, and tells each voter once', async () => {
  const run = () => runReviews(stage.db, ballots, stage.pack, stage.clock.now());
  expect(await run()).toMatchObject({ begun: 1 });
  expect(await run()).toMatchObject({ begun: 0 });
  const { sql } = stage.inspector;
  const told =
    await sql`select person_id from deliveries where kind = 'review-open' and subject_id = ${cycleId}`;
  const given = await sql`
    select distinct t.voter_id from review_tickets t join review_subjects r on r.id = t.subject_id where r.cycle_id = ${cycleId}`;
  expect(told.length).toBe(given.length);
  const [own] =
    await sql`select count(*)::int as n from review_tickets t join review_subjects r on r.id = t.subject_id
    where t.voter_id = r.person_id`;
  expect(own).toEqual({ n: 0 });
});

test('leaves the same traces whatever is chosen, for whoever has the whole database and saw every write', async () => {
  const traces: { shapes: string[]; rows: string[] }[] = [];
  for (const [i, choices] of CHOICES.entries()) {
    const before = await lastSeen();
    expect(await vote(voters[i] ?? 0, choices)).toContain('已封存');
    const seen = await seenSince(before);
    traces.push({ shapes: seen.map(shapeOf), rows: seen.map(({ row }) => row) });
  }
  // Tables, operations, their order, their grouping and all they say in the clear are those of any other vote.
  const [first] = traces;
  expect(first?.shapes.filter((shape) => shape.startsWith('INSERT review_envelopes'))).toHaveLength(1);
  for (const { shapes } of traces) expect(shapes).toEqual(first?.shapes);
  const all = traces.flatMap(({ rows }) => rows);
  // The inbox holds presses while they are handled: without the labels of the message they stand in.
  const presses = all.filter((row) => /vote\.(?:on|cast):/.test(row));
  expect(presses.length).toBeGreaterThanOrEqual(CHOICES.length * 5);
  for (const row of presses) expect(row).not.toMatch(/reply_markup|inline_keyboard|"text"/);
  const sealed = all.flatMap((row) =>
    [...row.matchAll(/"vote\.(?:on|cast):([\w-]+)"/g)].map(([, part]) => part),
  );
  expect(new Set(sealed).size).toBe(sealed.length);
  // Neither key is in it.
  for (const row of all) expect(row).not.toMatch(/PRIVATE KEY|a_token_for_the_tests_only/);
  const { sql } = stage.inspector;
  const [left] = await sql`
    select (select count(*)::int from processed_updates where body::text like '%vote.%') as bodies,
      (select count(*)::int from conversations where data::text like '%vote%') as steps,
      (select count(*)::int from shown_messages where buttons::text like '%vote.on%' or buttons::text like '%vote.cast%') as shown,
      (select count(*)::int from deliveries where data::text <> '{}' and kind like 'review%') as outbox`;
  expect(left).toEqual({ bodies: 0, steps: 0, shown: 0, outbox: 0 });
});

test('keeps no buttons of a vote for whoever answers by typing', async () => {
  const { sql } = stage.inspector;
  const account = voters[0] ?? 0;
  const [who] = await sql`
    update people set elder = true where id = (select person_id from telegram_accounts where telegram_id = ${account}) returning id`;
  const person = stage.person(account);
  await person.send('/vote');
  await person.press('1');
  await person.press('A');
  const kept =
    await sql`select buttons::text as buttons from shown_messages where person_id = ${who?.['id'] as string}`;
  for (const { buttons } of kept) expect(buttons).not.toMatch(/vote\.(on|cast)/);
  await sql`update people set elder = false where id = ${who?.['id'] as string}`;
});

test('counts a ticket once, however often and by whomever it is used', async () => {
  const { sql } = stage.inspector;
  const { actor, list } = await ticketOf(voters[1] ?? 0);
  const [ticket] = list.rows;
  if (!ticket) throw new Error('the second is to be reviewed as well');
  const { actor: other } = await ticketOf(voters[2] ?? 0);
  const cast = (by = actor) => castVote(stage.db, by, ticket.id, [0, 0, 0, 0], stage.clock.now());
  expect(await cast(other)).toEqual({ ok: false, problem: 'not-found' });
  expect(await castVote(stage.db, actor, ticket.id, [0, 0], stage.clock.now())).toEqual({
    ok: false,
    problem: 'incomplete',
  });
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => cast()));
  expect(outcomes.filter((done) => done.ok && done.first)).toHaveLength(1);
  const [row] =
    await sql`select count(*)::int as n from review_envelopes where subject_id = ${ticket.subjectId}`;
  expect(row).toEqual({ n: 1 });
  // Four in all: fewer than are shown.
  for (const account of voters.slice(2, 5)) {
    const more = await ticketOf(account);
    const next = more.list.rows[0];
    expect(next?.subjectId).toBe(ticket.subjectId);
    await castVote(stage.db, more.actor, next?.id ?? '', [3, 3, 3, 3], stage.clock.now());
  }
});

test('opens all at once when it is over, keeps counts of five and more, and destroys envelopes and key', async () => {
  const { sql } = stage.inspector;
  stage.clock.set(new Date(stage.clock.now().getTime() + 7 * 86_400_000 + 1).toISOString());
  const before = await lastSeen();
  const run = () => runReviews(stage.db, ballots, stage.pack, stage.clock.now());
  const [one, two] = await Promise.all([run(), run()]);
  expect(one.counted + two.counted).toBe(1);
  expect(await run()).toMatchObject({ counted: 0 });
  const tallies = await sql<{ item: string; option: string; n: number; xmin: string }[]>`
    select t.item, t.option, t.n, t.xmin::text as xmin from review_tallies t order by t.ctid`;
  const expected = items.flatMap(({ id: item, options }, i) =>
    options.flatMap(({ id: option }, at) => {
      const n = CHOICES.filter((choices) => choices[i] === 'ABCD'[at]).length;
      return n === 0 ? [] : [{ item, option, n }];
    }),
  );
  // In the order of the form, not of the votes; all of one transaction.
  expect(tallies.map(({ item, option, n }) => ({ item, option, n }))).toEqual(expected);
  expect(new Set(tallies.map(({ xmin }) => xmin)).size).toBe(1);
  const [left] = await sql`select count(*)::int as n from review_envelopes`;
  expect(left).toEqual({ n: 0 });
  expect(await ballots.find(cycleId)).toBeUndefined();
  // The opening writes no row about a vote or a voter.
  const written = (await seenSince(before)).map(({ what }) => what);
  expect([...new Set(written)].toSorted()).toEqual(
    [
      'DELETE review_envelopes',
      'INSERT deliveries',
      'INSERT review_tallies',
      'UPDATE review_keys',
    ].toSorted(),
  );
  const [told] =
    await sql`select count(*)::int as n from deliveries where kind = 'review-counted' and subject_id = ${cycleId}`;
  expect(told).toEqual({ n: 1 });
  await stage.deliver();
  expect((await stage.person(voters[0] ?? 0).send('/vote')).text).toContain(w.reviews.listNone);
});

test('is concluded by two people, and shown to the person beside what they said, not before', async () => {
  const { sql } = stage.inspector;
  const [subject] = await sql<{ id: string; name: string; account: number }[]>`
    select r.id, p.name, a.telegram_id::float8 as account from review_subjects r join people p on p.id = r.person_id
    join telegram_accounts a on a.person_id = p.id and a.revoked_at is null
    where r.cycle_id = ${cycleId} and exists (select 1 from review_tallies t where t.subject_id = r.id)`;
  if (!subject) throw new Error('one of the two has votes enough');
  const { id, name, account } = subject;
  const [cadre, secretary, supervisor] = [account, SECRETARY, 5_000_007].map((one) => stage.person(one));
  if (!cadre || !secretary || !supervisor) throw new Error('three people');
  await secretary.send('/appraisal');
  expect((await secretary.press(w.cycles.opinions)).text).toContain(name);
  const desk = await secretary.pressData(packCallback('opinion.open', id));
  expect(desk.text).toContain('优秀 2 / 合格 2');
  expect(desk.text).not.toContain(w.reviews.own(''));
  expect((await cadre.pressData(packCallback('result.compare', id))).text).toBe(w.common.stale);
  await secretary.press(w.reviews.enter);
  await secretary.press('合格');
  await secretary.send('工作扎实，公开及时');
  await secretary.press(w.common.submit);
  await stage.deliver();
  expect(await stage.newest(5_000_007)).toContain('有一份集体意见等您确认');
  await supervisor.press(w.common.details);
  expect((await supervisor.press(w.reviews.confirm)).text).toBe(w.reviews.confirmed(name));
  await stage.deliver();
  const told = await stage.newest(account);
  expect(told).toContain('等次：合格');
  expect(told).toContain('/objection');
  const { text } = await cadre.press(w.reviews.compare);
  expect(text).toContain(w.reviews.own('全部按计划完成'));
  expect(text).toContain(w.reviews.few);
  expect(await stage.newest(SECRETARY)).toContain('集体意见已确认');
});
