import { findWindowProblem, type ExamState, type WindowProblem } from './exam-rules.ts';

/** What can be changed for one person. A window takes the place of the one for everybody, minutes are added to the limit. */
export type PersonChange =
  | { kind: 'minutes'; extraMinutes: number }
  | { kind: 'window'; opensAt: Date; closesAt: Date }
  | { kind: 'excused' };
export type ChangeProblem =
  'finished' | 'cancelled' | 'under-way' | 'over' | 'excused' | 'not-longer' | WindowProblem;

/**
 * Why a change cannot be made for somebody. Whoever has begun keeps at least what they have, and who has handed in is
 * done; a window brings back who was excused.
 */
export function findChangeProblem(
  standing: { state: ExamState; closesAt: Date; extraMinutes: number; minutes: number },
  change: PersonChange,
  now: Date,
): ChangeProblem | undefined {
  const { state, closesAt, extraMinutes, minutes } = standing;
  if (state === 'finished' || state === 'cancelled') return state;
  const isBegun = state === 'under-way';
  switch (change.kind) {
    case 'excused':
      return isBegun ? 'under-way' : state === 'excused' ? 'excused' : undefined;
    case 'minutes':
      if (state === 'excused') return 'excused';
      if (closesAt <= now) return 'over';
      return isBegun && change.extraMinutes <= extraMinutes ? 'not-longer' : undefined;
    case 'window':
      if (isBegun && change.closesAt <= closesAt) return 'not-longer';
      return isBegun ? undefined : findWindowProblem({ ...change, minutes: minutes + extraMinutes }, now);
  }
}
