import { v7 as newId } from 'uuid';
import type { Tx } from '../../db/client.ts';
import { insertDelivery } from '../../db/queries/deliveries.ts';
import { PRIORITY } from './rules.ts';

export type Word = {
  kind: string;
  personId: string;
  subjectId: string;
  /** What it is said once for; by itself its kind and subject. */
  onceKey?: string;
};

/**
 * Says to one person what somebody has just done: at once, before what goes to many, and again rather than not at all.
 * False when it has been said before.
 */
export const tellOne = (tx: Tx, word: Word, now: Date): Promise<boolean> => {
  const { kind, subjectId } = word;
  const how = { priority: PRIORITY.answer, policy: 'resend', notBefore: now } as const;
  return insertDelivery(tx, { id: newId(), onceKey: `${kind}:${subjectId}`, ...word, ...how }, now);
};
