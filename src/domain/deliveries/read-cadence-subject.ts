import { z } from 'zod';
import { findMissing } from '../../db/queries/cadences.ts';
import type { Db } from '../../db/client.ts';
import type { DeliveryRow } from '../../db/queries/sending.ts';
import { dayOf } from '../schedule/calendar.ts';

/** A meeting of a kind that a unit lacks in a period that ends with `to`. */
export type CadenceSubject = { kind: 'cadence-due'; meetingKind: string; unitName: string; to: Date };

const dataSchema = z.object({
  kind: z.string(),
  from: z.coerce.date(),
  to: z.coerce.date(),
  times: z.number(),
});

/** Undefined once a meeting is arranged, the period is over, or the post is somebody else's. */
export async function readCadenceSubject(
  db: Db,
  { personId, subjectId, data }: DeliveryRow,
  now: Date,
): Promise<CadenceSubject | undefined> {
  const cadence = dataSchema.parse(data);
  if (!subjectId || now >= cadence.to) return undefined;
  const unitName = await findMissing(db, cadence, { unitId: subjectId, personId, day: dayOf(now) });
  if (unitName === undefined) return undefined;
  return { kind: 'cadence-due', meetingKind: cadence.kind, unitName, to: cadence.to };
}
