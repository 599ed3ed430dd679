import { findOpenCycle } from '../../db/queries/assessments.ts';
import type { Db } from '../../db/client.ts';
import { findAssignments, findCardMarks } from '../../db/queries/study-cards.ts';
import { findWeekFacts, findWeekly, setWeekly as set } from '../../db/queries/week.ts';
import type { Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf, startOfDay } from '../schedule/calendar.ts';
import { progressOf } from './card-rules.ts';
import { readOwnHours } from './own-hours.ts';
import { findPlan, type StudyPlan } from './plans.ts';
import { cardsThisWeek, weekOf } from './week-rules.ts';

/** What the words of a message may need beside what the database has. */
export type Content = { pack: RulePack; plans: readonly StudyPlan[] };

/** Somebody's week: what waits, what was done in the last one, and what is left of the year's hours. */
export type Week = {
  monday: string;
  sunday: string;
  notices: { waiting: number; dueAt: string | null };
  assessment: { id: string; title: string; titleEn: string | null; closesAt: string } | null;
  /** The plan under way, or the next one; `thisWeek` is how many cards lead to its end by the day. */
  plan: { name: StudyPlan['name']; left: number; dueOn: string | null; thisWeek: number | null } | null;
  done: { papers: number; cards: number; confirmed: number };
  hours: { left: number; document: string; article: string | null } | null;
};

/** The week that holds `now` (row B7); of the hours only where some are left, with the article that asks for them. */
export async function readWeek(
  db: Db,
  person: Pick<Actor, 'personId'>,
  { pack, plans }: Content,
  now: Date,
): Promise<Week> {
  const { personId } = person;
  const day = dayOf(now);
  const { monday, sunday, lastMonday } = weekOf(day);
  const [facts, cycle, plan, hours] = await Promise.all([
    findWeekFacts(db, personId, { from: startOfDay(lastMonday), until: startOfDay(monday) }),
    findOpenCycle(db, personId, day, now),
    readPlan(db, personId, plans, day),
    readOwnHours(db, person, pack, now),
  ]);
  const { waiting, dueAt, papers, cards, confirmed } = facts;
  const isOpen = cycle !== undefined && cycle.state !== 'submitted';
  return {
    monday,
    sunday,
    notices: { waiting, dueAt },
    assessment: isOpen
      ? { id: cycle.id, title: cycle.title, titleEn: cycle.titleEn, closesAt: cycle.closesAt }
      : null,
    plan,
    done: { papers, cards, confirmed },
    hours:
      hours.state === 'open' && hours.duty
        ? { left: hours.needed - hours.done, ...placeOf(hours.duty.source) }
        : null,
  };
}

const placeOf = ({ document, article }: { document: string; article: string | null }) => ({
  document,
  article,
});

async function readPlan(
  db: Db,
  personId: string,
  plans: readonly StudyPlan[],
  day: string,
): Promise<Week['plan']> {
  const assignments = await findAssignments(db, personId);
  const open = assignments.filter(({ plan, finishedAt }) => finishedAt === null && findPlan(plans, plan));
  const under = open.find(({ dueOn }) => dueOn !== null) ?? open[0];
  const plan = under && findPlan(plans, under.plan);
  if (!under || !plan) return null;
  const marks = await findCardMarks(db, personId);
  const { answered, total } = progressOf(
    plan.cards.map(({ id }) => id),
    marks,
  );
  const left = total - answered;
  const { dueOn } = under;
  return { name: plan.name, left, dueOn, thisWeek: cardsThisWeek(left, day, dueOn) };
}

/** Whether there is anything to say of it: something that waits, was done, or is left to do. */
export const isWorthSaying = ({ notices, assessment, plan, done, hours }: Week): boolean =>
  notices.waiting > 0 ||
  assessment !== null ||
  plan !== null ||
  hours !== null ||
  done.papers + done.cards + done.confirmed > 0;

/** Whether somebody wants the word of the week; everybody does who has not said otherwise. */
export const readWeekly = (db: Db, { personId }: Pick<Actor, 'personId'>): Promise<boolean> =>
  findWeekly(db, personId);
export const setWeekly = (db: Db, { personId }: Pick<Actor, 'personId'>, weekly: boolean): Promise<void> =>
  set(db, personId, weekly);
