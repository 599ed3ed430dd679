const ORGAN = /^[\p{Script=Han}A-Za-z（）() ·、]{2,40}$/u;

/** The name of an organ as it was typed: no sentence, no digits. Undefined where it cannot be one. */
export function readOrgan(typed: string): string | undefined {
  const organ = typed.trim().replace(/\s+/g, ' ');
  return ORGAN.test(organ) ? organ : undefined;
}

const DOCUMENT_NO = /^([\p{Script=Han}A-Za-z]{1,16})[〔[［(（【](\d{4})[〕\]］)）】]第?(\d{1,5})号?$/u;

/** The number of a document, "青纪〔2026〕12号", however its brackets were typed. Undefined for anything else. */
export function readDocumentNo(typed: string): string | undefined {
  const found = DOCUMENT_NO.exec(typed.replace(/\s+/g, ''));
  if (!found) return undefined;
  const [, organ = '', year = '', n = ''] = found;
  return `${organ}〔${year}〕${Number(n)}号`;
}
