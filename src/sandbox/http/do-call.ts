import { coerceParams } from '../api/coerce.ts';
import { apiDescription } from '../api/description.ts';
import { checkCall, validateResult } from '../api/validate.ts';
import type { Limiter } from '../limiter.ts';
import { allMethods } from '../methods/all-methods.ts';
import { ATTACHED } from '../methods/media-fields.ts';
import type { MethodContext } from '../methods/method.ts';
import { flag, integer } from '../params.ts';
import type { Params } from '../params.ts';
import { badRequest, isRefusal, refusal } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { RawCall } from './read-params.ts';
import { wordProblem } from './word-problem.ts';

/** How a call ended; `warnings` are parameters the description does not know. */
export type Outcome = { method: string; params: Params; warnings: string[] } & (
  { result: unknown } | { refused: Refusal }
);

/** Sends that Telegram counts against its limits. */
const isMessage = (method: string): boolean =>
  (method.startsWith('send') || method.startsWith('copy') || method.startsWith('forward')) &&
  method !== 'sendChatAction';

/** Files that stand for a described parameter become it; the others are there to be named by `attach://`. */
function withFiles(method: string, { params, files }: RawCall): Params {
  const fields = apiDescription().methods.get(method)?.fields ?? {};
  const direct = [...files].filter(([name]) => Object.hasOwn(fields, name));
  return { ...params, ...Object.fromEntries(direct) };
}

/** Does one call against the world: types, limits, the method itself, and the shape of its own answer. */
export async function doCall(
  context: MethodContext,
  limiter: Limiter,
  asked: string,
  raw: RawCall,
): Promise<Outcome> {
  const method = apiDescription().spelling.get(asked.toLowerCase());
  if (method === undefined)
    return {
      method: asked,
      params: raw.params,
      warnings: [`${asked} is not a known method`],
      refused: refusal(404, 'Not Found: method not found'),
    };
  const params = coerceParams(method, withFiles(method, raw));
  const problems = checkCall(method, params);
  const warnings = problems.filter((it) => it.kind === 'unknown').map((it) => it.text);
  const outcome = { method, params, warnings };
  try {
    const wrong = problems.find((it) => it.kind !== 'unknown');
    if (wrong) throw badRequest(wordProblem(method, wrong));
    const run = Object.hasOwn(allMethods, method) ? allMethods[method] : undefined;
    if (!run) throw refusal(501, `Not Implemented: the sandbox does not do ${method}`);
    const chatId = integer(params, 'chat_id');
    if (isMessage(method) && chatId !== undefined)
      limiter.take(context.bot.id, chatId, flag(params, 'allow_paid_broadcast'));
    const result: unknown = await run(context, { ...params, [ATTACHED]: raw.files });
    // Updates were checked when they were made; those put in by hand may be anything.
    const unfit = method === 'getUpdates' ? [] : validateResult(method, result);
    if (unfit.length > 0)
      throw new Error(`${method} answered what its description refuses: ${unfit.join('; ')}`);
    return { ...outcome, result };
  } catch (error) {
    if (isRefusal(error)) return { ...outcome, refused: error };
    context.world.log(
      `${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return { ...outcome, refused: refusal(500, 'Internal Server Error') };
  }
}
