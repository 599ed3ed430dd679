import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callExam } from '../../src/domain/exams/call-exam.ts';
import { submitNotice } from '../../src/domain/notices/send-notice.ts';
import { findActor } from '../../src/domain/people/find-actor.ts';
import { openQuiz } from '../../src/domain/quizzes/open-quiz.ts';
import type { Job } from '../../src/jobs/define-job.ts';
import { timetable } from '../../src/jobs/timetable.ts';
import { createTestClock, START } from '../support/clock.ts';
import { createTestDatabase, type TestDatabase } from '../support/databases.ts';
import { noticeDraft } from '../support/notice-draft.ts';
import { pack } from '../support/pack.ts';
import { plans } from '../support/plans.ts';
import { createTestBallots, createTestShelf } from '../support/shelf.ts';
import { BOT, startSandboxSender } from './sandbox-sender.ts';

/** The secretary of a township of the sample county. */
const SECRETARY = 5_000_005;
const clock = createTestClock();
const shelf = createTestShelf();
const ballots = createTestBallots();
const jobs = timetable(pack).map(({ job }) => job);
/** Of whom something is taken back. */
const READER = { telegramId: 5_000_007, name: 'reader' };
let database: TestDatabase;
let db: TestDatabase['db'];
let telegram: Awaited<ReturnType<typeof startSandboxSender>>;
beforeAll(async () => {
  database = await createTestDatabase({ county: true });
  ({ db } = database);
  telegram = await startSandboxSender([READER]);
});
afterAll(async () => {
  await telegram.close();
  await database.close();
});

const run = (job: Job) => {
  const bots = [{ id: BOT, sender: telegram.sender }];
  return job.run({ db, pack, plans, shelf, ballots, clock: clock.now, bots }, clock.now());
};
const named = (name: string): Job => {
  const job = jobs.find((one) => one.name === name);
  if (!job) throw new Error(`no job ${name}`);
  return job;
};
const count = async (table: string, where: string): Promise<number> => {
  const [row] = await db.execute<{ n: number }>(
    sql.raw(`select count(*)::int as n from ${table} where ${where}`),
  );
  return row?.n ?? -1;
};

