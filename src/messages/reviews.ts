import { cycleTitle } from './assessment-cycles.ts';
import { common as commonEn } from './locales/en/common.ts';
import { reviews as en } from './locales/en/reviews.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { reviews as zh } from './locales/zh/reviews.ts';
import { leftText, timeText } from './times.ts';
import { button, escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };
const LETTERS = 'ABCDE';

type TicketView = { id: string; name: string; reviewClosesAt: Date | string };

/** On whom the person may vote. */
export function ticketsView(
  language: Language,
  { rows, open, used }: { rows: readonly TicketView[]; open: number; used: number },
  now: Date,
): View {
  const w = words[language];
  const menu = [button(common[language].menu, 'menu.open')];
  const [first] = rows;
  if (!first) return { text: lines(w.listTitle, used > 0 ? w.listDone(used) : w.listNone), buttons: [menu] };
  return {
    text: lines(
      w.listTitle,
      ...rows.map((row, i) => w.listRow(i + 1, escapeHtml(row.name))),
      w.listMore(open),
      w.secret,
      w.until(timeText(language, first.reviewClosesAt), leftText(language, first.reviewClosesAt, now)),
    ),
    buttons: [rows.map((row, i) => button(String(i + 1), 'vote.open', row.id))],
  };
}

type VoteItem = {
  stem: { zh: string; en: string };
  options: readonly { text: { zh: string; en: string } }[];
};

/** One item; `secret`, so that no list of shown buttons keeps what they carry; `sealed` is what each option's button carries, anew for each. */
export function voteItemView(
  language: Language,
  name: string,
  items: readonly VoteItem[],
  position: number,
  sealed: readonly string[],
): View {
  const w = words[language];
  const item = items[position];
  return {
    text: lines(
      w.item(escapeHtml(name), position + 1, items.length),
      escapeHtml(item?.stem[language] ?? ''),
      '',
      ...(item?.options ?? []).map(({ text }, i) => `${LETTERS[i]}. ${escapeHtml(text[language])}`),
    ),
    buttons: [sealed.map((part, i) => button(LETTERS[i] ?? '', 'vote.on', part))],
    secret: true,
  };
}

export const voteCheckView = (language: Language, name: string, ticketId: string, sealed: string): View => ({
  text: lines(words[language].check(escapeHtml(name)), words[language].checkHint),
  buttons: [
    [
      button(words[language].again, 'vote.open', ticketId),
      button(common[language].submit, 'vote.cast', sealed),
    ],
  ],
  secret: true,
});
export const voteCastView = (language: Language, name: string, first: boolean): View => ({
  text: first ? words[language].cast(escapeHtml(name)) : words[language].castBefore(escapeHtml(name)),
  buttons: [[button(words[language].more, 'vote.list')]],
});
export const voteOverText = (language: Language): string => words[language].over;

type Titled = { title: string; titleEn: string | null };
/** Word that there is a review. */
export const reviewOpenView = (
  language: Language,
  cycle: Titled & { reviewClosesAt: Date | string },
  open: number,
  now: Date,
): View => ({
  text: lines(
    words[language].announce(cycleTitle(language, cycle), open),
    words[language].secret,
    words[language].until(
      timeText(language, cycle.reviewClosesAt),
      leftText(language, cycle.reviewClosesAt, now),
    ),
  ),
  buttons: [[button(words[language].start, 'vote.list')]],
});
/** What whoever ordered the cycle hears when it has been counted. */
export const reviewCountedView = (language: Language, cycle: Titled): View => ({
  text: words[language].counted(cycleTitle(language, cycle)),
  buttons: [[button(common[language].details, 'cycle.home')]],
});
