import type { Entity } from './entities/entity.ts';

/** The Bot API's objects as far as the sandbox makes them; field names are Telegram's. */
export type ApiUser = {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
  language_code?: string;
};
export type ApiChat = {
  id: number;
  type: 'private' | 'group';
  title?: string;
  username?: string;
  first_name?: string;
};
export type PhotoSize = {
  file_id: string;
  file_unique_id: string;
  width: number;
  height: number;
  file_size: number;
};
export type ApiDocument = {
  file_id: string;
  file_unique_id: string;
  file_name?: string;
  mime_type?: string;
  file_size: number;
};
export type Contact = { phone_number: string; first_name: string; user_id?: number };
export type InlineButton = { text: string; url?: string; callback_data?: string } & Record<string, unknown>;
export type InlineKeyboard = { inline_keyboard: InlineButton[][] };
export type PollOption = {
  persistent_id: string;
  text: string;
  text_entities?: Entity[];
  voter_count: number;
};
export type ApiPoll = {
  id: string;
  question: string;
  question_entities?: Entity[];
  options: PollOption[];
  total_voter_count: number;
  is_closed: boolean;
  is_anonymous: boolean;
  type: 'regular' | 'quiz';
  allows_multiple_answers: boolean;
  allows_revoting: boolean;
  members_only: boolean;
  correct_option_ids?: number[];
  explanation?: string;
  explanation_entities?: Entity[];
  open_period?: number;
  close_date?: number;
  description?: string;
  description_entities?: Entity[];
};

/** A message is replaced when it changes, never altered: what an update carries stays as it was. */
export type ApiMessage = {
  message_id: number;
  from?: ApiUser;
  date: number;
  chat: ApiChat;
  forward_origin?: { type: 'user'; date: number; sender_user: ApiUser };
  reply_to_message?: ApiMessage;
  edit_date?: number;
  has_protected_content?: true;
  text?: string;
  entities?: Entity[];
  link_preview_options?: Record<string, unknown>;
  photo?: PhotoSize[];
  document?: ApiDocument;
  caption?: string;
  caption_entities?: Entity[];
  show_caption_above_media?: true;
  has_media_spoiler?: true;
  contact?: Contact;
  poll?: ApiPoll;
  reply_markup?: InlineKeyboard;
};

export type BotCommand = { command: string; description: string };
export type CommandScope = { type: string; chat_id?: number | string; user_id?: number };
