import { afterEach, describe, expect, test } from 'vitest';
import type { FaultRule } from '../../src/sandbox/protocol.ts';
import { ANN, BEN, BOT, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
afterEach(() => sandbox.client.setFaults([]));

const fault = (it: FaultRule['fault'], rule: Omit<FaultRule, 'fault'> = {}) =>
  sandbox.client.setFaults([{ method: 'sendMessage', ...rule, fault: it }]);
const send = (text: string, chatId = ANN) => sandbox.call('sendMessage', { chat_id: chatId, text });
const inChat = async (text: string) =>
  (await sandbox.client.chat(BOT, ANN)).messages.filter((message) => message.text === text).length;
/** What a broken connection is called. */
const brokenCode = async (call: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await call.then(
    () => new Error('was answered'),
    (problem: unknown) => problem,
  );
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? cause.code : error;
};

describe('a status', () => {
  test.each([
    [400, 'Bad Request: told to fail'],
    [401, 'Unauthorized'],
    [403, 'Forbidden: bot was blocked by the user'],
    [404, 'Not Found'],
    [500, 'Internal Server Error'],
    [502, 'Bad Gateway'],
  ] as const)('%i is answered and nothing is done', async (status, description) => {
    await fault({ kind: 'status', status });
    expect(await send(`never ${status}`)).toEqual({ ok: false, error_code: status, description });
    expect(await inChat(`never ${status}`)).toBe(0);
    expect((await sandbox.client.calls()).at(-1)).toMatchObject({ method: 'sendMessage', status });
  });

  test('429 says how long to wait', async () => {
    await fault({ kind: 'status', status: 429, retryAfter: 9 });
    const response = await fetch(`${sandbox.at('sendMessage')}?chat_id=${ANN}&text=x`);
    expect(response.headers.get('retry-after')).toBe('9');
    expect(await response.json()).toMatchObject({ error_code: 429, parameters: { retry_after: 9 } });
    await fault({ kind: 'status', status: 429 });
    expect(await send('x')).toMatchObject({ parameters: { retry_after: 1 } });
  });

  test('says what it is told to say', async () => {
    await fault({ kind: 'status', status: 403, description: 'Forbidden: user is deactivated' });
    expect(await send('x')).toMatchObject({ description: 'Forbidden: user is deactivated' });
  });
});

describe('a reset', () => {
  test('before the call is done leaves nothing behind', async () => {
    await fault({ kind: 'reset', accept: false });
    expect(await brokenCode(send('lost'))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(await inChat('lost')).toBe(0);
  });

  test('after the call is done leaves the message in the chat', async () => {
    await fault({ kind: 'reset', accept: true });
    expect(await brokenCode(send('arrived'))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(await inChat('arrived')).toBe(1);
    expect((await sandbox.client.calls()).at(-1)).toMatchObject({ status: 200, params: { text: 'arrived' } });
  });
});

describe('a hang', () => {
  test('ends with the call done', async () => {
    await fault({ kind: 'hang', ms: 300, accept: true });
    const started = performance.now();
    expect(await send('late')).toMatchObject({ ok: true });
    expect(performance.now() - started).toBeGreaterThan(290);
    expect(await inChat('late')).toBe(1);
  });

  test('or with the connection closed and nothing done', async () => {
    await fault({ kind: 'hang', ms: 50, accept: false });
    expect(await brokenCode(send('given up'))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(await inChat('given up')).toBe(0);
  });

  test('does not hold anybody else up', async () => {
    await fault({ kind: 'hang', ms: 60_000, accept: true }, { chatId: ANN });
    const waiting = new AbortController();
    const held = fetch(`${sandbox.at('sendMessage')}?chat_id=${ANN}&text=x`, { signal: waiting.signal });
    expect(await send('at once', BEN)).toMatchObject({ ok: true });
    waiting.abort();
    await expect(held).rejects.toThrow();
  });
});

describe('a rule', () => {
  test('meets its method, its chat and its bot only', async () => {
    await fault({ kind: 'status', status: 500 }, { method: 'SENDmessage', chatId: ANN, bot: BOT });
    expect(await send('x')).toMatchObject({ error_code: 500 });
    expect(await send('x', BEN)).toMatchObject({ ok: true });
    expect(await sandbox.call('getMe')).toMatchObject({ ok: true });
    const other = sandbox.at('sendMessage', `${BOT + 7}:a_token_for_the_tests_only`);
    expect(await (await fetch(`${other}?chat_id=${ANN}&text=x`)).json()).toMatchObject({ error_code: 400 });
  });

  test('counts down and is gone', async () => {
    await fault({ kind: 'status', status: 502 }, { times: 2 });
    const codes = [];
    for (const text of ['a', 'b', 'c']) codes.push((await send(text)).error_code);
    expect(codes).toEqual([502, 502, undefined]);
    expect(await (await fetch(`${sandbox.url}/sandbox/api/faults`)).json()).toEqual([]);
  });

  test('falls as often as its dice say', async () => {
    await fault({ kind: 'status', status: 500 }, { probability: 0.3 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => send('x')));
    const failed = answers.filter((answer) => !answer.ok).length;
    expect(failed).toBeGreaterThan(20);
    expect(failed).toBeLessThan(110);
    await fault({ kind: 'status', status: 500 }, { probability: 0 });
    expect(await send('x')).toMatchObject({ ok: true });
  });

  test.each([
    ['another status', { fault: { kind: 'status', status: 418 } }],
    ['a probability of 2', { probability: 2, fault: { kind: 'reset', accept: true } }],
    ['no fault', { method: 'sendMessage' }],
    ['a word too many', { fault: { kind: 'reset', accept: true, when: 'now' } }],
  ])('is refused with %s', async (_, rule) => {
    await expect(sandbox.client.setFaults([rule as unknown as FaultRule])).rejects.toThrow(' 400 0');
  });
});
