import type {
  FaultRule,
  Limits,
  RecordedCall,
  SandboxBot,
  SandboxChat,
  SandboxClock,
  SandboxMessage,
  SandboxUser,
} from './protocol.ts';

/** How to set the clock: a step, a moment (ISO), or a distance from real time. */
export type ClockMove = { advanceMs: number } | { to: string } | { offsetMs: number };
export type SandboxClient = ReturnType<typeof createSandboxClient>;

async function errorOf(response: Response): Promise<string> {
  const body = await response.text();
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed && 'error' in parsed) return String(parsed.error);
  } catch {
    // not JSON: the status below says enough
  }
  return body;
}

/**
 * The control API of protocol.ts as functions. Each rejects with an Error that carries the sandbox's own words.
 * @param url as `RunningSandbox.url`
 */
export function createSandboxClient(url: string) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${url}/sandbox/api/${path}`, {
      method,
      ...(body === undefined || isForm ? {} : { headers: { 'content-type': 'application/json' } }),
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await errorOf(response)}`);
    return (await response.json()) as T;
  };
  const chatPath = (bot: number, user: number) => `chats/${bot}/${user}`;
  return {
    users: () => call<SandboxUser[]>('GET', 'users'),
    putUsers: (users: SandboxUser[]) => call<{ count: number }>('PUT', 'users', users),
    deactivate: (user: number, deactivated: boolean) =>
      call<{ ok: true }>('POST', `users/${user}/deactivate`, { deactivated }),
    bots: () => call<SandboxBot[]>('GET', 'bots'),
    putBot: (bot: number, names: { username?: string; firstName?: string }) =>
      call<SandboxBot>('PUT', `bots/${bot}`, names),
    putStarted: (bot: number, users: number[]) =>
      call<{ count: number }>('PUT', `bots/${bot}/started`, { users }),
    chat: (bot: number, user: number) => call<SandboxChat>('GET', chatPath(bot, user)),
    write: (bot: number, user: number, text: string, replyTo?: number) =>
      call<SandboxMessage>('POST', `${chatPath(bot, user)}/messages`, { text, replyTo }),
    sendFile: (
      bot: number,
      user: number,
      {
        name,
        bytes,
        kind,
        caption = '',
      }: { name: string; bytes: Uint8Array<ArrayBuffer>; kind: string; caption?: string },
    ) => {
      const form = new FormData();
      form.set('kind', kind);
      form.set('caption', caption);
      form.set('file', new Blob([bytes]), name);
      return call<SandboxMessage>('POST', `${chatPath(bot, user)}/files`, form);
    },
    press: (bot: number, user: number, messageId: number, data: string) =>
      call<{ pressId: string }>('POST', `${chatPath(bot, user)}/presses`, { messageId, data }),
    /** `userId` says who votes where the chat is a group. */
    vote: (bot: number, user: number, messageId: number, options: number[], userId?: number) =>
      call<{ ok: true }>('POST', `${chatPath(bot, user)}/votes`, {
        messageId,
        options,
        ...(userId === undefined ? {} : { userId }),
      }),
    block: (bot: number, user: number, blocked: boolean) =>
      call<{ ok: true }>('POST', `${chatPath(bot, user)}/block`, { blocked }),
    writeInGroup: (bot: number, input: { userId: number; chatId: number; text: string; title?: string }) =>
      call<SandboxMessage>('POST', `chats/${bot}/group/messages`, input),
    clock: () => call<SandboxClock>('GET', 'clock'),
    moveClock: (move: ClockMove) => call<SandboxClock>('POST', 'clock', move),
    calls: (since = 0) => call<RecordedCall[]>('GET', `calls?since=${since}`),
    setFaults: (rules: FaultRule[]) => call<FaultRule[]>('PUT', 'faults', rules),
    setLimits: (limits: Limits) => call<Limits>('PUT', 'limits', limits),
    pushUpdate: (bot: number, update: Record<string, unknown>) =>
      call<{ ok: true }>('POST', `updates/${bot}`, update),
  };
}
