import { beforeEach, describe, expect, test } from 'vitest';
import { ANN, BEN, BOT, useSandbox } from './open-sandbox.ts';
import type { Update } from './open-sandbox.ts';

const sandbox = useSandbox();
const write = (text: string, user = ANN) => sandbox.client.write(BOT, user, text);
const texts = (updates: Update[]) =>
  updates.map((update) => (update.message as { text?: string } | undefined)?.text);
const ids = (updates: Update[]) => updates.map((update) => update.update_id);
const get = (params: Record<string, unknown> = {}) => sandbox.result<Update[]>('getUpdates', params);

beforeEach(async () => {
  await sandbox.result('getUpdates', { allowed_updates: [] });
  await sandbox.result('deleteWebhook', { drop_pending_updates: true });
});

describe('getUpdates', () => {
  test('gives what was written, in order, with ids that count up by one', async () => {
    for (const text of ['one', 'two', 'three']) await write(text);
    const updates = await get();
    expect(texts(updates)).toEqual(['one', 'two', 'three']);
    const [first = 0] = ids(updates);
    expect(ids(updates)).toEqual([first, first + 1, first + 2]);
    expect(updates[0]).toMatchObject({
      message: {
        from: { id: ANN, is_bot: false, first_name: '安娜', username: 'ann_zh', language_code: 'zh' },
        chat: { id: ANN, type: 'private', first_name: '安娜', username: 'ann_zh' },
      },
    });
  });

  test('repeats what a higher offset has not confirmed, and no more than `limit`', async () => {
    for (const text of ['one', 'two', 'three']) await write(text);
    expect(texts(await get({ limit: 2 }))).toEqual(['one', 'two']);
    const again = await get();
    expect(texts(again)).toEqual(['one', 'two', 'three']);
    const [first = 0] = ids(again);
    expect(texts(await get({ offset: first }))).toEqual(['one', 'two', 'three']);
    expect(texts(await get({ offset: first + 2 }))).toEqual(['three']);
    expect(texts(await get())).toEqual(['three']);
    expect(await get({ offset: first + 3 })).toEqual([]);
    expect(await get()).toEqual([]);
  });

  test('keeps the last few for a negative offset and forgets the others', async () => {
    for (const text of ['one', 'two', 'three']) await write(text);
    expect(texts(await get({ offset: -1 }))).toEqual(['three']);
    expect(texts(await get())).toEqual(['three']);
  });

  test('is held until something comes, and then answers at once', async () => {
    const held = get({ timeout: 30 });
    await expect(Promise.race([held, settled()])).resolves.toBe('still waiting');
    await write('at last');
    expect(texts(await held)).toEqual(['at last']);
  });

  test('is held until its time is over when nothing comes', async () => {
    const started = performance.now();
    expect(await get({ timeout: 1 })).toEqual([]);
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  test('loses nothing to a caller that hangs up', async () => {
    const caller = new AbortController();
    const held = fetch(`${sandbox.at('getUpdates')}?timeout=30`, { signal: caller.signal });
    await settled();
    caller.abort();
    await expect(held).rejects.toThrow();
    await write('kept');
    expect(texts(await get())).toEqual(['kept']);
  });

  test('ends a first caller with 409 when a second one comes', async () => {
    const first = sandbox.call('getUpdates', { timeout: 30 });
    await settled();
    const second = sandbox.call('getUpdates', { timeout: 30 });
    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    await write('for the second');
    expect(texts((await second).result as Update[])).toEqual(['for the second']);
  });

  test('forgets updates after a day by the sandbox clock', async () => {
    await write('old');
    await sandbox.client.moveClock({ advanceMs: 86_400_000 + 1000 });
    await write('new');
    expect(texts(await get())).toEqual(['new']);
    await sandbox.client.moveClock({ offsetMs: 0 });
  });
});

describe('allowed_updates', () => {
  test('leaves other kinds out from then on, and [] brings the usual ones back', async () => {
    await get({ allowed_updates: ['callback_query'] });
    await write('not wanted');
    const { message_id: id } = await sandbox.send(ANN, 'press', {
      reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] },
    });
    await sandbox.client.press(BOT, ANN, id, 'x');
    expect((await get()).map((update) => Object.keys(update)[1])).toEqual(['callback_query']);
    await get({ allowed_updates: [] });
    await write('wanted again');
    expect(texts((await get()).slice(1))).toEqual(['wanted again']);
  });

  test('is remembered by setWebhook too', async () => {
    await sandbox.result('setWebhook', { url: '', allowed_updates: ['message'] });
    expect(await sandbox.result('getWebhookInfo')).toMatchObject({ allowed_updates: ['message'] });
    await sandbox.client.block(BOT, BEN, true);
    await sandbox.client.block(BOT, BEN, false);
    expect(await get()).toEqual([]);
  });
});

describe('updates put in by hand', () => {
  test('are delivered as they are, once', async () => {
    await sandbox.client.pushUpdate(BOT, { update_id: 5, nonsense: { a: 1 } });
    await write('after');
    const answer = await fetch(sandbox.at('getUpdates'));
    const { result } = (await answer.json()) as { result: Update[] };
    expect(result[0]).toEqual({ update_id: 5, nonsense: { a: 1 } });
    expect(texts(result)[1]).toBe('after');
    expect(texts(await get({ offset: result[1]?.update_id }))).toEqual(['after']);
  });
});

/** Long enough for a call to have reached the sandbox: another call has been there and back. */
async function settled(): Promise<string> {
  await sandbox.result('getMe');
  await sandbox.result('getMe');
  return 'still waiting';
}
