import type { Entity } from './entities/entity.ts';
import type { BotCommand, CommandScope } from './telegram.ts';

/** Parameters of one call after coercion and type check: a present field has a type the description allows. */
export type Params = Record<string, unknown>;

export const text = (params: Params, name: string): string | undefined =>
  typeof params[name] === 'string' ? params[name] : undefined;

export const integer = (params: Params, name: string): number | undefined =>
  typeof params[name] === 'number' ? params[name] : undefined;

/** An absent flag is false, as everywhere in the Bot API. */
export const flag = (params: Params, name: string): boolean => params[name] === true;

/** The parameters that are arrays or objects, by name, in the shape the description has been checked for. */
type Shapes = {
  allowed_updates: string[];
  caption_entities: Entity[];
  commands: BotCommand[];
  correct_option_ids: number[];
  entities: Entity[];
  explanation_entities: Entity[];
  link_preview_options: Record<string, unknown>;
  media: Params & { type: string; media: string };
  menu_button: Record<string, unknown>;
  message_ids: number[];
  options: { text: string; text_parse_mode?: string; text_entities?: Entity[] }[];
  question_entities: Entity[];
  reaction: { type: string; emoji?: string }[];
  reply_markup: Record<string, unknown>;
  reply_parameters: { message_id: number; chat_id?: number | string; allow_sending_without_reply?: boolean };
  scope: CommandScope;
};

/** An array or object parameter. */
export const shaped = <K extends keyof Shapes>(params: Params, name: K): Shapes[K] | undefined =>
  typeof params[name] === 'object' && params[name] !== null ? (params[name] as Shapes[K]) : undefined;
