import { expect, test } from 'vitest';
import { ANN, BOT, TOKEN, checkAnswer, useSandbox } from './open-sandbox.ts';
import type { Answer } from './open-sandbox.ts';

const sandbox = useSandbox();

/** The four ways to make a call, and the same message through each. */
const WAYS: Record<string, (url: string) => Promise<Response>> = {
  'a JSON body': (url) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        chat_id: ANN,
        text: '您好 & <b>',
        protect_content: true,
        reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'a' }]] },
      }),
    }),
  'an urlencoded form': (url) =>
    fetch(url, {
      method: 'POST',
      body: new URLSearchParams({
        chat_id: String(ANN),
        text: '您好 & <b>',
        protect_content: 'true',
        reply_markup: JSON.stringify({ inline_keyboard: [[{ text: '好', callback_data: 'a' }]] }),
      }),
    }),
  'a multipart form': (url) => {
    const form = new FormData();
    form.set('chat_id', String(ANN));
    form.set('text', '您好 & <b>');
    form.set('protect_content', 'True');
    form.set('reply_markup', '{"inline_keyboard":[[{"text":"好","callback_data":"a"}]]}');
    return fetch(url, { method: 'POST', body: form });
  },
  'a query string': (url) =>
    fetch(
      `${url}?chat_id=${ANN}&text=${encodeURIComponent('您好 & <b>')}&protect_content=1&reply_markup=` +
        encodeURIComponent('{"inline_keyboard":[[{"text":"好","callback_data":"a"}]]}'),
    ),
};

test.each(Object.entries(WAYS))('takes %s', async (_, make) => {
  const answer = (await (await make(sandbox.at('sendMessage'))).json()) as Answer;
  checkAnswer('sendMessage', answer);
  expect(answer).toMatchObject({
    ok: true,
    result: {
      text: '您好 & <b>',
      chat: { id: ANN, type: 'private' },
      from: { id: BOT, is_bot: true },
      has_protected_content: true,
      reply_markup: { inline_keyboard: [[{ text: '好', callback_data: 'a' }]] },
    },
  });
});

test('takes method names in any case and says who the bot is', async () => {
  await sandbox.client.putBot(BOT, { username: 'qingfeng_test_bot', firstName: '清风' });
  const response = await fetch(sandbox.at('GETME'));
  const answer = (await response.json()) as Answer;
  checkAnswer('getMe', answer);
  expect(response.headers.get('content-type')).toContain('application/json');
  expect(answer.result).toMatchObject({
    id: BOT,
    is_bot: true,
    first_name: '清风',
    username: 'qingfeng_test_bot',
  });
});

test('answers 404 for a method that is not there, 501 for one it does not do', async () => {
  expect(await sandbox.call('sendPigeon')).toEqual({
    ok: false,
    error_code: 404,
    description: 'Not Found: method not found',
  });
  expect(await sandbox.call('toString')).toMatchObject({ error_code: 404 });
  expect(await sandbox.call('sendDice', { chat_id: ANN })).toMatchObject({ error_code: 501 });
});

test.each([
  ['no token', 'x'],
  ['a token without a secret', `${BOT}:`],
  ['another secret for a bot it knows', `${BOT}:another_secret_of_that_bot`],
])('answers 401 for %s', async (_, token) => {
  await sandbox.result('getMe');
  const response = await fetch(sandbox.at('getMe', token));
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
});

test('gives each token a bot of its own', async () => {
  const other = `${BOT + 1}:a_token_for_the_tests_only`;
  const response = await fetch(sandbox.at('getMe', other));
  expect(await response.json()).toMatchObject({ ok: true, result: { id: BOT + 1 } });
  const { message_id: id } = await sandbox.send(ANN, 'mine');
  const edit = await fetch(`${sandbox.at('editMessageText', other)}?chat_id=${ANN}&message_id=${id}&text=x`);
  expect(await edit.json()).toMatchObject({ error_code: 400, description: 'Bad Request: chat not found' });
});

test.each([
  ['broken JSON', '{"chat_id":', 'application/json'],
  ['JSON that is no object', '[1,2]', 'application/json'],
  [
    'JSON nested 100,000 deep',
    `{"chat_id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'application/json',
  ],
  ['a form without its boundary', 'nonsense', 'multipart/form-data; boundary=xyz'],
])('refuses %s with 400', async (_, body, type) => {
  const headers = { 'content-type': type };
  const response = await fetch(sandbox.at('sendMessage'), { method: 'POST', headers, body });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    ok: false,
    error_code: 400,
    description: expect.stringMatching(/^Bad Request: /),
  });
});

test('is not misled by names of the language', async () => {
  const body = `{"__proto__":{"chat_id":${ANN}},"constructor":"x","text":"hi"}`;
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(sandbox.at('sendMessage'), { method: 'POST', headers, body });
  expect(await response.json()).toMatchObject({ description: 'Bad Request: chat_id is empty' });
});

test('refuses a body of more than 52 MB with 413 and goes on', async () => {
  const response = await fetch(sandbox.at('sendMessage'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Buffer.alloc(53 * 1024 * 1024, 32),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ ok: false, error_code: 413 });
  await sandbox.result('getMe');
});

test('records calls with what was answered and what the description does not know', async () => {
  const before = (await sandbox.client.calls()).at(-1)?.n ?? 0;
  await sandbox.call('sendMessage', { chat_id: ANN, text: 'seen', correct_option_id: 1 });
  await sandbox.call('sendMessage', { chat_id: 1, text: 'unseen' });
  await sandbox.updates();
  expect(await sandbox.client.calls(before)).toEqual([
    expect.objectContaining({
      bot: BOT,
      method: 'sendMessage',
      status: 200,
      params: { chat_id: ANN, text: 'seen', correct_option_id: 1 },
      warnings: ['correct_option_id is not a known field'],
    }),
    expect.objectContaining({ status: 400, description: 'Bad Request: chat not found' }),
  ]);
  expect(JSON.stringify(await sandbox.client.calls())).not.toContain(TOKEN);
});
