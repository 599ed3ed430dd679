import type { Entity, FormattedText } from './entity.ts';

const DROPPED = /[\r\u2028-\u202e]|\u030a|\u0333|\u033f/;
const BLANKED = /[\0-\x09\x0b\x0c\x0e-\x1f]/g;
const SPACES = /[ \n]/;

/** Control characters become spaces, carriage returns and direction marks go, as Telegram does to every text. */
const cleanText = (text: string): string => text.replace(new RegExp(DROPPED, 'g'), '').replace(BLANKED, ' ');

/** `cleanText` of a text whose entities were given by offset: they are moved along. */
export function cleanFormatted({ text, entities }: FormattedText): FormattedText {
  if (!DROPPED.test(text)) return { text: cleanText(text), entities };
  const before = Array.from({ length: text.length + 1 }, () => 0);
  for (let i = 0; i < text.length; i++)
    before[i + 1] = (before[i] ?? 0) + (DROPPED.test(text[i] ?? '') ? 0 : 1);
  const moved = entities.map((entity) => {
    const offset = before[entity.offset] ?? 0;
    return { ...entity, offset, length: (before[entity.offset + entity.length] ?? offset) - offset };
  });
  return { text: cleanText(text), entities: moved.filter((entity) => entity.length > 0) };
}

function cut(entity: Entity, start: number, end: number): Entity {
  const offset = Math.max(entity.offset, start) - start;
  return { ...entity, offset, length: Math.min(entity.offset + entity.length, end) - start - offset };
}

/** Without spaces and line breaks at the end, and at the beginning up to the first entity. */
export function trimFormatted({ text, entities }: FormattedText): FormattedText {
  let end = text.length;
  while (end > 0 && SPACES.test(text[end - 1] ?? '')) end--;
  const firstEntity = Math.min(end, ...entities.map((entity) => entity.offset));
  let start = 0;
  while (start < firstEntity && SPACES.test(text[start] ?? '')) start++;
  return {
    text: text.slice(start, end),
    entities: entities.map((entity) => cut(entity, start, end)).filter((entity) => entity.length > 0),
  };
}
