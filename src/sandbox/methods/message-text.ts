import type { Entity, FormattedText } from '../entities/entity.ts';
import { formatText, visible } from '../entities/format-text.ts';
import { shaped, text } from '../params.ts';
import type { Params } from '../params.ts';
import { badRequest } from '../refusal.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

/** The `text` of a message, 1–4096 UTF-16 units after parsing. */
export function messageText(params: Params): FormattedText {
  const source = text(params, 'text') ?? '';
  if (source === '') throw badRequest('message text is empty');
  const formatted = visible(formatText(source, text(params, 'parse_mode'), shaped(params, 'entities')));
  if (formatted.text.length > MAX_TEXT) throw badRequest('message is too long');
  return formatted;
}

/** A caption, 0–1024 UTF-16 units after parsing, as the fields of a message. */
export function captionFields(params: Params): { caption?: string; caption_entities?: Entity[] } {
  const caption = text(params, 'caption');
  if (caption === undefined || caption === '') return {};
  const formatted = formatText(caption, text(params, 'parse_mode'), shaped(params, 'caption_entities'));
  if (formatted.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  if (formatted.text === '') return {};
  return {
    caption: formatted.text,
    ...(formatted.entities.length > 0 ? { caption_entities: formatted.entities } : {}),
  };
}

/** A text as the fields of a message. */
export const textFields = ({ text, entities }: FormattedText): { text: string; entities?: Entity[] } => ({
  text,
  ...(entities.length > 0 ? { entities } : {}),
});
