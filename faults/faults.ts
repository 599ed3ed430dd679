import type { Fault } from './fault.ts';
import { killSenderFault } from './scenarios/f1-kill-sender.ts';
import { threeAtOnceFault } from './scenarios/f10-three-at-once.ts';
import { movedClockFault } from './scenarios/f11-moved-clock.ts';
import { killRollUpFault } from './scenarios/f12-kill-roll-up.ts';
import { oneSlotFault } from './scenarios/f13-one-slot.ts';
import { othersRowsFault } from './scenarios/f15-others-rows.ts';
import { hostileFilesFault } from './scenarios/f18-hostile-files.ts';
import { restoreFault } from './scenarios/f20-restore.ts';
import { killRedisFault } from './scenarios/f2-kill-redis.ts';
import { emptyRedisFault } from './scenarios/f3-empty-redis.ts';
import { killPostgresFault } from './scenarios/f4-kill-postgres.ts';
import { blackHoleFault } from './scenarios/f5-black-hole.ts';
import { floodStormFault } from './scenarios/f6-flood-storm.ts';
import { brokenCallsFault } from './scenarios/f7-broken-calls.ts';
import { peopleGoneFault } from './scenarios/f8-people-gone.ts';
import { sameUpdateFault } from './scenarios/f9-same-update.ts';

/** All of them, in the order of the table of targets. A new one is a file in scenarios/ and a line here. */
export const FAULTS: readonly Fault[] = [
  killSenderFault,
  killRedisFault,
  emptyRedisFault,
  killPostgresFault,
  blackHoleFault,
  floodStormFault,
  brokenCallsFault,
  peopleGoneFault,
  sameUpdateFault,
  threeAtOnceFault,
  movedClockFault,
  killRollUpFault,
  oneSlotFault,
  othersRowsFault,
  hostileFilesFault,
  restoreFault,
];
