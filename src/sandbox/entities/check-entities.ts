import { badRequest } from '../refusal.ts';
import type { Entity } from './entity.ts';
import { byteOffset } from './parse-error.ts';

/** Kinds a bot may give; the rest Telegram finds by itself and ignores here. */
const GIVEN = new Set(
  (
    'bold italic underline strikethrough spoiler blockquote expandable_blockquote code pre text_link ' +
    'text_mention custom_emoji'
  ).split(' '),
);
const FOUND = new Set('mention hashtag cashtag bot_command url email phone_number date_time'.split(' '));

const splitsPair = (text: string, at: number) =>
  at > 0 &&
  at < text.length &&
  /[\udc00-\udfff]/.test(text[at] ?? '') &&
  /[\ud800-\udbff]/.test(text[at - 1] ?? '');

/**
 * Entities given with a call against its text.
 * @returns those Telegram would keep.
 * @throws Refusal 400 for an unknown kind, an end beyond the text, or a cut through a surrogate pair.
 */
export function checkEntities(text: string, entities: Entity[]): Entity[] {
  return entities.filter((entity) => {
    const { type, offset, length } = entity;
    if (!GIVEN.has(type) && !FOUND.has(type))
      throw badRequest("can't parse entities: unsupported entity type");
    if (FOUND.has(type) || offset < 0 || length <= 0) return false;
    if (offset + length > text.length)
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${text.length}`,
      );
    if (splitsPair(text, offset))
      throw badRequest(
        `entity begins in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset - 1)}`,
      );
    if (splitsPair(text, offset + length))
      throw badRequest(
        `entity ends in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset + length - 1)}`,
      );
    return true;
  });
}
