import {
  createEmptyCard,
  fsrs,
  get_fuzz_range,
  Rating,
  State,
  type Card,
  type CardInput,
  type StateType,
} from 'ts-fsrs';
import type { Confidence } from '../quizzes/confidence-rules.ts';
import { seededNumbers } from '../quizzes/rules.ts';
import { dayOf, daysBetween } from '../schedule/calendar.ts';

/**
 * A question in a person's wrong-answer book, as stored. Days are local ("2026-11-23"). `stability` is the number of days
 * after which the chance to know it has fallen to 90 %, `difficulty` is 1–10, `scheduledDays` what FSRS asked for at the
 * last review (the card is due about then), `reps` counts reviews and `lapses` wrong answers, both without same-day repeats
 * and `lapses` without the first mistake. `sureMistake`: the last answer that counted was wrong though the person was sure.
 * A suspended card is not asked again.
 */
export type ReviewCard = {
  id: string;
  dueOn: string;
  reviewedOn: string;
  stability: number;
  difficulty: number;
  scheduledDays: number;
  reps: number;
  lapses: number;
  state: StateType;
  sureMistake: boolean;
  suspended: boolean;
};

export type Outcome = { right: boolean; confidence?: Confidence | undefined };

/** No card is due later than this: within a year rules change, and people change posts. */
export const LONGEST_DAYS = 365;

/**
 * So many lapses say that the question may be bad, or that the card does not teach it. Anki gives up a card at 8, but there
 * people learn what they chose to; nobody should be asked in vain what others wrote more than five times.
 */
export const LEECH_LAPSES = 4;

/**
 * FSRS-6 with its published default parameters and 90 % retention. No steps of minutes: a chat asks a card once a day. Its
 * own fuzz is off because it draws on the instant of the review, so that the same press stored twice could differ.
 */
const scheduler = fsrs({
  request_retention: 0.9,
  maximum_interval: LONGEST_DAYS,
  enable_fuzz: false,
  enable_short_term: false,
});

/**
 * The grade of an answer. Wrong is Again however sure: FSRS knows one way to forget. Right but unsure is Hard, knowledge that
 * came with doubt or luck, and so is seen again sooner. Right is Good, said to be sure or not said at all. Easy is never
 * given: to be sure is not to find it effortless, and it would put the question off several times as long.
 */
export function ratingOf({ right, confidence }: Outcome): Rating.Again | Rating.Hard | Rating.Good {
  if (!right) return Rating.Again;
  return confidence === 'unsure' ? Rating.Hard : Rating.Good;
}

/** The card of a question answered wrongly for the first time: due tomorrow. */
export function firstReview(id: string, now: Date, confidence?: Confidence): ReviewCard {
  const today = dayOf(now);
  const { card } = scheduler.next(createEmptyCard(instantOf(today)), instantOf(today), Rating.Again);
  return { ...stored(id, today, 0, card), sureMistake: confidence === 'sure' };
}

/**
 * The card after it was answered. Only the first answer on a local day counts, as FSRS without short-term memory has
 * nothing to say of a second one; so taking the same answer twice changes nothing. A leech is suspended, and again with
 * its next wrong answer where it was given back.
 */
export function review(
  card: ReviewCard,
  outcome: Outcome,
  now: Date,
  leechLapses = LEECH_LAPSES,
): ReviewCard {
  const today = dayOf(now);
  if (today <= card.reviewedOn) return card;
  const next = scheduler.next(forLibrary(card), instantOf(today), ratingOf(outcome)).card;
  const after = stored(card.id, today, daysBetween(card.reviewedOn, today), next);
  const isLapse = !outcome.right;
  const sureMistake = isLapse && outcome.confidence === 'sure';
  return { ...after, sureMistake, suspended: card.suspended || (isLapse && isLeech(after, leechLapses)) };
}

/** Whether the editor should be told that the question may be bad. */
export function isLeech({ lapses }: Pick<ReviewCard, 'lapses'>, threshold = LEECH_LAPSES): boolean {
  return lapses >= threshold;
}

/** The chance 0–1 that the person knows it on the local day of `now`. */
export function retrievability(card: ReviewCard, now: Date): number {
  return scheduler.get_retrievability(forLibrary(card), instantOf(dayOf(now)), false);
}

/** The library counts days in UTC: a local day is handed to it as if it were one of those. */
const instantOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayAt = (time: Date): string => time.toISOString().slice(0, 10);

function forLibrary(card: ReviewCard): CardInput {
  return {
    due: instantOf(card.dueOn),
    last_review: instantOf(card.reviewedOn),
    stability: card.stability,
    difficulty: card.difficulty,
    elapsed_days: 0,
    scheduled_days: card.scheduledDays,
    learning_steps: 0,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
  };
}

function stored(id: string, today: string, elapsed: number, card: Card): ReviewCard {
  const days = spreadDays(card.scheduled_days, elapsed, `${id}:${card.reps}`);
  return {
    id,
    dueOn: dayAt(new Date(instantOf(today).getTime() + days * 86_400_000)),
    reviewedOn: today,
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    reps: card.reps,
    lapses: card.lapses,
    state: State[card.state] as StateType,
    sureMistake: false,
    suspended: false,
  };
}

/**
 * Questions missed in one quiz would come back together for ever, so intervals from 2.5 days on are spread over the range
 * FSRS itself allows for it (about ±15 % falling to ±5 %, and a day). The card and its review decide the day.
 */
function spreadDays(days: number, elapsed: number, seed: string): number {
  if (days < 2.5) return days;
  const { min_ivl: least, max_ivl: most } = get_fuzz_range(days, elapsed, LONGEST_DAYS);
  return least + Math.floor(seededNumbers(seed)() * (most - least + 1));
}
