import { afterAll, beforeAll } from 'vitest';
import { createSandboxClient } from '../../src/sandbox/client.ts';
import type { SandboxClient } from '../../src/sandbox/client.ts';
import { validateCall, validateResult, validateType } from '../../src/sandbox/api/validate.ts';
import { startSandbox } from '../../src/sandbox/start.ts';

export const BOT = 7_700_000_010;
export const TOKEN = `${BOT}:a_token_for_the_tests_only`;
/** Has started the bot, speaks Chinese. */
export const ANN = 101;
/** Has started the bot, speaks English. */
export const BEN = 102;
/** Has an account and never spoke to the bot. */
export const CAT = 103;

const PEOPLE = [
  { id: ANN, firstName: '安娜', username: 'ann_zh', languageCode: 'zh' },
  { id: BEN, firstName: 'Ben', languageCode: 'en' },
  { id: CAT, firstName: 'Cat', languageCode: 'en' },
];
/** So that tests of other things can write as often as they like. */
const NO_LIMITS = {
  perSecond: 0,
  perChatPerSecond: 0,
  perChatBurst: 1,
  retryAfterSeconds: 1,
  groupPerMinute: 0,
};

/** An answer of the Bot API as it came. */
export type Answer = {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
};
export type SentMessage = { message_id: number; date: number; edit_date?: number } & Record<string, unknown>;
export type Update = { update_id: number } & Record<string, unknown>;

export type OpenSandbox = {
  url: string;
  client: SandboxClient;
  /** The address of a method. */
  at: (method: string, token?: string) => string;
  /** Calls with a JSON body and returns the whole answer; a result that its description refuses is an error. */
  call: (method: string, params?: Record<string, unknown>) => Promise<Answer>;
  /** Calls, and throws a refusal. */
  result: <T = unknown>(method: string, params?: Record<string, unknown>) => Promise<T>;
  send: (chatId: number, text: string, more?: Record<string, unknown>) => Promise<SentMessage>;
  /** getUpdates with an offset past what came; an update that its description refuses is an error. */
  updates: (more?: Record<string, unknown>) => Promise<Update[]>;
};

/** The description's own word on a call, its answer and, for getUpdates, each update. */
export function checkAnswer(method: string, answer: Answer): void {
  if (!answer.ok) {
    if (typeof answer.error_code !== 'number' || !answer.description)
      throw new Error(`a refusal without its words: ${JSON.stringify(answer)}`);
    return;
  }
  const problems = validateResult(method, answer.result);
  if (Array.isArray(answer.result) && method === 'getUpdates')
    for (const update of answer.result) problems.push(...validateType('Update', update));
  if (problems.length > 0) throw new Error(`${method}: ${problems.join('; ')}`);
}

/** How a test file speaks to a running sandbox as the bot with TOKEN. */
export function speakTo(url: string): OpenSandbox {
  let offset = 0;
  const at = (method: string, token = TOKEN) => `${url}/bot${token}/${method}`;
  const call: OpenSandbox['call'] = async (method, params = {}) => {
    const response = await fetch(at(method), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    const answer = (await response.json()) as Answer;
    if (answer.ok !== response.ok || (answer.error_code ?? 200) !== response.status)
      throw new Error(`status ${response.status} and ${JSON.stringify(answer)}`);
    checkAnswer(method, answer);
    return answer;
  };
  const result = async <T = unknown>(method: string, params: Record<string, unknown> = {}): Promise<T> => {
    const unfit = validateCall(method, params);
    if (unfit.length > 0) throw new Error(`${method} is called wrongly: ${unfit.join('; ')}`);
    const answer = await call(method, params);
    if (!answer.ok) throw new Error(`${method}: ${answer.description}`);
    return answer.result as T;
  };
  return {
    url,
    client: createSandboxClient(url),
    at,
    call,
    result,
    send: (chatId, text, more = {}) => result('sendMessage', { chat_id: chatId, text, ...more }),
    async updates(more = {}) {
      const came = await result<Update[]>('getUpdates', { offset, ...more });
      offset = (came.at(-1)?.update_id ?? offset - 1) + 1;
      return came;
    },
  };
}

/** Puts the people of the tests into a sandbox, two of them with a chat, and switches its limits off. */
export async function peopleTests({ client }: OpenSandbox): Promise<void> {
  await client.putUsers(PEOPLE);
  await client.putStarted(BOT, [ANN, BEN]);
  await client.setLimits(NO_LIMITS);
}

/** A sandbox for one test file, with its people and without its page. It is there from the first test on. */
export function useSandbox({ page }: { page: boolean } = { page: false }): OpenSandbox {
  const opened = {} as OpenSandbox;
  let close: () => Promise<void> = () => Promise.resolve();
  beforeAll(async () => {
    const running = await startSandbox({ page, log: console.error });
    close = running.close;
    Object.assign(opened, speakTo(running.url));
    await peopleTests(opened);
  });
  afterAll(() => close());
  return opened;
}
