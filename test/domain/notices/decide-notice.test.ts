import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import calendar from '../../../content/calendar/china.json' with { type: 'json' };
import { EMPTY_AUDIENCE } from '../../../src/domain/notices/audience.ts';
import { decideNotice } from '../../../src/domain/notices/decide-notice.ts';
import type { NoticeDraft } from '../../../src/domain/notices/draft.ts';
import { listToDecide, readNoticeToDecide, readOwnDraft } from '../../../src/domain/notices/read-approval.ts';
import { submitNotice } from '../../../src/domain/notices/send-notice.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { loadCalendar } from '../../../src/domain/schedule/load-calendar.ts';
import { startCast, type Cast } from './cast.ts';

let cast: Cast;
let admin: Actor;
let second: Actor;
beforeAll(async () => {
  cast = await startCast();
  await loadCalendar(cast.db, calendar, cast.clock.now());
  admin = await cast.add('county', { roles: ['admin'] });
  second = await cast.add('town', { roles: ['township-secretary'] });
  await cast.add('a');
});
beforeEach(() => cast.forget());
afterAll(() => cast.close());

const urgent = (change: Partial<NoticeDraft> = {}): NoticeDraft => ({
  id: newId(),
  kind: 'emergency',
  text: '今晚有强降雨，请各村安排值守。',
  html: null,
  fileId: null,
  templateId: null,
  audience: { ...EMPTY_AUDIENCE, unitIds: [cast.units.a] },
  check: null,
  urgentReason: '暴雨红色预警',
  sendAt: null,
  repeat: null,
  deadlineWorkingDays: null,
  inDigest: false,
  ...change,
});
const submit = (draft: NoticeDraft) => submitNotice(cast.db, cast.author, draft, cast.pack, cast.clock.now());
const decide = (person: Actor, id: string, reason: string | null) =>
  decideNotice(cast.db, person, { id, approve: reason === null, reason }, cast.pack, cast.clock.now());
const row = async (id: string) =>
  (
    await cast.db.execute<{ state: string; due_at: string | null; decided_by: string | null }>(
      cast.sql`select state, due_at, decided_by from notices where id = ${id}`,
    )
  )[0];

describe('a second person', () => {
  test('is asked by name, the nearest first, and sees what waits', async () => {
    const draft = urgent();
    expect(await submit(draft)).toMatchObject({
      outcome: 'awaiting-approval',
      approvers: [second.name, admin.name],
    });
    const waiting = (person: Actor) => listToDecide(cast.db, person, cast.clock.now());
    expect((await waiting(admin)).map(({ id }) => id)).toContain(draft.id);
    expect(await waiting(cast.author)).toEqual([]);
    const stranger = await cast.add('other', { roles: ['township-secretary'] });
    expect(await waiting(stranger)).toEqual([]);
    expect(await readNoticeToDecide(cast.db, stranger, draft.id, cast.clock.now())).toBeUndefined();
    expect(await readNoticeToDecide(cast.db, cast.author, draft.id, cast.clock.now())).toBeUndefined();
    expect(await decide(stranger, draft.id, null)).toEqual({ ok: false, problem: 'not-found' });
    const sent = await cast.deliver();
    expect(sent).toEqual(['sent', 'sent']);
    expect(cast.sent().map(({ chatId }) => chatId)).toEqual([second.telegramId, admin.telegramId]);
  });

  test('decides once, with a reason that may be told', async () => {
    const { id } = urgent();
    await submit(urgent({ id }));
    expect(await decide(cast.author, id, null)).toEqual({ ok: false, problem: 'own' });
    expect(await decide(admin, id, '  ')).toEqual({ ok: false, problem: 'needs-reason' });
    expect(await decide(admin, id, '问 13800138000')).toEqual({ ok: false, problem: 'private-reason' });
    expect(await decide(admin, id, '时间写错了')).toMatchObject({ ok: true, state: 'rejected' });
    expect(await decide(second, id, null)).toEqual({ ok: false, problem: 'decided' });
    expect(await row(id)).toMatchObject({ state: 'rejected', decided_by: admin.personId });
    const again = await readOwnDraft(cast.db, cast.author, id);
    expect(again?.draft).toMatchObject({ text: urgent().text, audience: urgent().audience });
    expect(await readOwnDraft(cast.db, admin, id)).toBeUndefined();
  });

  test('who comes late begins the time to confirm when the notice goes out', async () => {
    const draft = urgent({ deadlineWorkingDays: 2 });
    expect(await submit(draft)).toMatchObject({ dueAt: new Date('2026-11-27T18:00:00+08:00') });
    cast.clock.set('2026-11-27T09:00:00+08:00');
    expect(await decide(admin, draft.id, null)).toMatchObject({ ok: true, state: 'sending' });
    expect(new Date((await row(draft.id))?.due_at ?? 0)).toEqual(new Date('2026-12-01T18:00:00+08:00'));
  });

  test('who comes late keeps a repetition going', async () => {
    const sendAt = new Date('2026-11-26T09:00:00+08:00');
    const repeat = { every: 'day', until: '2026-12-31' } as const;
    const draft = urgent({ sendAt, repeat });
    await submit(draft);
    cast.clock.set('2026-11-27T10:00:00+08:00');
    expect(await decide(admin, draft.id, null)).toMatchObject({ ok: true, state: 'sending' });
    const next = await cast.db.execute<{ state: string; send_at: string }>(
      cast.sql`select state, send_at from notices where series_id = ${draft.id}`,
    );
    expect(next.map((it) => [it.state, new Date(it.send_at).toISOString()])).toEqual([
      ['scheduled', '2026-11-28T01:00:00.000Z'],
    ]);
  });
});

describe('a draft is refused', () => {
  test('for what its question and its reason hold', async () => {
    const check = { question: '打给谁？', options: ['13800138000', '镇政府'], answer: 1 };
    expect(await submit(urgent({ check }))).toMatchObject({ ok: false, problem: 'text' });
    expect(await submit(urgent({ urgentReason: '【机密】' }))).toMatchObject({ ok: false, problem: 'text' });
  });

  test('when it is to repeat and has no first time, or a later one than its last day', async () => {
    const repeat = { every: 'day', until: '2026-11-26' } as const;
    const refusal = { ok: false, problem: 'no-first-time' };
    expect(await submit(urgent({ repeat }))).toEqual(refusal);
    const sendAt = new Date('2026-11-27T09:00:00+08:00');
    expect(await submit(urgent({ repeat, sendAt }))).toEqual(refusal);
  });
});

test('a notice to be merged rides in the next digest to come, not in one of this moment', async () => {
  const draft = urgent({ kind: 'notice', urgentReason: null, inDigest: true });
  expect(await submit(draft)).toMatchObject({ outcome: 'sent' });
  await cast.deliver();
  expect(cast.sent()).toEqual([]);
  cast.clock.set('2026-11-26T07:31:00+08:00');
  await cast.deliver();
  expect(cast.sent().length).toBeGreaterThan(0);
});
