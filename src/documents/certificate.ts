import { compileTypst } from './compile-typst.ts';
import { spellOut } from './printable.ts';

/** What a certificate says, in the words of its reader; rows are a label and a value each. */
export type CertificateFacts = {
  language: 'zh' | 'en';
  title: string;
  /** To whom it is given. */
  name: string;
  /** That they passed, as a sentence. */
  statement: string;
  rows: readonly { label: string; value: string }[];
  code: string;
  howToVerify: string;
};

/**
 * A certificate as a PDF of one A4 page. A character of the name that the font lacks is spelled out.
 */
export function makeCertificate(
  facts: CertificateFacts,
  spell: (character: string) => string,
): Promise<Uint8Array> {
  const name = spellOut(facts.name, spell);
  return compileTypst({ template: 'certificate', data: { ...facts, name } });
}
