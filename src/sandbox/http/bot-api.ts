import { setTimeout as pause } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { botOfToken } from '../bots.ts';
import { fileBytes } from '../files.ts';
import type { FaultRule } from '../protocol.ts';
import { isRefusal, refusal, tooManyRequests } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Sandbox } from '../sandbox.ts';
import { doCall } from './do-call.ts';
import type { Outcome } from './do-call.ts';
import { readParams } from './read-params.ts';
import type { RawCall } from './read-params.ts';

type Env = { Bindings: HttpBindings };
type Fault = FaultRule['fault'];
type StatusFault = Extract<Fault, { kind: 'status' }>;

const REASONS: Record<Exclude<StatusFault['status'], 429>, string> = {
  400: 'Bad Request: told to fail',
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

/** The refusal a fault asks for; a 429 always says how long to wait, a second where the fault does not. */
function told({ status, description, retryAfter }: StatusFault): Refusal {
  if (status !== 429) return refusal(status, description ?? REASONS[status]);
  const refused = tooManyRequests(retryAfter ?? 1);
  return description === undefined ? refused : refusal(429, description, refused.parameters);
}

const tokenIn = (c: Context<Env>): string => (c.req.param('bot') ?? '').slice('bot'.length);

const refusedCall = (method: string, raw: RawCall, refused: Refusal): Outcome => ({
  method,
  params: raw.params,
  warnings: [],
  refused,
});

function answer(c: Context<Env>, outcome: Outcome): Response {
  if ('result' in outcome) return c.json({ ok: true, result: outcome.result });
  const { code, message, parameters } = outcome.refused;
  const retryAfter = parameters?.retry_after;
  const body = { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) };
  return new Response(JSON.stringify(body), {
    status: code,
    headers: {
      'content-type': 'application/json',
      ...(retryAfter ? { 'retry-after': `${retryAfter}` } : {}),
    },
  });
}

/** The connection is cut; what is returned no longer reaches anybody. */
function hangUp(c: Context<Env>): Response {
  c.env.incoming.socket.resetAndDestroy();
  return new Response(null, { status: 502 });
}

function record({ calls, world }: Sandbox, bot: number, outcome: Outcome): void {
  const isIdle = outcome.method === 'getUpdates' && 'result' in outcome;
  if (isIdle) return;
  const { method, params, warnings } = outcome;
  calls.add({
    bot,
    method,
    params,
    at: new Date(world.clock.now()).toISOString(),
    ...(warnings.length > 0 ? { warnings } : {}),
    ...('result' in outcome
      ? { status: 200, result: outcome.result }
      : { status: outcome.refused.code, description: outcome.refused.message }),
  });
}

async function handle(sandbox: Sandbox, c: Context<Env>): Promise<Response> {
  const { world, faults, limiter, polls, webhooks } = sandbox;
  const bot = botOfToken(world, tokenIn(c));
  const method = c.req.param('method') ?? '';
  const none: RawCall = { params: {}, files: new Map() };
  if (!bot) return answer(c, refusedCall(method, none, refusal(401, 'Unauthorized')));
  let raw: RawCall;
  try {
    raw = await readParams(c.req.raw);
  } catch (error) {
    if (isRefusal(error)) return answer(c, refusedCall(method, none, error));
    throw error;
  }
  const fault = faults.next({ bot: bot.id, method, chatId: raw.params['chat_id'] });
  const call = async (): Promise<Outcome> => {
    const context = {
      world,
      bot: world.bots.get(String(bot.id)) ?? bot,
      polls,
      wakeWebhook: webhooks.wake,
      webhookTrouble: webhooks.trouble,
      gone: AbortSignal.any([c.req.raw.signal, sandbox.stopping]),
    };
    const outcome = await doCall(context, limiter, method, raw);
    record(sandbox, bot.id, outcome);
    return outcome;
  };
  if (!fault) return answer(c, await call());
  if (fault.kind === 'status') {
    const outcome = refusedCall(method, raw, told(fault));
    record(sandbox, bot.id, outcome);
    return answer(c, outcome);
  }
  if (fault.kind === 'hang')
    await pause(fault.ms, undefined, { signal: sandbox.stopping }).catch(() => undefined);
  if (fault.kind === 'hang' && fault.accept) return answer(c, await call());
  if (fault.accept) await call();
  return hangUp(c);
}

/** `/bot<token>/<method>` and `/file/bot<token>/<path>`, as api.telegram.org has them. */
export function createBotApi(sandbox: Sandbox): Hono<Env> {
  const { world } = sandbox;
  const app = new Hono<Env>();
  app.on(['GET', 'POST'], '/:bot{bot[^/]*}/:method', (c) => handle(sandbox, c));
  app.get('/file/:bot{bot[^/]*}/:folder/:name', (c) => {
    const bot = botOfToken(world, tokenIn(c));
    const path = `${c.req.param('folder')}/${c.req.param('name')}`;
    const file = [...world.files.values()].find((it) => it.bot === bot?.id && it.path === path);
    const bytes = file && fileBytes(world, file.id);
    if (!bytes)
      return answer(c, refusedCall('file', { params: {}, files: new Map() }, refusal(404, 'Not Found')));
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/octet-stream' });
  });
  return app;
}
