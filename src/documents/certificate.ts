import { compileTypst } from './compile-typst.ts';
import { isPrintable } from './printable.ts';

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
 * A certificate as a PDF of one A4 page. A character that the font lacks, as in a rare name, is printed as `spell` gives it,
 * between brackets, since a blank box would be nobody's name.
 */
export function makeCertificate(
  facts: CertificateFacts,
  spell: (character: string) => string,
): Promise<Uint8Array> {
  const name = [...facts.name]
    .map((character) => (isPrintable(character) ? character : `(${spell(character)})`))
    .join('');
  return compileTypst({ template: 'certificate', data: { ...facts, name } });
}
