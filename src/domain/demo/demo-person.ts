import type { Actor } from '../people/rules.ts';
import { LEARNING_ROLES } from '../people/rules.ts';

export type DemoPost = {
  unitId: string;
  /** "样例县/青石镇"; what lies under it begins with it. */
  unitPath: string;
  unitName: string;
  unitKind: string;
  title: string;
  titleEn: string;
  roles: readonly string[];
  since: string;
  until: string | undefined;
};

/** Somebody of the county while their past is being made. */
export type DemoPerson = {
  id: string;
  staffNo: string;
  name: string;
  language: 'zh' | 'en';
  /** The account they are bound to from `boundAt` on, until they block the bot. */
  account: { telegramId: number; boundAt: Date; blockedAt: Date | null } | null;
  invitedAt: Date;
  /** Ground, first day and first day after it. */
  exempt: { reason: string; from: string; until: string } | null;
  posts: readonly DemoPost[];
};

/** Posts held on a day, the oldest first. */
export function postsOn(person: DemoPerson, day: string): DemoPost[] {
  return person.posts.filter((post) => post.since <= day && (post.until === undefined || post.until > day));
}

export function isUnder(person: DemoPerson, unitPath: string, day: string): boolean {
  return postsOn(person, day).some((post) => `${post.unitPath}/`.startsWith(`${unitPath}/`));
}

export function hasRole(person: DemoPerson, roles: readonly string[], day: string): boolean {
  return postsOn(person, day).some((post) => post.roles.some((role) => roles.includes(role)));
}

export const learnsOn = (person: DemoPerson, day: string): boolean => hasRole(person, LEARNING_ROLES, day);

export function isExempt({ exempt }: DemoPerson, day: string): boolean {
  return exempt !== null && exempt.from <= day && day < exempt.until;
}

/** Why no message reaches the person at that time, in the words of the outbox; null when one does. */
export function unreachableWhy({ account }: DemoPerson, time: Date): string | null {
  if (account === null || account.boundAt > time) return 'not bound';
  return account.blockedAt !== null && account.blockedAt <= time ? 'known to be unreachable' : null;
}

/** The person as the verbs of that day would have seen them. */
export function actorOn(person: DemoPerson, day: string): Actor {
  const { id: personId, staffNo, name, language, account } = person;
  return {
    personId,
    staffNo,
    name,
    language,
    elder: false,
    telegramId: account?.telegramId ?? 0,
    botId: 0,
    posts: postsOn(person, day),
  };
}
