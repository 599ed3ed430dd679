import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DIRECT_HOLDS_MS } from '../../src/domain/credit/open-file.ts';
import { clearShownFiles } from '../../src/jobs/clear-shown-files.ts';
import { createSender } from '../../src/sender/create-sender.ts';
import { packCallback } from '../../src/messages/callback-data.ts';
import { words } from '../loop/words.ts';
import { BOT } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';
import { plans } from '../support/plans.ts';
import { startReceipts } from './receipts-stage.ts';
import { createTestBallots, createTestShelf } from '../support/shelf.ts';

const w = words.zh;
const SUPERVISOR = 5_000_007;
const MINUTE = 60_000;

let stage: Awaited<ReturnType<typeof startReceipts>>;
let supervisor: BotPerson;
const shelf = createTestShelf();
const ballots = createTestBallots();
let run: () => Promise<Record<string, unknown>>;
beforeAll(async () => {
  stage = await startReceipts();
  supervisor = stage.person(SUPERVISOR);
  const sender = createSender({ token: `${BOT}:a_token_for_the_tests_only`, apiRoot: stage.url });
  const { db, pack, clock } = stage;
  const tools = { db, pack, plans, shelf, ballots, clock: clock.now, bots: [{ id: BOT, sender }] };
  run = () => clearShownFiles.run(tools, clock.now());
  stage.forgive(/message to delete not found|can't be deleted/);
});
afterAll(() => stage.close());

async function open(): Promise<number> {
  await supervisor.send('/file QS-018');
  await supervisor.press(w.credit.purposes['routine-check'] ?? '');
  const { messages } = await supervisor.chat();
  const summary = messages.findLast(({ text }) => text?.includes('QS-018） · 廉政信用档案'));
  const last = summary ?? messages.findLast(({ text }) => text?.includes('林例平（QS-018）'));
  return last?.messageId ?? 0;
}
const isThere = async (messageId: number): Promise<boolean> =>
  (await supervisor.chat()).messages.some((message) => message.messageId === messageId);

test('a summary and the sections opened from it leave the chat after their minutes, once', async () => {
  const id = await open();
  await supervisor.press(stage.pack.fileSections.find((section) => section.id === 'study')?.name.zh ?? '');
  await supervisor.press(w.credit.wholeFile);
  expect(await stage.inspector.count('shown_files')).toBe(1);
  stage.clock.advance(29 * MINUTE);
  expect(await run()).toMatchObject({ deleted: 0 });
  expect(await isThere(id)).toBe(true);
  stage.clock.advance(MINUTE);
  expect(await run()).toMatchObject({ deleted: 1, kept: 0 });
  expect(await isThere(id)).toBe(false);
  expect(await run()).toMatchObject({ deleted: 0, kept: 0 });
});

/** The pictures among what a press sent. */
const photosOf = ({ calls }: { calls: { method: string; params: Record<string, unknown> }[] }) =>
  calls.filter(({ method }) => method === 'sendPhoto');
const lookCard = async () => packCallback('file.look-card', await stage.inspector.personId('QS-018'));
const cardLog = () =>
  stage.inspector.sql<{ actor: string; purpose: string; request: string }[]>`
    select a.staff_no as actor, l.purpose, l.detail->>'requestId' as request from access_log l join people a on a.id = l.actor_id
    where l.action = 'file.read-card' order by l.at, l.id`;

test('a picture of somebody else comes under the look only, once, protected, and leaves the chat as the words do', async () => {
  const card = await lookCard();
  // The look of the test before is over, and nobody has one at another file.
  stage.clock.advance(DIRECT_HOLDS_MS);
  const other = packCallback('file.look-card', await stage.inspector.personId('QS-019'));
  await supervisor.send('/recognise');
  const none = await supervisor.pressData(other);
  expect([photosOf(none), none.text]).toEqual([[], w.fileAccess.expired]);
  await open();
  const cadre = stage.person(5_000_018);
  const told = async () =>
    (await cadre.chat()).messages.filter(({ text }) => text?.includes('杨样明')).length;
  await stage.deliver();
  const before = await told();
  const data = await supervisor.dataOf(w.credit.picture);
  expect(data).toBe(card);
  for (const [who, says] of [
    [5_000_018, w.common.notAllowed],
    [5_000_017, w.common.notAllowed],
    [5_000_005, w.fileAccess.expired],
    [5_000_009, w.common.stale],
  ] as const) {
    const reply = await stage.person(who).pressData(card);
    expect([who, photosOf(reply), reply.text]).toEqual([who, [], expect.stringContaining(says)]);
  }
  expect([...(await cardLog())]).toEqual([]);

  const pressed = await supervisor.pressTogether([data, data]);
  const [photo, ...more] = photosOf(pressed);
  expect(more).toEqual([]);
  expect(photo).toMatchObject({ method: 'sendPhoto', status: 200 });
  expect(String(photo?.params['protect_content'])).toBe('true');
  expect(String(photo?.params['caption'])).toContain('林例平（QS-018）· 廉政信用档案');
  expect(String(photo?.params['caption'])).toContain(w.fileAccess.gone(30));
  expect(photosOf(await supervisor.pressData(card))).toEqual([]);
  expect(pressed.text + (await supervisor.pressData(card)).text).toContain(w.fileAccess.cardShown(30));
  const [request] = await stage.inspector.sql<{ id: string }[]>`
    select id from file_access_requests where state = 'used' order by used_at desc limit 1`;
  expect([...(await cardLog())]).toEqual([
    { actor: 'QS-007', purpose: 'routine-check', request: request?.id },
  ]);
  // The person was told of this look, and is not told again of what was seen in it.
  await stage.deliver();
  expect(await told()).toBe(before);

  const photoId = (await supervisor.chat()).messages.findLast((message) => message.caption)?.messageId ?? 0;
  expect(await isThere(photoId)).toBe(true);
  // With its minutes the look is over as well.
  stage.clock.advance(30 * MINUTE);
  const late = await supervisor.pressData(card);
  expect([photosOf(late), late.text]).toEqual([[], w.fileAccess.expired]);
  expect(await run()).toMatchObject({ deleted: 2, kept: 0 });
  expect(await isThere(photoId)).toBe(false);
}, 120_000);

test('nobody who is kept away gets a picture, though a look is in progress', async () => {
  const { sql, personId } = stage.inspector;
  await open();
  const [me, subject] = [await personId('QS-007'), await personId('QS-018')];
  const relation = newId();
  await sql`insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
    values (${relation}, ${subject}, ${me}, 'spouse', ${subject}, ${stage.clock.now()})`;
  expect(photosOf(await supervisor.pressData(await lookCard()))).toEqual([]);
  await sql`update relations set withdrawn_at = ${stage.clock.now()}, withdrawn_by = ${subject} where id = ${relation}`;
  stage.clock.advance(30 * MINUTE);
  await run();
});

test('for who answers by typing, each message that showed it leaves the chat', async () => {
  const { sql, personId } = stage.inspector;
  await sql`update people set elder = true where id = ${await personId('QS-007')}`;
  await open();
  const study = stage.pack.fileSections.find((section) => section.id === 'study')?.name.zh ?? '';
  await supervisor.send(study);
  const [{ n } = { n: 0 }] = await sql<{ n: number }[]>`
    select count(*)::int as n from shown_files where deleted_at is null`;
  expect(n).toBe(2);
  stage.clock.advance(30 * MINUTE);
  expect(await run()).toMatchObject({ deleted: 2 });
  expect((await supervisor.chat()).messages.filter(({ text }) => text?.includes('QS-018）'))).toEqual([]);
  await sql`update people set elder = false where id = ${await personId('QS-007')}`;
});

test('a message that is gone already is no trouble, one too old to delete is noted and left', async () => {
  const { sql } = stage.inspector;
  const gone = await open();
  await sql`update shown_files set message_id = 999999 where message_id = ${gone}`;
  const old = await open();
  const kept = await stage.client.chat(BOT, SUPERVISOR);
  expect(kept.messages.some(({ messageId }) => messageId === old)).toBe(true);
  await stage.client.moveClock({ advanceMs: 49 * 60 * MINUTE });
  stage.clock.advance(49 * 60 * MINUTE);
  expect(await run()).toMatchObject({ deleted: 1, kept: 1 });
  const [row] = await sql<{ problem: string }[]>`select problem from shown_files where message_id = ${old}`;
  expect(row?.problem).toContain("message can't be deleted");
  expect(await run()).toMatchObject({ deleted: 0, kept: 0 });
});

test('a request whose time is over ends', async () => {
  const id = await stage.inspector.personId('QS-019');
  await supervisor.pressData(packCallback('file.read', id, 'appointment'));
  stage.clock.advance(stage.pack.fileAccess.approvalHours * 60 * MINUTE);
  expect(await run()).toMatchObject({ lapsed: 1 });
  expect(await run()).toMatchObject({ lapsed: 0 });
});
