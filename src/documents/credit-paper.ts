import { compileTypst } from './compile-typst.ts';
import { spellOutAll } from './printable.ts';

type PaperEntry = {
  seq: number;
  date: string;
  kind: string;
  nature: string;
  text: string;
  /** Corrections and objections, which stand below what they concern. */
  notes: readonly { objection: boolean; label: string; text: string }[];
  who: readonly { did: string; name: string }[];
  hash: string;
  /** May be broken over pages. */
  long: boolean;
};

/** A whole file as a paper, in the words of its reader. */
export type PaperFacts = {
  language: 'zh' | 'en';
  /** Year, month, day. */
  madeOn: readonly number[];
  title: string;
  name: string;
  period: string;
  running: string;
  watermark: string;
  chain: string;
  /** What stands before, between and behind the numbers of the page and of all pages. */
  pages: readonly string[];
  rows: readonly { label: string; value: string }[];
  overview: {
    title: string;
    head: readonly string[];
    rows: readonly { name: string; state: string; attention: boolean; before: string }[];
    note: string;
  };
  words: { state: string; rule: string; source: string; empty: string };
  columns: readonly string[];
  sections: readonly {
    name: string;
    state: string;
    attention: boolean;
    rule: string;
    source: string;
    entries: readonly PaperEntry[];
  }[];
  closing: readonly string[];
  /** Said where characters had to be spelled out. */
  spelled: string;
};

/**
 * A whole file as PDF/A on A4. Characters that the font lacks are spelled out.
 * @throws Error when it cannot be set
 */
export function makeCreditPaper(
  facts: PaperFacts,
  spell: (character: string) => string,
): Promise<Uint8Array> {
  const { data, spelled } = spellOutAll(facts, spell);
  const closing = spelled ? [...data.closing, data.spelled] : data.closing;
  return compileTypst({ template: 'credit-file', data: { ...data, closing } });
}
