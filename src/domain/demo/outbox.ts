import type { Tx } from '../../db/client.ts';
import { insertSeedRows, settleSeedDeliveries, type SeedRow } from '../../db/queries/seed.ts';
import type { Chances } from './chances.ts';
import { unreachableWhy, type DemoPerson } from './demo-person.ts';

export type Said = {
  kind: string;
  to: DemoPerson;
  subjectId?: string;
  /** None for a notice: its row is in the table already, and only has to be settled. */
  onceKey?: string;
  data?: Record<string, unknown>;
  priority: number;
  /** When it was queued. */
  at: Date;
  expiresAt?: Date;
};

/** Past messages with how they ended; they are written together, so that each chat counts its messages in order. */
export type Outbox = {
  /** When the message arrived; null when it could not. */
  say: (message: Said) => Date | null;
  store: (tx: Tx) => Promise<void>;
};

/** Seconds from queueing a message to its arrival. */
const TAKES_S = { min: 1, max: 40 };

export function createOutbox(chances: Chances, ids: (at: Date) => string): Outbox {
  const ended: { message: Said; sentAt: Date | null; problem: string | null }[] = [];

  return {
    say: (message) => {
      const arrival = new Date(message.at.getTime() + Math.round(chances.within(TAKES_S) * 1000));
      const problem = unreachableWhy(message.to, arrival);
      const sentAt = problem === null ? arrival : null;
      ended.push({ message, sentAt, problem });
      return sentAt;
    },
    store: async (tx) => {
      const rows = ended
        .toSorted((a, b) => (a.sentAt ?? a.message.at).getTime() - (b.sentAt ?? b.message.at).getTime())
        .map(({ message, sentAt, problem }) => {
          const chatId = sentAt === null ? null : (message.to.account?.telegramId ?? null);
          // No message of the past stands in any chat: a number here would be that of another message one day.
          const messageId = null;
          const state = sentAt === null ? ('unreachable' as const) : ('sent' as const);
          return { message, outcome: { state, tries: 1, chatId, messageId, sentAt, problem } };
        });
      await insertSeedRows(
        tx,
        'deliveries',
        rows
          .filter(({ message }) => message.onceKey !== undefined)
          .map(({ message, outcome }) => rowOf(message, outcome, ids)),
      );
      await settleSeedDeliveries(
        tx,
        rows.flatMap(({ message: { onceKey, subjectId, to }, outcome }) =>
          onceKey === undefined && subjectId !== undefined
            ? [{ noticeId: subjectId, personId: to.id, ...outcome }]
            : [],
        ),
      );
    },
  };
}

type Outcome = Pick<SeedRow<'deliveries'>, 'state' | 'tries' | 'chatId' | 'messageId' | 'sentAt' | 'problem'>;

const rowOf = (message: Said, outcome: Outcome, ids: (at: Date) => string): SeedRow<'deliveries'> => ({
  id: ids(message.at),
  kind: message.kind,
  personId: message.to.id,
  subjectId: message.subjectId ?? null,
  onceKey: message.onceKey ?? null,
  data: message.data ?? {},
  priority: message.priority,
  policy: 'hold',
  notBefore: message.at,
  expiresAt: message.expiresAt ?? null,
  createdAt: message.at,
  ...outcome,
});
