import type { SandboxEntity } from '../../protocol.ts';

export type EntityNode = string | { entity: SandboxEntity; children: EntityNode[] };

const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);

/** Entities that are paragraphs of their own. */
export const isBlock = (entity: SandboxEntity): boolean => BLOCKS.has(entity.type);

/**
 * Nests the entities (offsets in UTF-16 units, as Telegram counts) over the text. One that reaches past the entity
 * around it is cut there, and one that lies outside the text is left out.
 */
export function entityTree(text: string, entities: readonly SandboxEntity[]): EntityNode[] {
  const queue = entities
    .filter((entity) => entity.length > 0 && entity.offset >= 0)
    .toSorted(
      (a, b) => a.offset - b.offset || b.length - a.length || Number(isBlock(b)) - Number(isBlock(a)),
    );
  const build = (from: number, to: number): EntityNode[] => {
    const nodes: EntityNode[] = [];
    let at = from;
    for (let entity = queue[0]; entity && entity.offset < to; entity = queue[0]) {
      queue.shift();
      const start = Math.max(entity.offset, at);
      const end = Math.min(entity.offset + entity.length, to);
      if (end <= start) continue;
      if (start > at) nodes.push(text.slice(at, start));
      nodes.push({ entity, children: build(start, end) });
      at = end;
    }
    if (at < to) nodes.push(text.slice(at, to));
    return nodes;
  };
  return build(0, text.length);
}
