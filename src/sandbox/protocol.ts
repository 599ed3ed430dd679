/**
 * What the sandbox's browser page, the demo and the tests say to the sandbox beside the Bot API itself.
 *
 * A sandbox is one local Telegram: any number of bots (a bot exists as soon as a token is used, and keeps that
 * token), any number of users, one private chat per (bot, user). Everything lives under `/sandbox/api/` on the Bot
 * API's own port and is JSON; files travel as multipart (up) or plain bytes (down). An error is `{ error: string }`:
 * 400 for a body or address that cannot be read, 404 for what does not exist, 409 for what the state does not allow,
 * 413 above 52 MB.
 *
 *   GET  /sandbox/api/users                                 -> SandboxUser[]
 *   PUT  /sandbox/api/users/:id        SandboxUser, no id   -> SandboxUser          (adds or renames)
 *   PUT  /sandbox/api/users            SandboxUser[]        -> { count }            (many at once)
 *   POST /sandbox/api/users/:id/deactivate {deactivated}    -> { ok: true }         (a deleted account: 403 for the bot)
 *   GET  /sandbox/api/bots                                  -> SandboxBot[]
 *   PUT  /sandbox/api/bots/:bot        {username?, firstName?} -> SandboxBot        (adds or renames)
 *   PUT  /sandbox/api/bots/:bot/started {users: number[]}   -> { count }            (as if each had pressed START, no update)
 *   GET  /sandbox/api/chats/:bot/:user                      -> SandboxChat          (whole state of one chat)
 *   POST /sandbox/api/chats/:bot/:user/messages {text, replyTo?} -> SandboxMessage  (the user writes; `/x` becomes a bot_command entity)
 *   POST /sandbox/api/chats/:bot/:user/files   multipart file=…, caption=… kind=photo|document -> SandboxMessage
 *   POST /sandbox/api/chats/:bot/:user/contacts {phoneNumber, userId?, firstName?} -> SandboxMessage (userId: own when absent)
 *   POST /sandbox/api/chats/:bot/:user/presses {messageId, data} -> { pressId }     (an inline button is pressed)
 *   POST /sandbox/api/chats/:bot/:user/votes   {messageId, options: number[]} -> { ok: true }  (a poll is answered)
 *   POST /sandbox/api/chats/:bot/:user/block   {blocked: boolean} -> { ok: true }   (sends my_chat_member)
 *   POST /sandbox/api/chats/:bot/group/messages {userId, chatId, text, title?} -> SandboxMessage (the user writes in a group)
 *     (chatId < 0; a group's chat, events and presses use its id where a private chat has :user; a press in a group
 *      names who presses: {messageId, data, userId}, a vote too)
 *   GET  /sandbox/api/files/:fileId                         -> the bytes
 *   GET  /sandbox/api/clock?after=<offsetMs>                -> SandboxClock         (waits up to 25 s while offset equals `after`)
 *   POST /sandbox/api/clock            {advanceMs} | {to: ISO string} | {offsetMs} -> SandboxClock
 *   GET  /sandbox/api/calls?since=<n>                       -> RecordedCall[]       (the last 20,000 Bot API calls, for tests; without
 *      answered getUpdates, and without calls that a fault swallowed before they were done)
 *   GET  /sandbox/api/faults                                -> FaultRule[]
 *   PUT  /sandbox/api/faults           FaultRule[]          -> FaultRule[]          (replaces all)
 *   GET  /sandbox/api/limits                                -> Limits
 *   PUT  /sandbox/api/limits           Limits               -> Limits
 *   POST /sandbox/api/updates/:bot     raw Update           -> { ok: true }         (any update, as it is: replays, rubbish)
 *   GET  /sandbox/api/events?bot=&user=                     -> text/event-stream of SandboxEvent (bot/user are filters)
 */

export type SandboxUser = {
  id: number;
  firstName: string;
  username?: string;
  languageCode: string;
  /** One line shown under the name in the picker, e.g. "乡镇书记 · 青石镇". */
  note?: string;
  /** Text the page offers as the first thing to send, e.g. "/start AB12…" for somebody not yet bound. */
  suggest?: string;
};

export type SandboxBot = { id: number; username: string; firstName: string };

