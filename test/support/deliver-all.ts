import { readSubjects, versionsIn } from '../../src/domain/deliveries/read-subject.ts';
import {
  listDue,
  settleDeliveries,
  takeDeliveries,
  type Outcome,
} from '../../src/domain/deliveries/send-delivery.ts';
import type { Db } from '../../src/domain/db.ts';
import type { RulePack } from '../../src/domain/rules/rule-pack.ts';
import { renderDelivery } from '../../src/jobs/render-delivery.ts';
import { sendRendered } from '../../src/jobs/send-rendered.ts';
import { plans } from './plans.ts';
import type { Sender } from '../../src/sender/create-sender.ts';

export type Hands = { db: Db; clock: () => Date; pack: RulePack; sender: Sender; botId?: number };

/** Sends what is due as a bot's worker does, one after the other and without its queue; returns how each row ended. */
export async function deliverAll({ db, clock, pack, sender, botId = 0 }: Hands): Promise<Outcome['kind'][]> {
  const { quietHours } = pack.reminders;
  const kinds: Outcome['kind'][] = [];
  for (;;) {
    const due = await listDue(db, botId, clock(), 100, quietHours);
    const taken = await takeDeliveries(
      db,
      due.map(({ id }) => id),
      quietHours,
      clock(),
    );
    if (taken.length === 0) return kinds;
    for (const delivery of taken) {
      const [subject] = await readSubjects(db, [delivery], { pack, plans }, clock());
      const rendered = subject && renderDelivery(delivery, subject, pack, clock());
      const outcome: Outcome = rendered
        ? await sendRendered({ db, clock, botId, sender }, delivery, rendered)
        : { kind: 'dropped', problem: 'nothing to say any more' };
      const versions = subject ? versionsIn(subject) : {};
      const buttons = rendered?.view.buttons.flat() ?? [];
      await settleDeliveries(db, [{ delivery, outcome, versions, buttons }], clock());
      kinds.push(outcome.kind);
    }
  }
}
