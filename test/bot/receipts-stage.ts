import calendar from '../../content/calendar/china.json' with { type: 'json' };
import { openDatabase } from '../../src/db/client.ts';
import type { NoticeDraft } from '../../src/domain/notices/draft.ts';
import { submitNotice } from '../../src/domain/notices/send-notice.ts';
import { findActor } from '../../src/domain/people/find-actor.ts';
import { loadCalendar } from '../../src/domain/schedule/load-calendar.ts';
import { createSender } from '../../src/sender/create-sender.ts';
import { BOT, startBot } from '../support/bot.ts';
import { deliverAll } from '../support/deliver-all.ts';
import { noticeDraft } from '../support/notice-draft.ts';
import { testKeys } from '../support/field-keys.ts';

/** Of the sample county: a township's secretary, and people of its first village, one of whom is not bound. */
export const SECRETARY = 5_000_005;
export const BRANCH_SECRETARY = 5_000_017;
export const CADRE = 5_000_018;
export const OTHER_CADRE = 5_000_019;
export const TEXT = '今晚有强降雨，请各村安排值守。';

export type ReceiptsStage = Awaited<ReturnType<typeof startReceipts>>;

/** The bot, and its outbox in the test's hand; what the county was left with has been said already. */
export async function startReceipts() {
  const stage = await startBot();
  const { db, close } = openDatabase({ url: stage.appUrl, keys: testKeys });
  const sender = createSender({ token: `${BOT}:a_token_for_the_tests_only`, apiRoot: stage.url });
  const deliver = () => deliverAll({ db, clock: stage.clock.now, pack: stage.pack, sender });
  const [village] = await stage.inspector.sql<
    { id: string }[]
  >`select id from organisation_units where name = '青石第一村'`;
  await loadCalendar(db, calendar, stage.clock.now());
  stage.forgive(/bot was blocked|message to edit not found/);
  await deliver();
  return {
    ...stage,
    db,
    deliver,
    /** Hands updates to the bot once more; `deliver` is the outbox here. */
    repeat: stage.deliver,
    /** A notice of the secretary's to the first village, sent and delivered. */
    async notice(change: Partial<NoticeDraft> = {}): Promise<string> {
      const author = await findActor(db, SECRETARY, stage.clock.now());
      if (!author || !village) throw new Error('the county has both');
      const draft = noticeDraft([village.id], { text: TEXT, deadlineWorkingDays: 3, ...change });
      const done = await submitNotice(db, author, draft, stage.pack, stage.clock.now());
      if (!done.ok) throw new Error(done.problem);
      await deliver();
      return draft.id;
    },
    /** What somebody's newest message says, without marks. */
    async newest(user: number): Promise<string> {
      const { messages } = await stage.client.chat(BOT, user);
      const last = messages.findLast((message) => message.from === 'bot');
      return last?.text ?? last?.caption ?? '';
    },
    async close(): Promise<void> {
      await close();
      await stage.close();
    },
  };
}
