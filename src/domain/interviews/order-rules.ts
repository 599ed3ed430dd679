import { unitsHeldAs, type Actor } from '../people/rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';

export type InterviewKind = RulePack['interviewKinds'][number];

/** How long an interview is taken to last. */
export const INTERVIEW_MINUTES = 30;

/** Kinds of the pack that somebody may order by their posts, in some unit. */
export const kindsOrderedBy = (actor: Pick<Actor, 'posts'>, pack: RulePack): InterviewKind[] =>
  pack.interviewKinds.filter((kind) => unitsHeldAs(actor, kind.orderedBy).length > 0);

/** Kinds of the pack that somebody may approve by their posts, in some unit. */
export const kindsApprovedBy = (actor: Pick<Actor, 'posts'>, pack: RulePack): InterviewKind[] =>
  pack.interviewKinds.filter((kind) => unitsHeldAs(actor, kind.approvedBy ?? []).length > 0);

/** Answered in writing by a day, without a meeting. */
export const isWritten = (kind: InterviewKind): boolean => kind.deadlineWorkingDays !== null;

/** A kind by its id or by its name as somebody types it, in either language; those this system refuses as well. */
export function findTypedKind(text: string, pack: RulePack): { kind: string; refused: boolean } | undefined {
  const wanted = text.trim().toLowerCase();
  const fits = (kind: { id: string; name: { zh: string; en: string } }) =>
    [kind.id, kind.name.zh, kind.name.en.toLowerCase()].includes(wanted);
  const refused = pack.refusedInterviewKinds.find(fits);
  const kind = refused ?? pack.interviewKinds.find(fits);
  return kind && { kind: kind.id, refused: refused !== undefined };
}
