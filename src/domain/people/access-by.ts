import { v7 as newId } from 'uuid';
import type { Actor } from './rules.ts';

/** A line of the access log about what this person does or reads without a purpose of their own choosing; `about` nobody in a list. */
export const accessBy = (
  { personId }: Pick<Actor, 'personId'>,
  action: string,
  about: string | null,
  detail: Record<string, unknown>,
) => ({ id: newId(), actorId: personId, action, subjectPersonId: about, purpose: null, detail });
