import { afterEach, expect, test, vi } from 'vitest';
import type { SandboxEvent } from '../../src/sandbox/protocol.ts';
import { ANN, BEN, BOT, useSandbox } from './open-sandbox.ts';

const sandbox = useSandbox();
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** Follows the event stream; `heard` fills as events come. */
async function follow(query = ''): Promise<SandboxEvent[]> {
  const stop = new AbortController();
  endings.push(() => stop.abort());
  const response = await fetch(`${sandbox.url}/sandbox/api/events${query}`, { signal: stop.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const heard: SandboxEvent[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  void (async () => {
    let rest = '';
    for (;;) {
      const { value, done } = (await reader?.read().catch(() => undefined)) ?? { value: '', done: true };
      if (done) return;
      const parts = (rest + (value ?? '')).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts)
        if (part.startsWith('data: ')) heard.push(JSON.parse(part.slice('data: '.length)) as SandboxEvent);
    }
  })();
  return heard;
}
const types = (events: SandboxEvent[]) => events.map((event) => event.type);

test('tells everything that happens in its order', async () => {
  const heard = await follow();
  await sandbox.client.write(BOT, ANN, 'hello');
  await sandbox.result('sendChatAction', { chat_id: ANN, action: 'typing' });
  const { message_id: id } = await sandbox.send(ANN, '好', {
    reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] },
  });
  const { pressId } = await sandbox.client.press(BOT, ANN, id, 'x');
  await sandbox.result('answerCallbackQuery', { callback_query_id: pressId, text: '收到', show_alert: true });
  await sandbox.result('editMessageText', { chat_id: ANN, message_id: id, text: '改' });
  await sandbox.result('deleteMessage', { chat_id: ANN, message_id: id });
  await sandbox.client.block(BOT, ANN, true);
  await sandbox.client.block(BOT, ANN, false);
  await sandbox.client.moveClock({ offsetMs: 0 });
  await vi.waitFor(() =>
    expect(types(heard)).toEqual([
      'message',
      'typing',
      'message',
      'press',
      'press',
      'edit',
      'delete',
      'chat',
      'chat',
      'clock',
    ]),
  );
  expect(heard[3]).toEqual({ type: 'press', bot: BOT, user: ANN, pressId, answered: false });
  expect(heard[4]).toMatchObject({ pressId, answered: true, text: '收到', alert: true });
  expect(heard[5]).toMatchObject({ message: { messageId: id, text: '改' } });
  expect(heard[7]).toMatchObject({ user: ANN, blocked: true });
});

test('tells of one chat where one is asked for', async () => {
  const heard = await follow(`?bot=${BOT}&user=${BEN}`);
  await sandbox.send(ANN, 'for Ann');
  await sandbox.send(BEN, 'for Ben');
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(heard[0]).toMatchObject({ type: 'message', user: BEN, message: { text: 'for Ben' } });
});

test('tells of new commands and keyboards with the state of the chat', async () => {
  const heard = await follow(`?user=${ANN}`);
  await sandbox.result('setMyCommands', { commands: [{ command: 'quiz', description: '答题' }] });
  await sandbox.send(ANN, 'x', { reply_markup: { keyboard: [[{ text: '菜单' }]] } });
  await vi.waitFor(() => expect(types(heard)).toEqual(['chat', 'message', 'chat']));
  expect(heard[2]).toMatchObject({
    commands: [{ command: 'quiz', description: '答题' }],
    keyboard: { rows: [['菜单']], resize: false },
  });
});
