import { compileTypst } from './compile-typst.ts';
import { spellOutAll } from './printable.ts';

/** The draft of an opinion on somebody's integrity, in the words of its reader. */
export type OpinionFacts = {
  language: 'zh' | 'en';
  /** Year, month, day. */
  madeOn: readonly number[];
  title: string;
  /** Said at the head and across each page: nobody has decided anything. */
  draft: string;
  watermark: string;
  chain: string;
  /** What stands before, between and behind the numbers of the page and of all pages. */
  pages: readonly string[];
  rows: readonly { label: string; value: string }[];
  found: {
    title: string;
    head: readonly string[];
    rows: readonly { name: string; state: string; attention: boolean; entries: string }[];
    notes: readonly string[];
  };
  opinion: { title: string; hint: string };
  signatures: readonly string[];
  closing: string;
  /** Said where characters had to be spelled out. */
  spelled: string;
};

/**
 * The draft as PDF/A on A4. Characters that the font lacks are spelled out.
 * @throws Error when it cannot be set
 */
export function makeOpinion(facts: OpinionFacts, spell: (character: string) => string): Promise<Uint8Array> {
  const { data, spelled } = spellOutAll(facts, spell);
  const closing = spelled ? `${data.closing} ${data.spelled}` : data.closing;
  return compileTypst({ template: 'opinion', data: { ...data, closing } });
}
