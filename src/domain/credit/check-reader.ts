import { v7 as newId } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { insertAccess } from '../../db/queries/credit-files.ts';
import { isAuthorOfDisputed } from '../../db/queries/file-access.ts';
import type { PersonRow } from '../../db/queries/people.ts';
import { isRelated } from '../../db/queries/relations.ts';
import { findInScope } from '../people/find-in-scope.ts';
import { scopeOf, type Actor } from '../people/rules.ts';

/** Whoever looks: a bound person, or one whom the operator names. */
export type Reader = Pick<Actor, 'personId' | 'posts'>;

/** Why somebody keeps away from a file in their scope. */
export type Recusal = 'self' | 'relative' | 'same-case';
export type Checked = { ok: true; person: PersonRow } | { ok: false; problem: 'not-found' | Recusal };

/**
 * Whether an actor may look at a person's file at all: the scope first, outside of which nobody exists, then recusal, which
 * is logged. Asked at every look, since posts end and relatives are declared.
 */
export async function checkReader(tx: Tx, actor: Reader, personId: string, now: Date): Promise<Checked> {
  if (personId === actor.personId) return recused(tx, actor, personId, 'self', now);
  const person = await findInScope(tx, actor, scopeOf(actor, 'file.read'), personId, now);
  if (!person) return { ok: false, problem: 'not-found' };
  if (await isRelated(tx, actor.personId, personId)) return recused(tx, actor, personId, 'relative', now);
  if (await isAuthorOfDisputed(tx, actor.personId, personId))
    return recused(tx, actor, personId, 'same-case', now);
  return { ok: true, person };
}

async function recused(
  tx: Tx,
  { personId: actorId }: Reader,
  subjectPersonId: string,
  why: Recusal,
  now: Date,
): Promise<Checked> {
  const row = { id: newId(), actorId, action: 'file.recused', subjectPersonId, purpose: null };
  await insertAccess(tx, { ...row, detail: { why } }, now);
  return { ok: false, problem: why };
}
