import { createSandboxClient } from '../../src/sandbox/client.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { createSender } from '../../src/sender/create-sender.ts';

export const BOT = 7_700_000_020;

/** A sandbox in which these accounts have started the bot, and the bot's real sender to it. */
export async function startSandboxSender(users: readonly { telegramId: number; name: string }[]) {
  const sandbox = await startSandbox({ page: false });
  const client = createSandboxClient(sandbox.url);
  await client.setLimits({ ...NO_LIMITS });
  await client.putBot(BOT, { username: 'qingfeng_test_bot', firstName: 'Qingfeng' });
  await client.putUsers(
    users.map(({ telegramId: id, name }) => ({ id, firstName: name, languageCode: 'zh' })),
  );
  await client.putStarted(
    BOT,
    users.map(({ telegramId }) => telegramId),
  );
  return {
    client,
    sender: createSender({ token: `${BOT}:a_token_for_the_tests_only`, apiRoot: sandbox.url }),
    /** What a user has in the chat with the bot, the newest last. */
    messages: async (user: { telegramId: number }) => (await client.chat(BOT, user.telegramId)).messages,
    calls: async (method: string) => (await client.calls()).filter((call) => call.method === method),
    close: () => sandbox.close(),
  };
}

const NO_LIMITS = { perSecond: 0, perChatPerSecond: 0, perChatBurst: 5, retryAfterSeconds: 1 };
