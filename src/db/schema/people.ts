import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { organisationUnits } from './organisation-units.ts';

/** The roster. Nobody registers themselves; a person may do something only through a post. */
export const people = pgTable(
  'people',
  {
    id: id(),
    staffNo: text('staff_no').notNull().unique(),
    name: text('name').notNull(),
    /** Lower-case pinyin without tones ("zhang san") and its initials ("zs"), for search. */
    pinyin: text('pinyin').notNull(),
    initials: text('initials').notNull(),
    phone: text('phone'),
    language: text('language', { enum: ['zh', 'en'] })
      .notNull()
      .default('zh'),
    /** The person's own quiet hours, "21:00" to "07:30" local time; null is the rule pack's default. */
    quietFrom: text('quiet_from'),
    quietTo: text('quiet_to'),
    /** Plain text, few large buttons, everything answerable by typing. */
    elder: boolean('elder').notNull().default(false),
    /** Whether the word of the week comes. */
    weekly: boolean('weekly').notNull().default(true),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    index('people_name').on(t.name),
    index('people_initials').on(t.initials),
    check('people_language', sql`${t.language} in ('zh', 'en')`),
    check('people_quiet', sql`(${t.quietFrom} is null) = (${t.quietTo} is null)`),
  ],
);

/** A position in a unit from a day to a day (exclusive). Roles hang on posts, so they end with them. */
export const posts = pgTable(
  'posts',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    unitId: uuid('unit_id')
      .notNull()
      .references(() => organisationUnits.id),
    title: text('title').notNull(),
    titleEn: text('title_en'),
    roles: text('roles').array().notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }),
  },
  (t) => [
    index('posts_person').on(t.personId),
    index('posts_unit').on(t.unitId),
    check('posts_dates', sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`),
    check(
      'posts_roles',
      sql`${t.roles} <@ array['cadre','branch-secretary','township-secretary','supervisor','editor','auditor','admin']`,
    ),
  ],
);

/** Reminders and denominators leave an exempted person out until the day it ends (education regulation, art. 23). */
export const exemptions = pgTable(
  'exemptions',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    reason: text('reason').notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }),
    approvedBy: uuid('approved_by').references(() => people.id),
  },
  (t) => [index('exemptions_person').on(t.personId)],
);

/** A one-time, expiring code of 128 bits, of which only the SHA-256 is kept. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    codeHash: text('code_hash').notNull().unique(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    usedByTelegramId: bigint('used_by_telegram_id', { mode: 'number' }),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('invitations_person').on(t.personId)],
);

/** How often a Telegram account tried a wrong code; it is locked out for a while after too many. */
export const bindingFailures = pgTable('binding_failures', {
  telegramId: bigint('telegram_id', { mode: 'number' }).primaryKey(),
  failures: integer('failures').notNull(),
  since: instant('since').notNull(),
  lockedUntil: instant('locked_until'),
});

/** Which Telegram account speaks for which person: one live account a person, one live person an account. */
export const telegramAccounts = pgTable(
  'telegram_accounts',
  {
    id: id(),
    telegramId: bigint('telegram_id', { mode: 'number' }).notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    /** The bot it was bound through, and is spoken to by; 0 is the first bot of the configuration. */
    botId: bigint('bot_id', { mode: 'number' }).notNull().default(0),
    boundAt: instant('bound_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** Set by 403 or my_chat_member, cleared when the person comes back. */
    unreachableAt: instant('unreachable_at'),
    unreachableWhy: text('unreachable_why'),
  },
  (t) => [
    uniqueIndex('telegram_accounts_live_account')
      .on(t.telegramId)
      .where(sql`${t.revokedAt} is null`),
    uniqueIndex('telegram_accounts_live_person')
      .on(t.personId)
      .where(sql`${t.revokedAt} is null`),
  ],
);

/** A mark that a secretary groups people by, such as "防汛队员": an audience of its own, worth nothing in a file. */
export const personTags = pgTable(
  'person_tags',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => people.id),
    tag: text('tag').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.tag] }), index('person_tags_tag').on(t.tag)],
);