/** A hash of all rows of every table. */
async function fingerprint(): Promise<string> {
  const tables = await db.execute<{ name: string }>(sql`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`);
  const hashes = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(string_agg(h, '' order by h)) as hash from (select md5(t::text) as h from ${name} t) t`,
  );
  const rows = await db.execute(sql.raw(`${hashes.join(' union all ')} order by name`));
  return JSON.stringify([...rows]);
}

/** A class at which somebody has a seat, and was. */
async function layClass(startsAt: string): Promise<void> {
  const id = newId();
  await db.execute(sql`
    insert into meetings (id, kind, rule_pack_version, unit_id, held_by, title, place, starts_at, minutes, seats, sign_up_until, secret, state, created_at)
    select ${id}, 'class', '2026.1', o.unit_id, o.person_id, 'x', 'x', ${startsAt}, 60, 10, ${startsAt}, 'x', 'planned', ${START}
    from posts o join people p on p.id = o.person_id where p.staff_no = 'QS-017'`);
  await db.execute(sql`
    insert into meeting_invitees (meeting_id, person_id) select ${id}, id from people where staff_no = 'QS-018'`);
  await db.execute(sql`
    insert into meeting_attendance (meeting_id, person_id, n, state, via, marked_by, at)
    select ${id}, id, 1, 'present', 'code', id, ${startsAt} from people where staff_no = 'QS-018'`);
}

/** Something for each job to do at its time, and how to see that it was done. */
const SCENES: Record<string, { at: string; prepare?: () => Promise<unknown>; did: () => Promise<number> }> = {
  'roll-up': {
    at: '2026-11-26T01:30:00+08:00',
    did: () => count('ledger_entries', `recorded_at = '2026-11-26T01:30:00+08:00'`),
    // A notice confirmed during the day is a fact of the night.
    prepare: () =>
      db.execute(sql`
        insert into acknowledgements (notice_id, person_id, state, via, at)
        select notice_id, person_id, 'understood', 'button', ${START} from notice_recipients on conflict do nothing`),
  },
  'anchor-ledger': {
    at: '2026-11-26T02:45:00+08:00',
    did: () => count('ledger_anchors', `day = '2026-11-26'`),
  },
  'propose-alerts': {
    at: '2026-11-26T02:40:00+08:00',
    did: () => count('alerts', `rule = 'rectification-overdue'`),
    prepare: () =>
      db.execute(sql`
        insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data)
        select ${newId()}, id, 'rectification-opened', 'conclusion', ${START}, ${START}, 'rectification', ${newId()}, ${pack.version},
          '{"text": "x", "dueOn": "2026-10-10"}' from people where staff_no = 'QS-020'`),
  },
  'check-ledger': {
    at: '2026-11-26T09:00:00+08:00',
    did: () => count('deliveries', `kind = 'ledger-checked'`),
    prepare: () =>
      db.execute(sql`
        insert into ledger_checks (id, asked_by, asked_at)
        select ${newId()}, o.person_id, ${START} from posts o where 'auditor' = any(o.roles) limit 1`),
  },
  'analyse-items': {
    at: '2026-11-26T02:15:00+08:00',
    did: () => count('item_statistics', `day = '2026-11-26'`),
  },
  forget: {
    at: '2026-11-26T03:20:00+08:00',
    did: async () => 1 - (await count('conversations', 'chat_id = 77')),
    prepare: () =>
      db.execute(sql`
        insert into conversations (chat_id, flow, step, data, last_update_id, expires_at)
        values (77, 'interview', 'place', '{}', 1, '2026-09-01T00:00:00+08:00')`),
  },
  'offer-quiz': {
    at: '2026-11-26T07:00:00+08:00',
    did: () => count('deliveries', `kind = 'quiz-offer' and once_key like '%:2026-11-26:%'`),
  },
  'remind-learners': {
    at: '2026-11-30T07:15:00+08:00',
    did: () => count('deliveries', `kind = 'week' and once_key like 'week:2026-11-30:%'`),
  },
  'remind-assessments': {
    at: '2026-12-01T07:05:00+08:00',
    prepare: () =>
      db.execute(
        sql`update assessment_cycles set closes_at = '2026-12-02T18:00:00+08:00' where closes_at > ${START}`,
      ),
    did: () => count('deliveries', `kind = 'assessment-reminder' and once_key like '%:2'`),
  },
  'offer-cards': {
    at: '2026-11-26T07:03:00+08:00',
    did: () => count('deliveries', `kind = 'card-offer' and once_key like 'card-offer:2026-11-26:%'`),
  },
  'offer-reviews': {
    at: '2026-11-26T07:06:00+08:00',
    did: () => count('deliveries', `kind = 'review-offer' and once_key like 'review-offer:2026-11-26:%'`),
  },
  'offer-timed-cards': {
    at: '2026-11-27T12:30:00+08:00',
    // One that was left alone would not be followed by another.
    prepare: async () => {
      await db.execute(sql`delete from deliveries where kind = 'card-offer'`);
      await db.execute(
        sql`insert into card_times (person_id, at) select id, '12:30' from people where staff_no = 'QS-023'`,
      );
    },
    did: () => count('deliveries', `kind = 'card-offer' and carrier_id is null`),
  },
  'remind-exams': {
    at: '2026-11-26T07:08:00+08:00',
    prepare: async () => {
      const secretary = await findActor(db, SECRETARY, clock.now());
      if (!secretary) throw new Error('the county has a secretary');
      const [post] = secretary.posts;
      const draft = {
        id: newId(),
        topic: null,
        items: 10,
        minutes: 20,
        opensAt: null,
        closesAt: new Date('2026-11-27T18:00:00+08:00'),
        unitIds: [post?.unitId ?? ''],
      };
      const called = await callExam(db, secretary, draft, pack, new Date(START));
      if (!called.ok) throw new Error(called.problem);
    },
    did: () => count('deliveries', `kind = 'exam-reminder' and carrier_id is not null`),
  },
  'announce-hours': {
    at: '2026-11-26T07:12:00+08:00',
    prepare: () =>
      db.execute(sql`
        insert into study_hours (id, person_id, day, hours, evidence, topic, event_id, recorded_by, rule_pack_version, recorded_at)
        select ${newId()}, id, '2026-11-20', 8, 'concentrated', 'x', ${newId()}, id, '2026.2', ${START} from people where staff_no = 'QS-020'`),
    did: () => count('deliveries', `kind = 'hours-waiting' and created_at = '2026-11-26T07:12:00+08:00'`),
  },
  'make-duty-sheets': {
    at: '2026-11-26T07:11:00+08:00',
    did: () => count('duty_items', 'true'),
  },
  'watch-rectifications': {
    at: '2026-11-26T07:09:00+08:00',
    // The county has one past its day; of another, two days are left.
    prepare: () =>
      db.execute(
        sql`update rectification_items set due_on = '2026-11-28' where state = 'open' and due_on > '2026-11-26'`,
      ),
    did: async () =>
      Math.min(
        await count('deliveries', `kind = 'rectification-reminder'`),
        await count('deliveries', `kind = 'rectification-overdue'`),
      ),
  },
  'remind-sanctions': {
    at: '2026-11-26T07:13:00+08:00',
    prepare: async () => {
      const id = newId();
      await db.execute(sql`
        insert into sanction_records (id, person_id, kind, kind_name, organ, document_no, decided_on, effective_until, recorded_by,
          rule_pack_version, recorded_at)
        select ${id}, s.id, 'government-warning', '{"zh": "x", "en": "x"}', 'XX', 'X〔2026〕1号', '2026-05-26', '2026-11-25', r.id, 'x', ${START}
        from people s, people r where s.staff_no = 'QS-020' and r.staff_no = 'QS-007'`);
      await db.execute(sql`
        insert into sanction_checks (record_id, person_id, recorded_by, verdict, checked_by, checked_at)
        select r.id, r.person_id, r.recorded_by, 'confirmed', c.id, ${START} from sanction_records r, people c where r.id = ${id} and c.staff_no = 'QS-005'`);
      await db.execute(sql`
        insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data)
        select uuidv7(), person_id, 'sanction', 'conclusion', ${START}, ${START}, 'sanction', id, 'x', '{"effectiveUntil": "2026-11-25"}'
        from sanction_records where id = ${id}`);
    },
    did: () => count('deliveries', `kind = 'sanction-ended'`),
  },
  'watch-cadences': {
    at: '2026-11-27T07:08:00+08:00',
    did: () => count('deliveries', `kind = 'cadence-due'`),
  },
  'remind-classes': {
    at: '2026-11-27T09:00:00+08:00',
    prepare: () => layClass('2026-11-28T09:00:00+08:00'),
    did: () => count('deliveries', `kind = 'class-reminder'`),
  },
  'ask-feedback': {
    at: '2026-11-27T09:30:00+08:00',
    prepare: () => layClass('2026-11-26T09:00:00+08:00'),
    did: () => count('deliveries', `kind = 'class-feedback'`),
  },
  'remind-unconfirmed': {
    at: '2026-12-01T07:10:00+08:00',
    prepare: async () => {
      await db.execute(sql`delete from acknowledgements`);
      await db.execute(sql`
        update deliveries set sent_at = '2026-11-28T09:00:00+08:00' where kind = 'notice' and state = 'sent'`);
      await db.execute(sql`delete from deliveries where kind = 'ack-reminder'`);
    },
    did: () => count('deliveries', `kind = 'ack-reminder' and state = 'pending'`),
  },
  'remind-interviews': {
    at: '2026-12-01T10:00:00+08:00',
    prepare: () =>
      db.execute(sql`
        insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
        select ${newId()}, 'routine', '2026.1', (select id from people where staff_no = 'QS-020'), (select id from people where staff_no = 'QS-007'),
          '2026-12-02T09:00:00+08:00', 30, 'room', 'confirmed', ${START}`),
    did: () =>
      count(
        'deliveries',
        `kind = 'interview-reminder' and state = 'pending' and created_at = '2026-12-01T10:00:00+08:00'`,
      ),
  },
  'remind-inquiries': {
    at: '2026-12-01T08:40:00+08:00',
    // Due on the fifth working day from then; the calendar of this database covers no year, so that any day ahead is near.
    prepare: () =>
      db.execute(sql`
        insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, created_at)
        select ${newId()}, 'written-inquiry', '2026.1', (select id from people where staff_no = 'QS-020'),
          (select id from people where staff_no = 'QS-007'), '2026-12-08T18:00:00+08:00', 0, '', 'announced', ${START}`),
    did: () => count('deliveries', `once_key like 'inquiry-reminder:%'`),
  },
  'propose-interviews': {
    at: '2026-12-01T06:20:00+08:00',
    did: () => count('interview_proposals', `trigger = 'yearly' and state = 'open'`),
  },
  'run-reviews': {
    at: '2026-12-02T10:10:00+08:00',
    prepare: () =>
      db.execute(sql`
        insert into assessment_cycles (id, title, unit_id, form_id, form, opens_at, closes_at, review_closes_at)
        select ${newId()}, 'x', unit_id, form_id, form, ${START}, '2026-12-02T10:00:00+08:00', '2026-12-09T10:00:00+08:00'
        from assessment_cycles limit 1`),
    did: () => count('review_keys', `state = 'open'`),
  },
  'settle-interviews': {
    at: '2026-12-01T10:15:00+08:00',
    // Nobody has approved it by its hour.
    prepare: () =>
      db.execute(sql`
        insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, approve_by, created_at)
        select ${newId()}, 'admonition', '2026.1', (select id from people where staff_no = 'QS-020'), (select id from people where staff_no = 'QS-007'),
          '2026-12-01T10:10:00+08:00', 30, 'room', 'proposed', '2026-12-01T10:10:00+08:00', ${START}`),
    did: () => count('deliveries', `kind = 'interview-decided'`),
  },
  'release-notices': {
    at: '2026-12-01T11:00:00+08:00',
    prepare: async () => {
      const author = await findActor(db, SECRETARY, clock.now());
      const [village] = await db.execute<{ id: string }>(
        sql`select id from organisation_units where name = '青石第一村'`,
      );
      if (!author || !village) throw new Error('the county has both');
      const draft = noticeDraft([village.id], { sendAt: new Date('2026-12-01T11:00:00+08:00') });
      await submitNotice(db, author, draft, pack, new Date('2026-12-01T10:30:00+08:00'));
    },
    did: () => count('notices', `state = 'sending' and sent_at = '2026-12-01T11:00:00+08:00'`),
  },
  'hand-over': {
    at: '2026-12-10T10:00:00+08:00',
    did: () => count('notice_visits', `state = 'open'`),
  },
  'end-quizzes': {
    at: '2026-12-10T10:01:00+08:00',
    prepare: async () => {
      const [learner] = await db.execute<{ id: string }>(
        sql`select id from people where staff_no = 'QS-021'`,
      );
      const opened = await openQuiz(
        db,
        learner?.id ?? '',
        { preset: 'mock' },
        pack,
        new Date('2026-12-10T09:00:00+08:00'),
      );
      if (!opened.ok) throw new Error(opened.problem);
    },
    did: () =>
      count('attempts', `finished_at = '2026-12-10T09:40:00+08:00' and ended_by = 'clock' and counts`),
  },
  regrade: {
    at: '2026-12-10T10:05:00+08:00',
    // The key of a question that many have answered was another than they were graded by.
    prepare: async () => {
      const [asked] = await db.execute<{ id: string }>(sql`
        select i.question_version_id as id from paper_items i join question_versions v on v.id = i.question_version_id and v.type = 'single'
        group by 1 order by count(*) desc, 1 limit 1`);
      const [id, key] = [asked?.id ?? '', newId()];
      await db.execute(sql`
        insert into question_versions select (jsonb_populate_record(v, jsonb_build_object('id', ${key}::text, 'version', v.version + 1,
          'answer', '[3]'::jsonb, 'content_hash', ${key}::text))).* from question_versions v where v.id = ${id}`);
      await db.execute(sql`
        insert into key_corrections (id, question_version_id, old_answer, old_extra, new_answer, new_extra, new_explanation, reason, state,
          proposed_by, proposed_at, decided_by, decided_at, new_version_id)
        select ${newId()}, v.id, v.answer, v.extra, '[3]', v.extra, 'x', 'x', 'approved', (select id from people where staff_no = 'QS-002'), ${START},
          (select id from people where staff_no = 'QS-001'), ${START}, ${key} from question_versions v where v.id = ${id}`);
      await db.execute(
        sql`insert into corrected_keys (question_version_id, key_version_id) values (${id}, ${key})`,
      );
    },
    did: () => count('regraded_attempts', 'true'),
  },
  'clear-voices': {
    at: '2026-11-26T00:10:00+08:00',
    // One who spoke yesterday, one today; words that are thirty days old, and some that are a day younger.
    prepare: async () => {
      for (const day of ['2026-11-25', '2026-11-26']) {
        await db.execute(sql`insert into voice_days (day, half) values (${day}, '\\x00')`);
        await db.execute(sql`
          insert into voice_givers (day, unit_id, account)
          select ${day}, id, repeat('a', 43) from organisation_units where kind = 'village'`);
      }
      for (const day of ['2026-10-27', '2026-10-28'])
        await db.execute(sql`
          insert into voice_words (id, unit_id, topic, text, received_on)
          select ${newId()}, id, 'roads', 'x', ${day} from organisation_units where kind = 'village' limit 1`);
    },
    did: async () =>
      (await count('voice_givers', `day < '2026-11-26'`)) +
        (await count('voice_days', `day < '2026-11-26'`)) ===
        0 && (await count('voice_words', `received_on = '2026-10-27'`)) === 0
        ? Math.min(
            await count('voice_givers', 'true'),
            await count('voice_words', `received_on = '2026-10-28'`),
          )
        : 0,
  },
  'clear-shown-files': {
    at: '2026-11-26T10:31:00+08:00',
    prepare: async () => {
      const sent = await telegram.sender.send(READER.telegramId, { text: 'a file', buttons: [] });
      if (sent.kind !== 'sent') throw new Error(sent.problem);
      await db.execute(sql`
        insert into shown_files (id, reader_id, subject_id, bot_id, chat_id, message_id, shown_at, delete_at)
        select ${newId()}, r.id, s.id, ${BOT}, ${READER.telegramId}, ${sent.messageId}, ${'2026-11-26T10:00:00+08:00'}, ${'2026-11-26T10:30:00+08:00'}
        from people r, people s where r.staff_no = 'QS-007' and s.staff_no = 'QS-018'`);
    },
    did: async () => {
      const left = (await telegram.messages(READER)).filter(({ text }) => text === 'a file');
      return left.length === 0 ? count('shown_files', 'deleted_at is not null and problem is null') : -1;
    },
  },
  'remind-objections': {
    at: '2026-12-04T07:14:00+08:00',
    // One that is due in three days, and one that is overdue.
    prepare: async () => {
      for (const due of ['2026-12-09T18:00:00+08:00', '2026-12-03T18:00:00+08:00'])
        await db.execute(sql`
          insert into objections (id, entry_id, person_id, text, due_at, remind_at, created_at)
          select ${newId()}, e.id, e.person_id, 'x', ${due}, ${'2026-12-03T07:00:00+08:00'}, ${START} from ledger_entries e
          join people p on p.id = e.person_id where p.staff_no = 'QS-018' and e.kind = 'post-started' limit 1`);
    },
    did: async () =>
      Math.min(
        await count('deliveries', `kind = 'objection-open' and once_key like 'objection-due:%'`),
        await count('deliveries', `kind = 'objection-open' and once_key like 'objection-overdue:%'`),
      ),
  },
  sweep: {
    at: '2026-12-20T10:00:00+08:00',
    prepare: async () => {
      await db.execute(sql`
        update deliveries set state = 'sending', lease_until = ${START} where id in (select distinct on (person_id) id from deliveries where state = 'pending' order by person_id, id limit 2)`);
      await db.execute(sql`
        insert into processed_updates (bot_id, update_id, state, received_at, done_at) values (1, 1, 'done', ${START}, ${START})`);
    },
    did: () => count('deliveries', `state = 'unknown' and problem like 'the sender stopped%'`),
  },
};

test('there is a scene for every job', () => {
  expect(Object.keys(SCENES).toSorted()).toEqual(jobs.map(({ name }) => name).toSorted());
});

describe('a job that runs twice', () => {
  test.each(Object.keys(SCENES))(
    '%s does its work the first time and changes nothing the second',
    async (name) => {
      const scene = SCENES[name];
      if (!scene) throw new Error(`no scene for ${name}`);
      clock.set(scene.at);
      await scene.prepare?.();
      const before = await fingerprint();
      await run(named(name));
      const first = await fingerprint();
      expect(first).not.toEqual(before);
      const did = await scene.did();
      expect(did).toBeGreaterThan(0);
      await run(named(name));
      expect(await fingerprint()).toEqual(first);
      clock.advance(30_000);
      await run(named(name));
      expect(await fingerprint()).toEqual(first);
      expect(await scene.did()).toBe(did);
    },
  );

  test('also when both come at the same moment', async () => {
    clock.set('2026-11-27T07:30:00+08:00');
    const results = await Promise.all(Array.from({ length: 6 }, () => run(named('offer-quiz'))));
    const queued = results.reduce((sum, result) => sum + Number(result['queued']), 0);
    expect(queued).toBe(await count('deliveries', `kind = 'quiz-offer' and once_key like '%:2026-11-27:%'`));
    expect(queued).toBeGreaterThan(20);
  });
});

describe('what was queued by all of this', () => {
  const TABLE = `(select *, (created_at at time zone 'Asia/Shanghai')::date as day from deliveries
    where kind in ('quiz-offer', 'week', 'study-reminder', 'ack-reminder', 'assessment-reminder') and created_at >= '${START}') d`;
  const exempt = `exists (select 1 from exemptions e where e.person_id = d.person_id and e.starts_on <= d.day
    and (e.ends_on is null or e.ends_on > d.day))`;

  test('is for nobody who is exempt, though there are some', async () => {
    expect(await count(TABLE, 'true')).toBeGreaterThan(50);
    expect(await count(TABLE, exempt)).toBe(0);
    expect(
      await count(
        'exemptions e join telegram_accounts a using (person_id)',
        `a.revoked_at is null and a.unreachable_at is null and starts_on <= '2026-11-26' and (ends_on is null or ends_on > '2026-11-30')`,
      ),
    ).toBeGreaterThan(0);
  });

  test('is for nobody who is not bound or out of reach', async () => {
    const reached = `exists (select 1 from telegram_accounts a
      where a.person_id = d.person_id and a.revoked_at is null and a.unreachable_at is null)`;
    expect(await count(TABLE, `not ${reached}`)).toBe(0);
  });
});
