import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { expect } from 'vitest';
import type { NoticeDraft } from '../../../src/domain/notices/draft.ts';
import { submitNotice } from '../../../src/domain/notices/send-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import type { Outgoing, Sender, SendResult } from '../../../src/sender/create-sender.ts';
import { createTestClock, START } from '../../support/clock.ts';
import { createTestDatabase } from '../../support/databases.ts';
import { deliverAll } from '../../support/deliver-all.ts';
import { noticeDraft } from '../../support/notice-draft.ts';
import { pack } from '../../support/pack.ts';

type Place = 'county' | 'town' | 'a' | 'aBranch' | 'b' | 'other' | 'otherVillage';
const TREE: Record<Place, readonly [Place | null, string]> = {
  county: [null, 'county'],
  town: ['county', 'township'],
  a: ['town', 'village'],
  aBranch: ['a', 'branch'],
  b: ['town', 'village'],
  other: ['county', 'township'],
  otherVillage: ['other', 'village'],
};
const PLACES = Object.keys(TREE) as Place[];

export type Cast = Awaited<ReturnType<typeof startCast>>;

/**
 * A township `town` with the villages a (and its branch) and b, beside another one, and whoever a test adds; the outbox
 * is sent to a sender in the test's hand, which takes everything unless it is told otherwise.
 */
export async function startCast() {
  const database = await createTestDatabase();
  const { db } = database;
  const clock = createTestClock();
  const units = Object.fromEntries(PLACES.map((place) => [place, newId()])) as Record<Place, string>;
  for (const place of PLACES) {
    const [above, kind] = TREE[place];
    await db.execute(sql`
      insert into organisation_units (id, parent_id, name, kind) values (${units[place]}, ${above && units[above]}, ${place}, ${kind})`);
  }
  let count = 0;
  const add = async (
    place: Place,
    {
      roles = ['cadre'],
      bound = true,
      exempt = false,
    }: { roles?: string[]; bound?: boolean; exempt?: boolean } = {},
  ): Promise<Actor> => {
    count += 1;
    const personId = newId();
    const [name, telegramId] = [`样例${count}`, 6_000_000 + count];
    const staffNo = `T-${String(count).padStart(4, '0')}`;
    await db.execute(
      sql`insert into people (id, staff_no, name, pinyin, initials) values (${personId}, ${staffNo}, ${name}, 'yang li', 'yl')`,
    );
    await db.execute(sql`
      insert into posts (id, person_id, unit_id, title, roles, starts_on)
      values (${newId()}, ${personId}, ${units[place]}, 'post', ${`{${roles.join(',')}}`}::text[], '2024-01-01')`);
    if (bound)
      await db.execute(
        sql`insert into telegram_accounts (id, telegram_id, person_id, bound_at) values (${newId()}, ${telegramId}, ${personId}, now())`,
      );
    if (exempt)
      await db.execute(
        sql`insert into exemptions (id, person_id, reason, starts_on) values (${newId()}, ${personId}, 'ill', '2026-01-01')`,
      );
    const post = {
      unitId: units[place],
      unitName: place,
      unitKind: TREE[place][1],
      title: 'post',
      titleEn: null,
      roles,
    };
    return { personId, staffNo, name, language: 'zh', elder: false, telegramId, botId: 0, posts: [post] };
  };
  const author = await add('town', { roles: ['township-secretary'] });

  const sent: { chatId: number; message: Outgoing }[] = [];
  let answers: ((chatId: number, message: Outgoing) => SendResult | undefined)[] = [];
  const sender: Sender = {
    send: (chatId, message) => {
      sent.push({ chatId, message });
      const told = answers.map((answer) => answer(chatId, message)).find((it) => it !== undefined);
      const messageId = message.edits?.messageId ?? 100 + sent.length;
      return Promise.resolve(told ?? { kind: 'sent', chatId, messageId });
    },
    deleteMessage: () => Promise.resolve({ kind: 'deleted' }),
  };

  const draft = (): NoticeDraft => noticeDraft([units.town]);

  return {
    db,
    units,
    author,
    add,
    clock,
    pack,
    close: database.close,
    sql,
    /** As if nothing had been said yet; the people stay, and it is the morning again. */
    async forget(): Promise<void> {
      for (const table of ['notice_visits', 'acknowledgements', 'deliveries'])
        await db.execute(sql`delete from ${sql.identifier(table)}`);
      clock.set(START);
      answers = [];
      sent.length = 0;
    },
    /** Everything that was sent or edited since the last look. */
    sent: () => sent.splice(0),
    /** Decides what comes of calls; undefined leaves it to the next, and to success. */
    answer: (...with_: typeof answers) => void (answers = with_),
    deliver: () => deliverAll({ db, clock: clock.now, pack, sender }),
    draft,
    /** A notice of the author's to the whole township, unless it says otherwise, which needs nobody's approval. */
    async send(change: Partial<NoticeDraft> = {}): Promise<string> {
      const notice = { ...draft(), ...change };
      const done = await submitNotice(db, author, notice, pack, clock.now());
      expect(done).toMatchObject({ ok: true, outcome: 'sent' });
      return notice.id;
    },
    /** The outbox about a subject, oldest first. */
    rows: async (subjectId: string, kind: string) => [
      ...(await db.execute<{
        state: string;
        personId: string;
        problem: string | null;
        urgent: boolean;
        carried: boolean;
        data: Record<string, unknown>;
      }>(sql`
        select state, person_id as "personId", problem, urgent, carrier_id is not null as carried, data
        from deliveries where subject_id = ${subjectId} and kind = ${kind} order by id`)),
    ],
    /** The version of the text that a recipient is known to have. */
    async versionOf(noticeId: string, { personId }: Actor): Promise<number | undefined> {
      const [row] = await db.execute<{ version: number }>(
        sql`select version from notice_recipients where notice_id = ${noticeId} and person_id = ${personId}`,
      );
      return row?.version;
    },
    async logged(action: string): Promise<number> {
      const [row] = await db.execute<{ n: number }>(
        sql`select count(*)::int as n from access_log where action = ${action}`,
      );
      return row?.n ?? 0;
    },
  };
}
