import type { AnchorShelf } from '../domain/credit/anchor-rules.ts';
import type { Db } from '../domain/db.ts';
import type { BallotShelf } from '../domain/reviews/ballot-rules.ts';
import type { RulePack } from '../domain/rules/rule-pack.ts';
import type { StudyPlan } from '../domain/study/plans.ts';
import type { Sender } from '../sender/create-sender.ts';

export type JobTools = {
  db: Db;
  pack: RulePack;
  plans: readonly StudyPlan[];
  shelf: AnchorShelf;
  ballots: BallotShelf;
  clock: () => Date;
};

/** With the bots, for work that is no message of the outbox: taking one back. */
export type TimedTools = JobTools & { bots: readonly { id: number; sender: Sender }[] };

/** One kind of scheduled work. `run` may come twice for a slot and then changes nothing the second time. */
export type Job = {
  name: string;
  run: (tools: TimedTools, slot: Date) => Promise<Record<string, unknown>>;
};
