import { spellOutAll } from './printable.ts';
import { runWorker } from './run-worker.ts';

/** How a state is drawn: a ring from the inside, 3 the outermost; null is a gap. Rings are no marks. */
type Level = 3 | 2 | 1 | null;

/** What the picture of a file shows, in the words of its reader. Days are counted since 1970. */
export type CardFacts = {
  language: 'zh' | 'en';
  title: string;
  name: string;
  lines: readonly string[];
  /** What the rings mean, from the outside. */
  rings: readonly string[];
  legend: string;
  now: string;
  before: string;
  hasBefore: boolean;
  sections: readonly { name: string; state: string; level: Level; before: Level }[];
  timeline: {
    title: string;
    empty: string;
    from: number;
    to: number;
    today: number;
    lanes: readonly { name: string; days: readonly number[] }[];
  };
  open: { title: string; items: readonly { text: string; due: string; late: boolean }[]; more: string };
  footer: readonly string[];
  /** Said where characters had to be spelled out. */
  spelled: string;
  /** Stands slantwise all over the picture; empty on one's own. */
  watermark: string;
};

/** Of the picture, in pixels; its height follows from what there is to show. */
export const CARD_WIDTH = 1080;

/**
 * The summary of a file as a PNG for a phone. Characters that the font lacks are spelled out.
 * @throws Error when it cannot be drawn
 */
export function makeCreditCard(facts: CardFacts, spell: (character: string) => string): Promise<Uint8Array> {
  const { data, spelled } = spellOutAll(facts, spell);
  const footer = spelled ? [...data.footer, data.spelled] : data.footer;
  return runWorker(import.meta.url, 'card-worker', { ...data, footer } satisfies CardFacts);
}
