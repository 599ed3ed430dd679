import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { correctNotice, withdrawNotice } from '../../src/domain/notices/amend-notice.ts';
import { keepFile } from '../../src/domain/notices/keep-file.ts';
import type { Actor } from '../../src/domain/people/rules.ts';
import { startCast, type Cast } from '../domain/notices/cast.ts';
import { deliverAll } from '../support/deliver-all.ts';
import { BOT, startSandboxSender } from './sandbox-sender.ts';

/** The smallest PNG there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let cast: Cast;
let person: Actor;
let telegram: Awaited<ReturnType<typeof startSandboxSender>>;
beforeAll(async () => {
  cast = await startCast();
  person = await cast.add('a');
  telegram = await startSandboxSender([cast.author, person]);
});
beforeEach(() => cast.forget());
afterAll(async () => {
  await telegram.close();
  await cast.close();
});

const deliver = () =>
  deliverAll({ db: cast.db, clock: cast.clock.now, pack: cast.pack, sender: telegram.sender });
const correct = (id: string, text = '值守改到明晚 18:00。') =>
  correctNotice(cast.db, cast.author, { id, text, html: null }, cast.clock.now());
const newest = async () => (await telegram.messages(person)).at(-1);

test('a corrected text stands in the old message, with the button for its version', async () => {
  const id = await cast.send();
  await deliver();
  const before = await newest();
  await correct(id);
  expect(await deliver()).toEqual(['sent']);
  const after = await newest();
  expect(after?.messageId).toBe(before?.messageId);
  expect(after?.text).toContain('值守改到明晚 18:00。');
  expect(after?.buttons.flat().map(({ text }) => text)).toEqual(['收到', '有疑问']);
  expect(after?.buttons[0]?.[0]?.callbackData).toMatch(/:understood:2$/);
});

test('a photo keeps its place, and its caption is corrected, then withdrawn', async () => {
  const fileId = newId();
  const file = {
    id: fileId,
    kind: 'photo',
    name: 'map.png',
    mimeType: 'image/png',
    size: PNG.length,
  } as const;
  // Kept by another bot, so that this one sends the bytes.
  await keepFile(
    cast.db,
    cast.author,
    { ...file, body: PNG, botId: BOT + 1, telegramFileId: 'of-another-bot' },
    cast.clock.now(),
  );
  const id = await cast.send({ fileId });
  await deliver();
  const before = await newest();
  expect(before?.caption).toContain('强降雨');
  await correct(id);
  expect(await deliver()).toEqual(['sent']);
  expect(await newest()).toMatchObject({ messageId: before?.messageId });
  expect((await newest())?.caption).toContain('值守改到明晚 18:00。');
  await withdrawNotice(cast.db, cast.author, id, cast.clock.now());
  expect(await deliver()).toEqual(['sent']);
  expect((await newest())?.caption).toContain('通知已撤回');
  expect((await newest())?.buttons).toEqual([]);
});

test('a message that cannot be edited any more is one call, and the correction is a row of its own', async () => {
  const id = await cast.send();
  await deliver();
  await correct(id);
  await telegram.client.setFaults([
    {
      method: 'editMessageText',
      fault: { kind: 'status', status: 400, description: "Bad Request: message can't be edited" },
    },
  ]);
  const calls = (await telegram.client.calls()).length;
  expect(await deliver()).toEqual(['not-editable', 'sent']);
  await telegram.client.setFaults([]);
  const made = (await telegram.client.calls()).slice(calls);
  expect(made.map(({ method }) => method)).toEqual(['editMessageText', 'sendMessage']);
  expect(await cast.rows(id, 'notice-edit')).toMatchObject([
    { state: 'rejected', problem: "not-editable: 400 Bad Request: message can't be edited" },
  ]);
  expect((await newest())?.text).toContain('更正通知');
  expect(await cast.versionOf(id, person)).toBe(2);
});

test('an edit that changes nothing counts as done', async () => {
  const id = await cast.send();
  await deliver();
  await correct(id);
  await deliver();
  await cast.db.execute(
    cast.sql`update deliveries set state = 'pending' where subject_id = ${id} and kind = 'notice-edit'`,
  );
  expect(await deliver()).toEqual(['sent']);
});
