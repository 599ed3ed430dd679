import type { SandboxBot, SandboxChat, SandboxClock, SandboxMessage, SandboxUser } from '../../protocol.ts';

/** How to set the clock: a step, a moment, or a distance from real time. */
export type ClockMove = { advanceMs: number } | { to: string } | { offsetMs: number };
export type Upload = { file: File; caption: string; kind: 'photo' | 'document' };
export type Api = ReturnType<typeof createApi>;

/** Where a file's bytes are. */
export const fileUrl = (fileId: string): string => `/sandbox/api/files/${encodeURIComponent(fileId)}`;

/**
 * The sandbox's control API as functions. Each rejects with an Error whose message is the server's own
 * `error` text, or the HTTP status when there is none.
 */
export function createApi(request: typeof fetch) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const form = body instanceof FormData;
    const response = await request(`/sandbox/api/${path}`, {
      method,
      headers: body === undefined || form ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await errorText(response));
    return (await response.json()) as T;
  };
  const chat = (bot: number, user: number) => `chats/${bot}/${user}`;
  return {
    users: () => call<SandboxUser[]>('GET', 'users'),
    putUser: (id: number, user: { firstName: string; languageCode: string }) =>
      call<SandboxUser>('PUT', `users/${id}`, user),
    bots: () => call<SandboxBot[]>('GET', 'bots'),
    clock: () => call<SandboxClock>('GET', 'clock'),
    moveClock: (move: ClockMove) => call<SandboxClock>('POST', 'clock', move),
    chat: (bot: number, user: number) => call<SandboxChat>('GET', chat(bot, user)),
    write: (bot: number, user: number, text: string, replyTo?: number) =>
      call<SandboxMessage>('POST', `${chat(bot, user)}/messages`, { text, replyTo }),
    upload: (bot: number, user: number, upload: Upload) => {
      const form = new FormData();
      form.set('kind', upload.kind);
      form.set('caption', upload.caption);
      form.set('file', upload.file, upload.file.name);
      return call<SandboxMessage>('POST', `${chat(bot, user)}/files`, form);
    },
    contact: (bot: number, user: number, phoneNumber: string) =>
      call<SandboxMessage>('POST', `${chat(bot, user)}/contacts`, { phoneNumber }),
    press: (bot: number, user: number, messageId: number, data: string) =>
      call<{ pressId: string }>('POST', `${chat(bot, user)}/presses`, { messageId, data }),
    vote: (bot: number, user: number, messageId: number, options: number[]) =>
      call<{ ok: true }>('POST', `${chat(bot, user)}/votes`, { messageId, options }),
    block: (bot: number, user: number, blocked: boolean) =>
      call<{ ok: true }>('POST', `${chat(bot, user)}/block`, { blocked }),
  };
}

async function errorText(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (body && typeof body === 'object' && 'error' in body && typeof body.error === 'string')
      return body.error;
  } catch {
    // Not JSON: a proxy or a stopped server answered; the status says enough.
  }
  return `HTTP ${response.status}`;
}
