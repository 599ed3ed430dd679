import { findTextProblem } from '../domain/notices/rules.ts';
import { EVIDENCE_LIMIT, fits } from '../domain/rectifications/rules.ts';
import { evidenceProblemView } from '../messages/rectify.ts';
import { textProblemView } from '../messages/text-problem.ts';
import type { View } from '../messages/view.ts';
import type { BotContext } from './context.ts';
import { FILE_LIMIT_MB, keepAttachment } from './keep-attachment.ts';
import { say } from './reply.ts';

export type Evidence = { text: string | null; fileId: string | null };

/**
 * What somebody shows for something done: a text, or a photo or document with its caption. Undefined where it cannot be
 * taken; they have been told why then.
 * @param fileId under which a file is kept; kept twice is once
 */
export async function takeEvidence(
  ctx: BotContext,
  flow: string,
  fileId: string,
): Promise<Evidence | undefined> {
  const { message } = ctx;
  const refuse = async (view: View): Promise<undefined> => {
    await say(ctx, view);
    return undefined;
  };
  const refuseAs = (problem: 'too-big' | 'lost' | 'not-text') =>
    refuse(evidenceProblemView(ctx.language, problem, flow, FILE_LIMIT_MB));
  const isText = message !== undefined && 'text' in message;
  const said = isText ? message.text : message && 'caption' in message ? (message.caption ?? '') : '';
  const text = said.replaceAll('\0', '').toWellFormed().normalize('NFC').trim();
  if (text !== '' || isText) {
    if (!fits(text, EVIDENCE_LIMIT)) return refuseAs('not-text');
    const problem = findTextProblem(text);
    if (problem) return refuse(textProblemView(ctx.language, problem, flow));
  }
  if (isText) return { text, fileId: null };
  const kept = await keepAttachment(ctx, fileId);
  if (!kept.ok) return refuseAs(kept.problem);
  return { text: text === '' ? null : text, fileId: kept.file.id };
}
