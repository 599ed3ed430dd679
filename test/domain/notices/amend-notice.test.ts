import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  catchUpChanges,
  correctNotice,
  listVersions,
  previewCorrection,
  withdrawNotice,
} from '../../../src/domain/notices/amend-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { shown } from '../../loop/actor.ts';
import { startCast, type Cast } from './cast.ts';

let cast: Cast;
let first: Actor;
let second: Actor;
beforeAll(async () => {
  cast = await startCast();
  [first, second] = [await cast.add('a'), await cast.add('b')];
});
afterAll(() => cast.close());
beforeEach(() => {
  cast.answer();
  cast.sent();
});

const TEXT = '值守改到明晚 18:00 开始。';
const correct = (id: string, text = TEXT) =>
  correctNotice(cast.db, cast.author, { id, text, html: null }, cast.clock.now());
const texts = () => cast.sent().map(({ message }) => shown(message.text));

describe('a correction', () => {
  test('edits what everybody has, once, and notes who has which version', async () => {
    const id = await cast.send();
    await cast.deliver();
    const [toFirst] = cast.sent().filter(({ chatId }) => chatId === first.telegramId);
    expect(await cast.versionOf(id, first)).toBe(1);
    expect(await correct(id)).toEqual({ ok: true, version: 2, recipients: 2 });
    await cast.deliver();
    const edits = cast.sent();
    expect(edits).toHaveLength(2);
    expect(new Set(edits.map(({ chatId }) => chatId))).toEqual(
      new Set([first.telegramId, second.telegramId]),
    );
    for (const { message } of edits) {
      expect(message.edits).toMatchObject({ isCaption: false });
      expect(shown(message.text)).toContain(TEXT);
      expect(shown(message.text)).toContain('更正通知');
    }
    expect(toFirst?.message.edits).toBeUndefined();
    expect(await cast.versionOf(id, second)).toBe(2);
    expect(await cast.deliver()).toEqual([]);
    expect(await catchUpChanges(cast.db, cast.clock.now())).toBe(0);
    const versions = await listVersions(cast.db, cast.author, id);
    expect(versions.map(({ version, change, recipients }) => [version, change, recipients])).toEqual([
      [1, 'first', 0],
      [2, 'correction', 2],
    ]);
  });

  test('is followed by a new message where the old one cannot be edited, in its own turn', async () => {
    const id = await cast.send();
    await cast.deliver();
    await correct(id);
    cast.sent();
    cast.answer((chatId, message) =>
      message.edits && chatId === first.telegramId
        ? { kind: 'not-editable', problem: '400 message to edit not found' }
        : undefined,
    );
    // One call a row: the correction is a row of its own.
    expect((await cast.deliver()).toSorted()).toEqual(['not-editable', 'sent', 'sent']);
    const edits = await cast.rows(id, 'notice-edit');
    expect(edits.map(({ state }) => state).toSorted()).toEqual(['rejected', 'sent']);
    expect(edits.find(({ state }) => state === 'rejected')?.problem).toBe(
      'not-editable: 400 message to edit not found',
    );
    expect(await cast.rows(id, 'notice-correction')).toMatchObject([
      { state: 'sent', personId: first.personId },
    ]);
    const [after] = cast.sent().filter(({ message }) => !message.edits);
    expect(after?.chatId).toBe(first.telegramId);
    expect(shown(after?.message.text ?? '')).toContain(TEXT);
    expect(await cast.versionOf(id, first)).toBe(2);

    // The next one edits the message that took its place, and leaves alone the one that is gone.
    await correct(id, '值守取消。');
    await cast.deliver();
    cast.answer();
    const third = await cast.rows(id, 'notice-edit');
    expect(
      third
        .slice(2)
        .map(({ personId }) => personId)
        .toSorted(),
    ).toEqual([first.personId, second.personId].toSorted());
  });

  test('overtaken by another one is not sent', async () => {
    const id = await cast.send();
    await cast.deliver();
    await correct(id);
    await correct(id, '值守取消，请放心休息。');
    cast.sent();
    expect((await cast.deliver()).toSorted()).toEqual(['dropped', 'dropped', 'sent', 'sent']);
    expect(texts().every((text) => text.includes('请放心休息') && text.includes('第 3 版'))).toBe(true);
  });

  test('reaches who has not got the notice yet as the notice itself', async () => {
    const id = await cast.send();
    await correct(id);
    await cast.deliver();
    expect(texts().filter((text) => text.includes(TEXT))).toHaveLength(2);
    expect(await cast.versionOf(id, first)).toBe(2);
    expect(await cast.rows(id, 'notice-edit')).toEqual([]);
    expect(await catchUpChanges(cast.db, cast.clock.now())).toBe(0);
  });

  test('catches up with who was just getting the old text', async () => {
    const id = await cast.send();
    let corrected: Promise<unknown> | undefined;
    // While the first message is on its way, in the old words, the author corrects it.
    cast.answer(() => void (corrected ??= correct(id)));
    await cast.deliver();
    await corrected;
    cast.answer();
    const lagging = await Promise.all([first, second].map((who) => cast.versionOf(id, who)));
    expect(lagging).toContain(1);
    expect(await catchUpChanges(cast.db, cast.clock.now())).toBe(1);
    await cast.deliver();
    expect(await Promise.all([first, second].map((who) => cast.versionOf(id, who)))).toEqual([2, 2]);
    expect(await catchUpChanges(cast.db, cast.clock.now())).toBe(0);
  });

  test('is never written over another chat: who changed their account gets a new message', async () => {
    const third = await cast.add('a');
    const id = await cast.send();
    await cast.deliver();
    await cast.db.execute(
      cast.sql`update telegram_accounts set telegram_id = ${third.telegramId + 500_000} where person_id = ${third.personId}`,
    );
    await correct(id);
    cast.sent();
    await cast.deliver();
    const moved = cast.sent().filter(({ chatId }) => chatId === third.telegramId + 500_000);
    expect(moved).toHaveLength(1);
    expect(moved[0]?.message.edits).toBeUndefined();
    await cast.db.execute(
      cast.sql`update telegram_accounts set revoked_at = now() where person_id = ${third.personId}`,
    );
  });

  test('is one when the same is confirmed again, as after a crash', async () => {
    const id = await cast.send();
    const again = () =>
      correctNotice(cast.db, cast.author, { id, text: TEXT, html: null, version: 2 }, cast.clock.now());
    expect(await again()).toEqual({ ok: true, version: 2, recipients: 0 });
    expect(await again()).toEqual({ ok: true, version: 2, recipients: 0 });
    expect(await listVersions(cast.db, cast.author, id)).toHaveLength(2);
    await cast.deliver();
  });

  test('is for the author, of something that is out and changes something', async () => {
    const id = await cast.send();
    const say = (who: Actor, text: string) =>
      correctNotice(cast.db, who, { id, text, html: null }, cast.clock.now());
    expect(await say(first, TEXT)).toEqual({ ok: false, problem: 'not-found' });
    expect(await say(cast.author, '今晚有强降雨，请各村安排值守。')).toEqual({ ok: false, problem: 'same' });
    expect(await say(cast.author, '（秘密）值守')).toMatchObject({ ok: false, problem: 'text' });
    expect(await previewCorrection(cast.db, cast.author, { id, text: TEXT, html: null })).toMatchObject({
      ok: true,
      holders: 0,
      waiting: 2,
      notice: { version: 2 },
    });
    await withdrawNotice(cast.db, cast.author, id, cast.clock.now());
    expect(await say(cast.author, TEXT)).toEqual({ ok: false, problem: 'not-sent' });
  });
});

