import { insertSeedRows } from '../../db/queries/seed.ts';
import type { CountySeed } from '../people/county-seed.ts';
import { hashCode } from '../people/redeem-invitation.ts';
import { INVITATION_DAYS } from '../people/rules.ts';
import { addDays, atLocalTime, dayOf, startOfDay } from '../schedule/calendar.ts';
import type { DemoPerson } from './demo-person.ts';
import { logAccess, type County, type Scene } from './scene.ts';
import { toWakingHours } from './timeline.ts';

const DAY_MS = 86_400_000;

/**
 * When a person was invited, and bound and blocked the bot if the recipe says that they did: invited at the launch or
 * on the first day of their post, bound within three days, blocked in the middle of the history.
 */
export function planAccount(
  { time, chances }: Scene,
  { staffNo, telegramId, blocked, posts }: CountySeed['people'][number],
): Pick<DemoPerson, 'invitedAt' | 'account'> {
  const since = posts[0]?.since ?? time.launch;
  const invitedAt = atLocalTime(since > time.launch ? since : time.launch, '09:30');
  if (telegramId === undefined) return { invitedAt, account: null };
  const draw = chances(`account:${staffNo}`);
  const boundAt = toWakingHours(
    draw.instant(new Date(invitedAt.getTime() + 600_000), new Date(invitedAt.getTime() + 3 * DAY_MS)),
  );
  const middle = startOfDay(
    addDays(time.today, -Math.round(draw.within({ min: 0.35, max: 0.65 }) * span(time))),
  );
  const blockedAt = blocked ? new Date(Math.max(middle.getTime() + 20 * 3_600_000, boundAt.getTime())) : null;
  return { invitedAt, account: { telegramId, boundAt: boundAt > time.now ? time.now : boundAt, blockedAt } };
}

const span = ({ from, today }: Scene['time']): number => (Date.parse(today) - Date.parse(from)) / DAY_MS;

/** The invitations that were redeemed, and the accounts that came of it. Who is not bound gets a code when one is asked for. */
export async function layAccounts(scene: Scene, { people }: County): Promise<void> {
  const { tx, seed, ids } = scene;
  const bound = people.flatMap(({ account, ...person }) =>
    account === null ? [] : [{ ...person, ...account }],
  );
  await insertSeedRows(
    tx,
    'invitations',
    bound.map(({ id, staffNo, invitedAt, boundAt, telegramId }) => ({
      id: ids(invitedAt),
      personId: id,
      codeHash: hashCode(`${seed.history.seed}:${staffNo}`),
      createdAt: invitedAt,
      expiresAt: startOfDay(addDays(dayOf(invitedAt), INVITATION_DAYS + 1)),
      usedAt: boundAt,
      usedByTelegramId: telegramId,
    })),
  );
  await insertSeedRows(
    tx,
    'telegramAccounts',
    bound.map(({ id, telegramId, boundAt, blockedAt }) => ({
      id: ids(boundAt),
      telegramId,
      personId: id,
      boundAt,
      unreachableAt: blockedAt,
      unreachableWhy: blockedAt === null ? null : 'blocked',
    })),
  );
  const rounds = new Map<number, number>();
  for (const { invitedAt } of bound)
    rounds.set(invitedAt.getTime(), (rounds.get(invitedAt.getTime()) ?? 0) + 1);
  await logAccess(
    scene,
    [...rounds].map(([at, invited]) => ({
      at: new Date(at),
      actorId: null,
      action: 'people.invite',
      subjectPersonId: null,
      detail: { people: invited, unitId: null },
    })),
  );
}
