import type { InterviewRow } from '../domain/interviews/arrange-interview.ts';
import type { InterviewView } from '../messages/interviews.ts';
import type { BotContext } from './context.ts';

type Shown = Pick<InterviewRow, 'id' | 'personName' | 'ordererName' | 'ordererUnit' | 'startsAt' | 'minutes' | 'place' | 'state' | 'answerReason' | 'kind'>;

/** The names and neutral words of a kind; a kind that the pack no longer has keeps its id. */
export function kindOf(ctx: BotContext, id: string): { zh: string; en: string } {
  return ctx.services.pack.interviewKinds.find((kind) => kind.id === id)?.name ?? { zh: id, en: id };
}

export function toInterviewView(ctx: BotContext, row: Shown): InterviewView {
  const kind = ctx.services.pack.interviewKinds.find((one) => one.id === row.kind) ?? ctx.services.pack.interviewKinds[0];
  const withWhom = [row.ordererUnit, row.ordererName].filter(Boolean).join(' ');
  return { ...row, withWhom, noticeSays: kind?.noticeSays ?? { zh: '', en: '' } };
}