describe('a withdrawal', () => {
  test('replaces what was sent, gives up what was not, and cannot be done twice', async () => {
    const id = await cast.send();
    // The second recipient has to wait, so that there is somebody to give up.
    cast.answer((chatId) =>
      chatId === second.telegramId ? { kind: 'wait', afterMs: 60_000, problem: '429' } : undefined,
    );
    await cast.deliver();
    cast.answer();
    cast.sent();
    expect(await withdrawNotice(cast.db, cast.author, id, cast.clock.now())).toMatchObject({
      ok: true,
      recipients: 1,
    });
    expect(await withdrawNotice(cast.db, cast.author, id, cast.clock.now())).toEqual({
      ok: false,
      problem: 'not-sent',
    });
    cast.clock.advance(120_000);
    await cast.deliver();
    const [edit, ...others] = cast.sent();
    expect(others).toEqual([]);
    expect(edit?.chatId).toBe(first.telegramId);
    expect(shown(edit?.message.text ?? '')).toContain('通知已撤回');
    expect(shown(edit?.message.text ?? '')).not.toContain('强降雨');
    expect(edit?.message.buttons).toEqual([]);
    const states = new Map((await cast.rows(id, 'notice')).map((row) => [row.personId, row.state]));
    expect([states.get(first.personId), states.get(second.personId)]).toEqual(['sent', 'cancelled']);
    expect(await cast.logged('notices.withdrawal')).toBeGreaterThan(0);
  });
});
