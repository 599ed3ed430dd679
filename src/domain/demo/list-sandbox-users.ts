import type { Db } from '../../db/client.ts';
import { findCountyPeople } from '../../db/queries/seed.ts';
import type { CountySeed } from '../people/county-seed.ts';
import { issueInvitations } from '../people/issue-invitations.ts';
import { dayOf } from '../schedule/calendar.ts';

/** Somebody as the local Telegram shows them; `suggest` is what they would type first. */
export type SandboxUser = {
  id: number;
  firstName: string;
  languageCode: string;
  note: string;
  started: boolean;
  blocked: boolean;
  suggest?: string;
};

/** Accounts of people who are not bound lie above those of the county file, which ends at 5000999. */
const UNBOUND_FROM = 5_001_000;

/**
 * The people of the county by staff number, with their post in their language. Who is bound, and to which account, is
 * read from the database; everybody else gets an account of their own that has not started the bot and a new invitation
 * to type, which ends the earlier one.
 */
export async function listSandboxUsers(
  { db, clock }: { db: Db; clock: () => Date },
  { seed }: { seed: CountySeed },
): Promise<SandboxUser[]> {
  const now = clock();
  const people = await findCountyPeople(
    db,
    seed.people.map((person) => person.staffNo),
    dayOf(now),
  );
  const isOpen = people.some((person) => person.telegramId === null);
  const issued = isOpen ? await issueInvitations(db, { unitId: null, to: 'waiting' }, now) : null;
  const codes = new Map(issued?.invitations.map(({ staffNo, code }) => [staffNo, code]));
  return people.map(
    ({ staffNo, name, language, title, titleEn, unitName, telegramId, blocked }): SandboxUser => {
      const code = codes.get(staffNo);
      const words = [language === 'en' ? (titleEn ?? title) : title, unitName].filter((word) => word !== '');
      const common = { firstName: name, languageCode: language, note: words.join(' · ') };
      if (telegramId !== null) return { id: telegramId, ...common, started: true, blocked };
      const id = UNBOUND_FROM + Number(/\d+$/.exec(staffNo)?.[0] ?? 0);
      return {
        id,
        ...common,
        started: false,
        blocked: false,
        ...(code ? { suggest: `/start ${code}` } : {}),
      };
    },
  );
}
