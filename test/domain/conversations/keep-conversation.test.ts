import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  endConversation,
  keepConversation,
  keepPrompts,
  readConversation,
} from '../../../src/domain/conversations/keep-conversation.ts';
import { storeUpdates, takeOverUpdates } from '../../../src/domain/updates/take-updates.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../support/databases.ts';

const NOW = new Date(START);
const BOT = 7_700_000_003;
const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
let database: TestDatabase;
let db: TestDatabase['db'];
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(() => database.close());

let chat = 9_000_000;
const step = (n: number, updateId = n) => ({
  flow: 'broadcast',
  step: `step-${n}`,
  data: { n, text: '正文' },
  updateId,
});

describe('a conversation', () => {
  test('is kept as it stands, one a chat', async () => {
    const chatId = (chat += 1);
    await keepConversation(db, chatId, step(1), NOW);
    await keepConversation(db, chatId, step(2), NOW);
    await keepConversation(db, chatId + 1_000, step(7), NOW);
    expect(await readConversation(db, chatId, NOW)).toMatchObject({
      flow: 'broadcast',
      step: 'step-2',
      data: { n: 2, text: '正文' },
      lastUpdateId: 2,
      expired: false,
    });
  });

  test('expires a day after its last word, and is there to say so', async () => {
    const chatId = (chat += 1);
    await keepConversation(db, chatId, step(1), NOW);
    expect(await readConversation(db, chatId, later(23.999))).toMatchObject({ expired: false });
    expect(await readConversation(db, chatId, later(24))).toMatchObject({ expired: true, flow: 'broadcast' });
    await keepConversation(db, chatId, step(2), later(23));
    expect(await readConversation(db, chatId, later(46.999))).toMatchObject({ expired: false });
    expect(await readConversation(db, chatId, later(47))).toMatchObject({ expired: true });
  });

  test('is gone once it has ended, and only by its own name', async () => {
    const chatId = (chat += 1);
    await keepConversation(db, chatId, step(1), NOW);
    const end = (flow: string, updateId = 0) =>
      endConversation(db, chatId, flow, { botId: BOT, updateId }, NOW);
    await end('interview');
    expect(await readConversation(db, chatId, NOW)).toMatchObject({ flow: 'broadcast' });
    await end('broadcast');
    await end('broadcast');
    expect(await readConversation(db, chatId, NOW)).toBeUndefined();
  });

  test('takes the update that ended it along: it is handled from then on', async () => {
    const chatId = (chat += 1);
    await keepConversation(db, chatId, step(1), NOW);
    await storeUpdates(db, BOT, [{ update_id: 71 }, { update_id: 72 }], NOW);
    await endConversation(db, chatId, 'broadcast', { botId: BOT, updateId: 71 }, NOW);
    expect((await takeOverUpdates(db, BOT, { allBut: [] }, 10)).map(({ updateId }) => updateId)).toEqual([
      72,
    ]);
  });

  test('knows the messages that ask for its step, until another takes its place', async () => {
    const chatId = (chat += 1);
    const prompts = async () => (await readConversation(db, chatId, NOW))?.promptIds;
    await keepConversation(db, chatId, step(1), NOW);
    expect(await prompts()).toEqual([]);
    await keepPrompts(db, chatId, 'broadcast', [71, 5_000_000_000]);
    await keepPrompts(db, chatId, 'interview', [72]);
    await keepConversation(db, chatId, step(2), NOW);
    expect(await prompts()).toEqual([71, 5_000_000_000]);
    await keepConversation(db, chatId, { ...step(3), flow: 'interview' }, NOW);
    expect(await prompts()).toEqual([]);
  });

  test('says which live one it takes the place of', async () => {
    const chatId = (chat += 1);
    const begin = (flow: string, updateId: number, now: Date) =>
      keepConversation(db, chatId, { ...step(1, updateId), flow }, now);
    expect(await begin('broadcast', 1, NOW)).toBeUndefined();
    expect(await begin('broadcast', 2, later(1))).toMatchObject({ flow: 'broadcast', repeated: false });
    expect(await begin('interview', 3, later(2))).toMatchObject({ flow: 'broadcast', repeated: false });
    expect(await begin('interview', 3, later(2))).toMatchObject({ flow: 'interview', repeated: true });
    expect(await begin('file', 4, later(26))).toBeUndefined();
  });

  test('takes chat and update ids beyond 32 bits', async () => {
    const chatId = 8_123_456_789_012;
    await keepConversation(db, chatId, step(1, 5_000_000_000), NOW);
    expect(await readConversation(db, chatId, NOW)).toMatchObject({ lastUpdateId: 5_000_000_000 });
  });
});
