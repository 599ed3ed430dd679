import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  listThreads,
  readAnswer,
  readThread,
  writeInThread,
} from '../../../src/domain/notices/talk-about-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { shown } from '../../loop/actor.ts';
import { startCast, type Cast } from './cast.ts';

let cast: Cast;
let person: Actor;
let other: Actor;
let noticeId: string;
beforeAll(async () => {
  cast = await startCast();
  [person, other] = [await cast.add('a'), await cast.add('b')];
  noticeId = await cast.send();
  await cast.deliver();
  cast.sent();
});
afterAll(() => cast.close());

const write = (who: Actor, text: string, id = newId(), recipient = person) =>
  writeInThread(cast.db, who, { id, noticeId, recipientId: recipient.personId, text }, cast.clock.now());

test('a question and its answer reach the other side once each, with the buttons to go on', async () => {
  const id = newId();
  expect(await write(person, '几点开始？', id)).toEqual({ ok: true, stored: true });
  expect(await write(person, '几点开始？', id)).toEqual({ ok: true, stored: false });
  await cast.deliver();
  const [asked, ...more] = cast.sent();
  expect(more).toEqual([]);
  expect(asked?.chatId).toBe(cast.author.telegramId);
  expect(shown(asked?.message.text ?? '')).toContain('几点开始？');
  expect(asked?.message.buttons.flat().map(({ label }) => label)).toEqual(['回复', '看回执']);

  expect(await listThreads(cast.db, cast.author, noticeId, 0)).toMatchObject({ total: 1, waiting: 1 });
  cast.clock.advance(1000);
  const answerId = newId();
  await write(cast.author, '晚上八点。', answerId);
  await cast.deliver();
  const [answered] = cast.sent();
  expect(answered?.chatId).toBe(person.telegramId);
  expect(shown(answered?.message.text ?? '')).toContain('晚上八点。');
  expect(answered?.message.buttons.flat().map(({ label }) => label)).toEqual(['回复', '已明白']);
  expect(await readAnswer(cast.db, person, answerId)).toMatchObject({ text: '晚上八点。' });
  expect(await readAnswer(cast.db, other, answerId)).toBeUndefined();
  expect(await readAnswer(cast.db, person, id)).toBeUndefined();

  const threads = await listThreads(cast.db, cast.author, noticeId, 0);
  expect(threads).toMatchObject({ total: 1, waiting: 0 });
  expect(threads.rows).toMatchObject([
    { unitName: 'a', lastText: '晚上八点。', messages: 2, waiting: false },
  ]);
  const thread = await readThread(cast.db, cast.author, noticeId, person.personId);
  expect(thread?.messages.map(({ text }) => text)).toEqual(['几点开始？', '晚上八点。']);
});

test('is between its two people, and about a notice that was sent to one of them', async () => {
  expect(await write(other, '我也想问')).toEqual({ ok: false, problem: 'not-found' });
  expect(await readThread(cast.db, other, noticeId, person.personId)).toBeUndefined();
  const elsewhere = await cast.add('otherVillage');
  expect(await write(elsewhere, '你好', newId(), elsewhere)).toEqual({ ok: false, problem: 'not-found' });
  expect(await listThreads(cast.db, other, noticeId, 0)).toMatchObject({ total: 0 });
});

test('ends for an author under whom the recipient no longer is', async () => {
  const [post] = cast.author.posts;
  if (!post) throw new Error('the author holds a post');
  const moved = { ...cast.author, posts: [{ ...post, unitId: cast.units.other }] };
  expect(await readThread(cast.db, moved, noticeId, person.personId)).toBeUndefined();
  expect(await listThreads(cast.db, moved, noticeId, 0)).toMatchObject({ total: 0 });
});

test('carries nothing that must not be sent here, and nothing empty or endless', async () => {
  for (const [text, problem] of [
    ['  ', 'empty'],
    ['（机密）名单', 'secret-mark'],
    ['我的手机 13812345678', 'private-number'],
    ['长'.repeat(1001), 'too-long'],
  ] as const)
    expect(await write(person, text)).toMatchObject({ ok: false, text: { problem } });
  expect(await write(person, '长'.repeat(1000))).toMatchObject({ ok: true });
});
