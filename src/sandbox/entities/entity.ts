/** A MessageEntity. `offset` and `length` count UTF-16 units. */
export type Entity = {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: { id: number; is_bot: boolean; first_name: string };
  language?: string;
  custom_emoji_id?: string;
};

export type FormattedText = { text: string; entities: Entity[] };

/** Telegram's order: by offset, then the longer (outer) first, then by type so that the order is total. */
export const sortEntities = (entities: Entity[]): Entity[] =>
  [...entities].sort(
    (a, b) => a.offset - b.offset || b.length - a.length || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0),
  );
