import type { SeedRow } from '../../db/queries/seed.ts';
import type { Answer } from '../notices/acknowledge-notice.ts';
import { dayOf } from '../schedule/calendar.ts';
import { postsOn, unreachableWhy } from './demo-person.ts';
import type { Recipient, SentNotice } from './sent-notice.ts';
import type { Scene } from './scene.ts';
import { toWakingHours } from './timeline.ts';

/** Of those who answer, how many ask something or cannot attend. */
const QUESTION_SHARE = 0.05;
const CANNOT_SHARE = 0.03;
/** Nobody answers before the message could be read. */
const READ_MS = 120_000;

/** The pressed answers to a notice, and the word to its author about a question. Most answer early, some very late. */
export function answerNotice(
  { seed, chances, outbox }: Scene,
  { id, recipe, author, answeredBy }: SentNotice,
  asked: readonly Recipient[],
): SeedRow<'acknowledgements'>[] {
  const draw = chances(`answers:${seed.history.notices.indexOf(recipe)}`);
  const answering = draw.some(asked, Math.round(asked.length * (recipe.ackShare ?? 0)));
  return answering.flatMap(({ person, sentAt }) => {
    const left = answeredBy.getTime() - sentAt.getTime() - READ_MS;
    const at = toWakingHours(
      new Date(sentAt.getTime() + READ_MS + Math.floor(draw.within({ min: 0, max: 1 }) ** 3 * left)),
    );
    const luck = draw.within({ min: 0, max: 1 });
    const state: Answer | 'question' =
      luck < QUESTION_SHARE
        ? 'question'
        : luck < QUESTION_SHARE + CANNOT_SHARE
          ? 'cannot-attend'
          : 'understood';
    if (left <= 0 || unreachableWhy(person, at) !== null) return [];
    if (state !== 'understood')
      outbox.say({
        kind: 'notice-answer',
        to: author,
        subjectId: id,
        onceKey: `notice-answer:${id}:${person.id}:${state}`,
        data: {
          answer: state,
          personName: person.name,
          unitName: postsOn(person, dayOf(at))[0]?.unitName ?? '',
        },
        priority: 1,
        at,
      });
    return [{ noticeId: id, personId: person.id, state, via: 'button' as const, at }];
  });
}
