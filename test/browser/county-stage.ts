import { mkdirSync } from 'node:fs';
import postgres from 'postgres';
import { startSystem } from '../loop/start-system.ts';
import { createTestDatabase } from '../support/databases.ts';
import { testRedis } from '../support/redis.ts';
import { openPage } from './open-page.ts';
import { pageStage } from './page-stage.ts';

const LIMITS = { perSecond: 30, perChatPerSecond: 0, perChatBurst: 5, retryAfterSeconds: 1 };
const PICTURES = 'test-results/pictures';

export type CountyStage = Awaited<ReturnType<typeof startCountyStage>>;

/**
 * The sample county with the bot as a process, and the page of a phone's size in Chinese.
 * @param name what its pictures begin with
 * @param endings takes what is to be called afterwards, the last first
 */
export async function startCountyStage(name: string, endings: (() => Promise<void>)[]) {
  mkdirSync(PICTURES, { recursive: true });
  const database = await createTestDatabase({ county: true });
  endings.push(database.close);
  const redis = testRedis();
  const system = await startSystem({ databaseUrl: database.appUrl, ...redis, page: true });
  endings.push(system.stop);
  await system.client.setLimits(LIMITS);
  const [{ page, errors, close }] = await Promise.all([
    openPage(system.url, { locale: 'zh-CN' }),
    system.start(),
  ]);
  const sql = postgres(database.ownerUrl, { max: 1 });
  endings.push(() => sql.end());
  const picture = async (what: string) =>
    void (await page.screenshot({ path: `${PICTURES}/${name}-${what}.png` }));
  endings.push(close, () => picture('end'));
  const stage = pageStage(page, system.client);
  return {
    page,
    errors,
    system,
    redis,
    /** As the owner of the database. */
    sql,
    ownerUrl: database.ownerUrl,
    /** The page as it is, as a file. */
    picture,
    moveClock: (to: string) => stage.moveClock(new Date(to)),
    actor: (user: number) => stage.actor(user, 'zh'),
  };
}
