/** Longest notice that still fits one Telegram message with its title and footer, in UTF-16 units. */
const NOTICE_LIMIT = 3000;

export type TextProblem =
  | { problem: 'empty' }
  | { problem: 'too-long'; length: number; limit: number }
  | { problem: 'secret-mark'; mark: string }
  | { problem: 'private-number'; what: 'id-card' | 'bank-card' | 'phone' };

const SECRET_MARK = /(绝密|机密|秘密|内部(?:资料|文件|使用|材料)|(?:^|[【［[（(])内部(?:[】］\])）]|$))/u;
const ID_CARD =
  /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/u;
const BANK_CARD = /(?<!\d)(?:\d[ -]?){15,18}\d(?!\d)/u;
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/u;

const passesLuhn = (digits: string): boolean =>
  [...digits].toReversed().reduce((sum, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0) %
    10 ===
  0;

/**
 * What may not be broadcast over a public messenger (row J8): secrecy marks, ID-card, bank-card and mobile numbers.
 * There is no override.
 */
export function findTextProblem(text: string): TextProblem | undefined {
  if (text.trim() === '') return { problem: 'empty' };
  if (text.length > NOTICE_LIMIT) return { problem: 'too-long', length: text.length, limit: NOTICE_LIMIT };
  const mark = SECRET_MARK.exec(text)?.[1];
  if (mark) return { problem: 'secret-mark', mark };
  if (ID_CARD.test(text)) return { problem: 'private-number', what: 'id-card' };
  const card = BANK_CARD.exec(text)?.[0].replace(/\D/g, '');
  if (card && passesLuhn(card)) return { problem: 'private-number', what: 'bank-card' };
  if (PHONE.test(text)) return { problem: 'private-number', what: 'phone' };
  return undefined;
}
