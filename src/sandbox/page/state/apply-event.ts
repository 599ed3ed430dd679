import type { SandboxChat, SandboxMessage } from '../../protocol.ts';
import type { ChatEvent, State } from './state.ts';
import { chatKey, currentBot, shownUsers } from './state.ts';

/** The chat after the event; replaying an event changes nothing the second time. */
export function applyToChat(chat: SandboxChat, event: ChatEvent): SandboxChat {
  switch (event.type) {
    case 'message':
    case 'edit':
      return { ...chat, started: true, messages: putMessage(chat.messages, event.message) };
    case 'delete':
      return { ...chat, messages: chat.messages.filter((message) => message.messageId !== event.messageId) };
    case 'chat':
      return { ...chat, blocked: event.blocked, commands: event.commands, keyboard: event.keyboard };
    default:
      return chat;
  }
}

/** The list with the message in its place by id. */
function putMessage(messages: SandboxMessage[], message: SandboxMessage): SandboxMessage[] {
  const at = messages.findIndex((other) => other.messageId >= message.messageId);
  if (at < 0) return [...messages, message];
  return messages.toSpliced(at, messages[at]?.messageId === message.messageId ? 1 : 0, message);
}

/** What an event about a chat changes: the chat when it is open, its unread count when it is not on the screen. */
export function applyChatEvent(state: State, event: ChatEvent): State {
  const key = chatKey(event.bot, event.user);
  const entry = state.chats[key];
  let next = state;
  if (entry) {
    const changed = { ...entry };
    if (entry.pending) changed.pending = [...entry.pending, event];
    if (entry.chat) changed.chat = applyToChat(entry.chat, event);
    if (event.type === 'typing') changed.typingAt = Date.now();
    if (event.type === 'message' && event.message.from === 'bot') delete changed.typingAt;
    next = { ...next, chats: { ...next.chats, [key]: changed } };
  }
  const seen = currentBot(state)?.id === event.bot && shownUsers(state).includes(event.user);
  if (event.type === 'message' && event.message.from === 'bot' && !seen) {
    next = { ...next, unread: { ...next.unread, [key]: (next.unread[key] ?? 0) + 1 } };
  }
  return next;
}
