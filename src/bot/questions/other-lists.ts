import { mayDo } from '../../domain/people/rules.ts';
import { listCorrections } from '../../domain/questions/decide-correction.ts';
import { listFlagged } from '../../domain/questions/reverify-question.ts';
import { listDoubtful } from '../../domain/quizzes/read-analysis.ts';
import { doubtfulTab } from '../../messages/doubtful.ts';
import { flaggedTab } from '../../messages/flagged.ts';
import { correctionsTab, reportsTab } from '../../messages/key-decisions.ts';
import type { Button } from '../../messages/view.ts';
import type { BotContext } from '../context.ts';

/** The ways from one list of /reports to the others that this person has, each with how much waits there. */
export async function otherLists(
  ctx: BotContext,
  current: 'reports' | 'keys' | 'flagged' | 'doubtful',
): Promise<Button[]> {
  const { db } = ctx.services;
  const reports =
    current !== 'reports' && mayDo(ctx.actor, 'reports.answer') ? [reportsTab(ctx.language)] : [];
  const keys =
    current === 'keys' ? [] : [correctionsTab(ctx.language, (await listCorrections(db, ctx.actor, 0)).total)];
  const flagged =
    current === 'flagged' ? [] : [flaggedTab(ctx.language, (await listFlagged(db, ctx.actor, 0)).total)];
  const doubtful =
    current !== 'doubtful' && mayDo(ctx.actor, 'reports.answer')
      ? [doubtfulTab(ctx.language, (await listDoubtful(db, ctx.actor, 0)).total)]
      : [];
  return [...reports, ...keys, ...flagged, ...doubtful];
}
