import { freezeNotice, insertNotice } from '../../db/queries/notice-sending.ts';
import { PRIORITY } from '../deliveries/rules.ts';
import { momentOf as lookedAt } from '../notices/send-notice.ts';
import { findRecipients, insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import { scopeOf } from '../people/rules.ts';
import { addDays, atLocalTime } from '../schedule/calendar.ts';
import { answerNotice } from './answer-notice.ts';
import { actorOn } from './demo-person.ts';
import { layReminders } from './lay-reminders.ts';
import { logAccess, type County, type Scene } from './scene.ts';
import type { NoticeRecipe, Recipient, SentNotice } from './sent-notice.ts';
import { momentOf } from './timeline.ts';

/**
 * The notices of the recipe, with the audience frozen by the same statement that the bot uses, and the answers and
 * reminders that followed. `ackShare` is a share of those whom the notice reached and who are not exempted.
 */
export async function layNotices(scene: Scene, county: County): Promise<void> {
  const { tx, seed, outbox } = scene;
  const sent: SentNotice[] = [];
  for (const [i, recipe] of seed.history.notices.entries()) {
    const notice = await sendNotice(scene, county, recipe, i);
    if (notice) sent.push(notice);
  }
  const recipients = await findRecipients(tx);
  const people = new Map(county.people.map((person) => [person.id, person]));
  const acknowledgements: SeedRow<'acknowledgements'>[] = [];
  for (const notice of sent) {
    const asked: Recipient[] = [];
    const meant = recipients.filter(({ noticeId }) => noticeId === notice.id);
    for (const { personId, exempt } of meant) {
      const to = people.get(personId);
      if (!to) continue;
      const sentAt = outbox.say({ kind: 'notice', to, subjectId: notice.id, priority: 9, at: notice.at });
      if (sentAt && !exempt) asked.push({ person: to, sentAt });
    }
    const detail = { noticeId: notice.id, people: meant.length };
    await logAccess(scene, [
      { at: notice.at, actorId: notice.author.id, action: 'notices.send', subjectPersonId: null, detail },
    ]);
    const answers = answerNotice(scene, notice, asked);
    acknowledgements.push(...answers);
    if (notice.recipe.needsAcknowledgement)
      layReminders(scene, notice, asked, new Map(answers.map((answer) => [answer.personId, answer.at])));
  }
  await insertSeedRows(tx, 'acknowledgements', acknowledgements);
}

async function sendNotice(
  { tx, time, ids, chances }: Scene,
  { byStaffNo, unitIds }: County,
  recipe: NoticeRecipe,
  at: number,
): Promise<SentNotice | undefined> {
  const author = byStaffNo.get(recipe.author);
  const unitId = unitIds.get(recipe.unit);
  const day = addDays(time.today, -recipe.daysAgo);
  const scope = author ? scopeOf(actorOn(author, day), 'notices.send') : [];
  if (!author || !unitId || scope.length === 0) return undefined;
  const draw = chances(`notice:${at}`);
  const planned = draw.instant(
    momentOf(time, recipe.daysAgo, '08:40'),
    momentOf(time, recipe.daysAgo, '11:00'),
  );
  const sentAt = planned < time.now ? planned : time.now;
  const text = [recipe.title, recipe.text, ...(recipe.textEn ? ['', recipe.textEn] : [])].join('\n');
  const id = ids(sentAt);
  const dueAt =
    recipe.dueInDays === null ? null : atLocalTime(addDays(time.today, recipe.dueInDays), '18:00');
  const audience = { any: [[{ by: 'unit' as const, unitId }]], except: [] };
  const notice = { id, authorId: author.id, policy: 'hold', urgentReason: null, inDigest: false } as const;
  await insertNotice(
    tx,
    {
      ...notice,
      kind: recipe.needsAcknowledgement ? 'notice' : 'information',
      state: 'sending',
      text,
      html: null,
      fileId: null,
      templateId: null,
      audience,
      unitIds: [unitId],
      needsAcknowledgement: recipe.needsAcknowledgement,
      check: null,
      sendAt: null,
      dueAt,
      repeat: null,
      seriesId: null,
    },
    sentAt,
  );
  await freezeNotice(tx, notice, audience, scope, lookedAt(sentAt), PRIORITY.bulk);
  return { id, recipe, author, at: sentAt, answeredBy: dueAt && dueAt < time.end ? dueAt : time.end };
}
