import { v7 as newId } from 'uuid';
import type { AccessRow } from '../../db/queries/credit-files.ts';
import type { Actor } from '../people/rules.ts';

/** A line of the access log about the question bank. `subjectPersonId` is whose name or work was read or answered. */
export const accessTo = (
  actor: Pick<Actor, 'personId'>,
  action: string,
  subjectPersonId: string | null,
  detail: Record<string, unknown>,
): AccessRow => ({
  id: newId(),
  actorId: actor.personId,
  action,
  subjectPersonId,
  purpose: null,
  detail,
});
