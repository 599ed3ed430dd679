import { describe, expect, test } from 'vitest';
import { ANN, BEN, BOT, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
const at = (path: string) => `${sandbox.url}/sandbox/api/${path}`;

async function ask(method: string, path: string, body?: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(at(path), {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  });
  expect(response.headers.get('content-type')).toContain('application/json');
  return { status: response.status, body: await response.json() };
}

describe('people', () => {
  test('are put one by one and many at once, and renamed', async () => {
    const user = { firstName: '李明', languageCode: 'zh', note: '村书记', suggest: '/start ABC' };
    expect(await ask('PUT', 'users/201', JSON.stringify(user))).toEqual({
      status: 200,
      body: { id: 201, ...user },
    });
    await sandbox.client.putUsers([
      { id: 201, firstName: '李明明', languageCode: 'zh' },
      { id: 202, firstName: 'Eve', languageCode: 'en' },
    ]);
    const users = await sandbox.client.users();
    expect(users.filter((it) => it.id > 200)).toEqual([
      { id: 201, firstName: '李明明', languageCode: 'zh' },
      { id: 202, firstName: 'Eve', languageCode: 'en' },
    ]);
  });

  test('are all put or none', async () => {
    const people = [
      { id: 301, firstName: 'x', languageCode: 'zh' },
      { id: 302, firstName: '' },
    ];
    expect((await ask('PUT', 'users', JSON.stringify(people))).status).toBe(400);
    expect((await sandbox.client.users()).some((user) => user.id === 301)).toBe(false);
  });
});

describe('what a person does', () => {
  test('a text, an answer, a word in a group', async () => {
    const question = await sandbox.send(ANN, 'well?');
    await sandbox.client.write(BOT, ANN, 'yes', question.message_id);
    await sandbox.client.writeInGroup(BOT, { userId: BEN, chatId: -77, text: 'hi', title: '一组' });
    const updates = await sandbox.updates();
    expect(updates).toMatchObject([
      { message: { text: 'yes', reply_to_message: { message_id: question.message_id, text: 'well?' } } },
      { message: { text: 'hi', chat: { id: -77, type: 'group', title: '一组' }, from: { id: BEN } } },
    ]);
    await expect(sandbox.client.write(BOT, ANN, 'x', 99_999)).rejects.toThrow('404 there is no message');
  });

  test('opens a chat that was not begun', async () => {
    await sandbox.client.putUsers([{ id: 401, firstName: 'New', languageCode: 'en' }]);
    expect(await sandbox.client.chat(BOT, 401)).toMatchObject({ started: false, messages: [] });
    await sandbox.client.write(BOT, 401, '/start');
    expect(await sandbox.client.chat(BOT, 401)).toMatchObject({ started: true });
  });

  test('is not more than a person can type', async () => {
    await sandbox.client.write(BOT, ANN, '字'.repeat(4096));
    await expect(sandbox.client.write(BOT, ANN, '字'.repeat(4097))).rejects.toThrow(
      '400 the message is longer',
    );
    await expect(sandbox.client.write(BOT, ANN, ' \n ')).rejects.toThrow('400 the message is empty');
  });
});

describe('hostile requests get a clear answer', () => {
  test.each([
    ['PUT', 'users', '{"id":', 400, 'the body is not JSON, or nested too deeply'],
    [
      'PUT',
      'users',
      `${'['.repeat(90_000)}${']'.repeat(90_000)}`,
      400,
      'the body is not JSON, or nested too deeply',
    ],
    ['PUT', 'users', '{}', 400, /body: .*array/],
    ['PUT', 'users', '[{"id":1}]', 400, /0\.firstName: /],
    [
      'PUT',
      'users/0',
      '{"firstName":"x","languageCode":"zh"}',
      400,
      'id must be a whole number other than 0',
    ],
    ['PUT', 'users/-3', '{"firstName":"x","languageCode":"zh"}', 400, 'id must be a positive number'],
    ['PUT', 'users/1e3', '{"firstName":"x","languageCode":"zh"}', 400, /id must be/],
    ['PUT', `bots/${BOT}`, '{"firstName":""}', 400, /firstName/],
    ['PUT', 'bots/-1', '{}', 400, 'bot must be a positive number'],
    ['PUT', `bots/${BOT}/started`, '{"users":[999]}', 404, /there is no user 999/],
    ['GET', `chats/${BOT}/999`, undefined, 404, /there is no user 999/],
    ['GET', `chats/x/${ANN}`, undefined, 400, /bot must be/],
    ['POST', `chats/${BOT}/${ANN}/messages`, '{"text":7}', 400, /text/],
    ['POST', `chats/${BOT}/${ANN}/messages`, undefined, 400, 'the body is not JSON, or nested too deeply'],
    ['POST', `chats/${BOT}/999/messages`, '{"text":"x"}', 404, /there is no user 999/],
    ['POST', `chats/${BOT}/${ANN}/files`, 'x', 400, 'expected a multipart form'],
    ['POST', `chats/${BOT}/${ANN}/block`, '{"blocked":"yes"}', 400, /blocked/],
    ['POST', `chats/${BOT}/group/messages`, `{"userId":${ANN},"chatId":5,"text":"x"}`, 400, /negative id/],
    ['POST', 'clock', '{"advanceMs":"much"}', 400, /body/],
    ['POST', 'clock', '{"to":"tomorrow"}', 400, 'to: Invalid ISO datetime'],
    ['POST', 'clock', '{"advanceMs":1,"offsetMs":1}', 400, /body/],
    ['POST', 'clock', '{"to":"9999-01-01T00:00:00Z"}', 400, 'that is more than 200 years from now'],
    ['POST', `updates/${BOT}`, '[]', 400, /body/],
    ['GET', 'files/nonsense', undefined, 404, 'there is no such file'],
    ['GET', 'nowhere', undefined, 404, 'no such address'],
    ['DELETE', 'users', undefined, 404, 'no such address'],
  ] as const)('%s %s %s', async (method, path, body, status, error) => {
    const answer = await ask(method, path, body);
    expect(answer).toEqual({ status, body: { error: expect.stringMatching(error) } });
  });

  test('too much: 413, and the sandbox goes on', async () => {
    const response = await fetch(at(`chats/${BOT}/${ANN}/messages`), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.alloc(53 * 1024 * 1024, 32),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: 'too large' });
    await sandbox.client.users();
  });

  test('clock steps that add up to too far', async () => {
    const step = 199 * 366 * 86_400_000;
    await sandbox.client.moveClock({ advanceMs: step });
    await expect(sandbox.client.moveClock({ advanceMs: step })).rejects.toThrow('400 that is more than 200');
    expect((await sandbox.client.clock()).offsetMs).toBe(step);
    await sandbox.client.moveClock({ offsetMs: 0 });
  });
});

describe('the clock', () => {
  test('is set by a step, a moment or a distance', async () => {
    expect((await sandbox.client.moveClock({ offsetMs: 60_000 })).offsetMs).toBe(60_000);
    expect((await sandbox.client.moveClock({ advanceMs: -90_000 })).offsetMs).toBe(-30_000);
    const { now } = await sandbox.client.moveClock({ to: '2027-01-01T08:00:00+08:00' });
    expect(Date.parse(now) - Date.parse('2027-01-01T00:00:00Z')).toBeLessThan(5000);
    await sandbox.client.moveClock({ offsetMs: 0 });
  });

  test('is waited for by who knows how it stands', async () => {
    const waiting = fetch(at('clock?after=0')).then((response) => response.json());
    const first = await Promise.race([waiting, sandbox.client.clock().then(() => 'still waiting')]);
    expect(first).toBe('still waiting');
    await sandbox.client.moveClock({ advanceMs: 3_600_000 });
    expect(await waiting).toMatchObject({ offsetMs: 3_600_000 });
    const behind = await fetch(at('clock?after=0'));
    expect(await behind.json()).toMatchObject({ offsetMs: 3_600_000 });
    await sandbox.client.moveClock({ offsetMs: 0 });
  });
});