export type SandboxEntity = { type: string; offset: number; length: number; url?: string; language?: string };
export type SandboxButton = { text: string; callbackData?: string; url?: string };
export type SandboxFile = {
  fileId: string;
  name?: string;
  mimeType: string;
  size: number;
  width?: number;
  height?: number;
};
export type SandboxPoll = {
  id: string;
  question: string;
  options: { text: string; voters: number; chosen: boolean }[];
  quiz: boolean;
  multiple: boolean;
  anonymous: boolean;
  correct?: number[];
  explanation?: string;
  closed: boolean;
};

export type SandboxMessage = {
  messageId: number;
  /** Unix seconds by the sandbox clock. */
  date: number;
  editDate?: number;
  from: 'user' | 'bot';
  text?: string;
  caption?: string;
  entities: SandboxEntity[];
  buttons: SandboxButton[][];
  photo?: SandboxFile;
  document?: SandboxFile;
  poll?: SandboxPoll;
  replyTo?: number;
  /** protect_content: the page refuses copying and marks the bubble. */
  protected: boolean;
  /** Emoji the bot reacted with. */
  reaction?: string;
  contact?: { phoneNumber: string; firstName: string; userId?: number };
};

export type SandboxChat = {
  bot: SandboxBot;
  user: SandboxUser;
  blocked: boolean;
  /** The user has pressed START or written at least once; before that a bot may not write. */
  started: boolean;
  messages: SandboxMessage[];
  /** The commands this chat sees, after scopes and languages are resolved as Telegram does. */
  commands: { command: string; description: string }[];
  /** The last reply keyboard sent and not removed. */
  keyboard?: { rows: string[][]; resize: boolean; placeholder?: string };
};

export type SandboxClock = { now: string; offsetMs: number };

export type RecordedCall = {
  n: number;
  bot: number;
  method: string;
  params: Record<string, unknown>;
  /** What was answered: 200 with the result, or the refusal. */
  status: number;
  description?: string;
  result?: unknown;
  /** Sandbox clock, ISO. */
  at: string;
  /** Parameters the Bot API description does not know. Absent when there are none. */
  warnings?: string[];
};

export type SandboxEvent =
  | { type: 'message'; bot: number; user: number; message: SandboxMessage }
  | { type: 'edit'; bot: number; user: number; message: SandboxMessage }
  | { type: 'delete'; bot: number; user: number; messageId: number }
  | {
      type: 'press';
      bot: number;
      user: number;
      pressId: string;
      answered: boolean;
      text?: string;
      alert?: boolean;
      url?: string;
    }
  | { type: 'typing'; bot: number; user: number }
  | {
      type: 'chat';
      bot: number;
      user: number;
      blocked: boolean;
      commands: SandboxChat['commands'];
      keyboard?: SandboxChat['keyboard'];
    }
  | { type: 'users' }
  | { type: 'bots' }
  | { type: 'clock'; clock: SandboxClock };

/** The first rule that matches and whose dice fall decides; `times` counts down and the rule ends at 0. */
export type FaultRule = {
  bot?: number;
  method?: string;
  chatId?: number;
  /** 0..1; 1 when absent. */
  probability?: number;
  times?: number;
  fault:
    | {
        kind: 'status';
        status: 400 | 401 | 403 | 404 | 429 | 500 | 502;
        description?: string;
        /** Seconds, for a 429; 1 when absent. */
        retryAfter?: number;
      }
    /** Waits `ms`, then does the call (`accept: true`) or closes the connection without doing it. */
    | { kind: 'hang'; ms: number; accept: boolean }
    /** Closes the connection; the call has been done (`accept: true`) or not. */
    | { kind: 'reset'; accept: boolean };
};

/**
 * Messages a second for one bot over a strict sliding second, and per chat with a burst of at least 1; a rate of 0
 * switches a limit off. limiter.ts says exactly what counts. Neither limits nor faults outlive the sandbox's process.
 */
export type Limits = {
  perSecond: number;
  perChatPerSecond: number;
  perChatBurst: number;
  retryAfterSeconds: number;
  /** Messages in any sliding minute to one group; 20 when absent. */
  groupPerMinute?: number;
  /** Messages in any sliding second for calls with `allow_paid_broadcast`; 1000 when absent. */
  paidPerSecond?: number;
};
