import { byId } from '../quizzes/grouping-rules.ts';
import { addDays, dayOf } from '../schedule/calendar.ts';
import { retrievability, type ReviewCard } from './review-rules.ts';

/** What to review today, and the rest of what was due, with `dueOn` moved to the days ahead. */
export type DuePlan = { today: ReviewCard[]; later: ReviewCard[] };

/**
 * Of a day's places, one in this many goes to the card that has waited longest; otherwise a person who misses more than the
 * cap lets through would never see an old card again.
 */
const PLACE_FOR_LONGEST_WAIT = 5;

/** Cards about the person's duties, and the share of a day's places that is kept for them where not all fit. */
export type DutyCards = { ids: ReadonlySet<string>; share: number };
const NO_DUTY: DutyCards = { ids: new Set(), share: 0 };

/**
 * Picks a person's reviews of the local day of `now`, at most `cap` a day, those reviewed today already included. `cards`
 * are all of the person's.
 *
 * Mistakes that people were sure of come first, since they would act on them. Of the others, when more is due than fits, those
 * most likely still known come first: a review today saves what is about to be
 * forgotten, while what is long forgotten loses little by a few more days. One place in five is for those not seen
 * longest. The others move to the next days that have a place left beside what is already due then, in the same order, so
 * that coming back after an absence means a few cards a day and no heap. Nobody is told how much was overdue. With a cap of
 * 0 nothing is asked and nothing moves.
 */
export function pickDue(
  cards: readonly ReviewCard[],
  { now, cap, duty = NO_DUTY }: { now: Date; cap: number; duty?: DutyCards },
): DuePlan {
  const today = dayOf(now);
  const active = cards.filter(({ suspended }) => !suspended);
  const due = byUrgency(
    active.filter(({ dueOn }) => dueOn <= today),
    now,
  );
  if (cap <= 0) return { today: [], later: due };
  const done = countReviewed(cards, today);
  const room = Math.max(0, cap - done);
  const waiting = due.toSorted((a, b) => byId(a.reviewedOn, b.reviewedOn) || byId(a.id, b.id));
  const isTight = due.length > room;
  const kept = new Set(isTight ? waiting.slice(0, Math.floor(room / PLACE_FOR_LONGEST_WAIT)) : []);
  const ofDuty = due.filter((card) => duty.ids.has(card.id) && !kept.has(card));
  if (isTight) for (const card of ofDuty.slice(0, Math.floor(room * duty.share))) kept.add(card);
  for (const card of due) if (kept.size < room) kept.add(card);
  const load = countByDay(active);
  return {
    today: due.filter((card) => kept.has(card)),
    later: moveAhead(
      due.filter((card) => !kept.has(card)),
      { today, cap, load },
    ),
  };
}

/** How many cards were reviewed on a day; a first mistake makes a card and is no review of one. */
export const countReviewed = (
  cards: readonly Pick<ReviewCard, 'reviewedOn' | 'reps'>[],
  day: string,
): number => cards.filter(({ reviewedOn, reps }) => reviewedOn === day && reps > 1).length;

/** Each card on the first day from tomorrow on that has a place left. */
function moveAhead(
  cards: readonly ReviewCard[],
  { today, cap, load }: { today: string; cap: number; load: Map<string, number> },
): ReviewCard[] {
  let day = addDays(today, 1);
  return cards.map((card) => {
    while ((load.get(day) ?? 0) >= cap) day = addDays(day, 1);
    load.set(day, (load.get(day) ?? 0) + 1);
    return { ...card, dueOn: day };
  });
}

function countByDay(cards: readonly ReviewCard[]): Map<string, number> {
  const load = new Map<string, number>();
  for (const { dueOn } of cards) load.set(dueOn, (load.get(dueOn) ?? 0) + 1);
  return load;
}

/** Sure mistakes first, then the most likely known; cards as likely, by id. */
function byUrgency(cards: readonly ReviewCard[], now: Date): ReviewCard[] {
  return cards
    .map((card) => ({ card, known: retrievability(card, now) }))
    .toSorted(
      (a, b) =>
        Number(b.card.sureMistake) - Number(a.card.sureMistake) ||
        b.known - a.known ||
        byId(a.card.id, b.card.id),
    )
    .map(({ card }) => card);
}
