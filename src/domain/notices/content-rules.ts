/** What may not go over a public messenger: a secrecy mark as it was found, or a kind of personal number. */
export type ContentProblem =
  | { problem: 'secret-mark'; mark: string }
  | { problem: 'private-number'; what: 'id-card' | 'bank-card' | 'phone' };

/**
 * Words that hold 秘密 or 机密 and mark nothing: elections by secret ballot, and study of the secrecy law. They are taken
 * out before the marks are looked for.
 */
const HARMLESS =
  /秘密(?:写票|投票|划票|填票|填写|表决|计票)|(?:保守|泄露|泄漏|侵犯|窃取|刺探|出卖)[^，。；！？\n]{0,8}(?:秘密|机密)|国家秘密法|商业(?:秘密|机密)/gu;

/** Marks of secrecy as documents carry them: anywhere, spaced out beside a star or alone on a line, or in brackets. */
const MARKS = [
  /绝密|机密|秘密/u,
  /[绝机秘] +密(?= *[★☆])/u,
  /^ *([绝机秘] +密) *$/mu,
  /内部(?:资料|文件|使用|材料|传阅|参考|掌握|刊物|明电|电报)/u,
  /[【[〔(<「] *(内 *部) *[】\]〕)>」]/u,
  /^ *(内 *部) *(?:$|[★☆])/mu,
  /(?:请勿|不得|严禁|禁止)外传/u,
  /\b(?:top secret|strictly confidential|for internal use|internal use only)\b/iu,
  /^[ [(]*((?:confidential|secret|internal)) *(?:$|[)\]:])/imu,
];

/** Full-width digits and letters count as the plain ones; what has no width hides nothing. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\p{Cf}/gu, '');

/** ISO 7064 MOD 11-2, as GB 11643 has it, over the first 17 digits of an identity number. */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const isIdNumber = (number: string): boolean => {
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return '10X98765432'[sum % 11] === number.at(-1)?.toUpperCase();
};
const ID_CARD =
  /(?<![\dA-Za-z])[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?![\dA-Za-z])/gu;

/** Card numbers begin with 3 to 6 or 9; they are written in one piece, in groups of four, or 6 and the rest. */
const BANK_CARD =
  /(?<!\d)(?:[3-69]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?|[3-69]\d{5}[ -]?\d{10,13})(?![\d])/gu;
const passesLuhn = (digits: string): boolean =>
  [...digits].toReversed().reduce((sum, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0) %
    10 ===
  0;

/** A mobile number in one piece or as 3-4-4, with or without the country's code. */
const PHONE = /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/u;

const digitsOf = (found: string): string => found.replace(/[ -]/g, '');

/**
 * The first thing in a text that may not be broadcast (row J8): a secrecy mark, or an identity, bank-card or mobile number.
 * Identity numbers are told by their check digit (GB 11643) and cards by Luhn's, so that other long numbers pass.
 */
export function findContentProblem(text: string): ContentProblem | undefined {
  const read = plain(text);
  const marked = read.replace(HARMLESS, '');
  for (const pattern of MARKS) {
    const found = pattern.exec(marked);
    if (found) return { problem: 'secret-mark', mark: (found[1] ?? found[0]).trim() };
  }
  const finds = (pattern: RegExp, holds: (digits: string) => boolean) =>
    [...read.matchAll(pattern)].some(([found]) => holds(digitsOf(found)));
  if (finds(ID_CARD, isIdNumber)) return { problem: 'private-number', what: 'id-card' };
  if (finds(BANK_CARD, passesLuhn)) return { problem: 'private-number', what: 'bank-card' };
  if (PHONE.test(read)) return { problem: 'private-number', what: 'phone' };
  return undefined;
}
