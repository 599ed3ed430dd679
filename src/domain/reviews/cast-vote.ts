import { v4 as randomId } from 'uuid';
import type { Db } from '../../db/client.ts';
import { findTicket, findTickets, insertEnvelope, type TicketRow } from '../../db/queries/reviews.ts';
import { readAssessmentForm, type ReviewItem } from '../assessments/form.ts';
import type { Actor } from '../people/rules.ts';
import { isWhole, placeOf, sealEnvelope, type Marks } from './ballot-rules.ts';

export type Ticket = Omit<TicketRow, 'form' | 'publicKey'> & { items: readonly ReviewItem[] };
/** Shown at once; the rest come up as these are used. */
const MOST_TICKETS = 5;

const read = ({ form, publicKey: _key, ...row }: TicketRow): Ticket => ({
  ...row,
  items: readAssessmentForm(form).review ?? [],
});

/** On whom this person may still vote. */
export async function listTickets(
  db: Db,
  voter: Actor,
  now: Date,
): Promise<{ rows: Ticket[]; open: number; used: number }> {
  const { rows, ...counts } = await findTickets(db, voter.personId, MOST_TICKETS, now);
  return { ...counts, rows: rows.map(read) };
}

/** One of the person's own tickets, in a review that goes on. */
export async function readTicket(db: Db, voter: Actor, id: string, now: Date): Promise<Ticket | undefined> {
  const row = await findTicket(db, id, voter.personId, now);
  return row && read(row);
}

type Cast = { ok: true; first: boolean } | { ok: false; problem: 'not-found' | 'incomplete' };

/**
 * Seals a vote and puts it in, once for each ticket. What it says is stored in no other way than in its envelope, and is
 * not returned; a second vote on the same ticket is not counted, whatever it says.
 */
export function castVote(db: Db, voter: Actor, ticketId: string, marks: Marks, now: Date): Promise<Cast> {
  return db.transaction(async (tx): Promise<Cast> => {
    const row = await findTicket(tx, ticketId, voter.personId, now);
    if (!row) return { ok: false, problem: 'not-found' };
    if (!isWhole(marks, read(row).items)) return { ok: false, problem: 'incomplete' };
    const { subjectId, side, publicKey } = row;
    const sealed = sealEnvelope(publicKey, marks, placeOf(subjectId, side));
    return {
      ok: true,
      first: await insertEnvelope(tx, ticketId, { id: randomId(), subjectId, side, sealed }),
    };
  });
}
