import { broadcast as en } from './locales/en/broadcast.ts';
import { broadcast as zh } from './locales/zh/broadcast.ts';
import { noticeView } from './notices.ts';
import { dayText, timeText } from './times.ts';
import { escapeHtml, lines, type Language, type View } from './view.ts';

const words = { zh, en };

/** A condition of an audience by what it is about; `value` is an id of the rules, or a name as people know it. */
export type SelectorView = { by: 'role' | 'post' | 'tag' | 'plan' | 'unit' | 'list'; value: string };

/** What a notice says, to whom it goes and how: as an author is about to send it, or a second person about to approve. */
export type NoticePlan = {
  text: string;
  html: string | null;
  authorName: string;
  /** Of the photo or document that goes with it. */
  fileName: string | null;
  /** Null where it need not be said. */
  kindName: { zh: string; en: string } | null;
  needsAcknowledgement: boolean;
  answers: readonly ('question' | 'cannot-attend')[];
  check: { question: string; options: readonly string[]; answer: number } | null;
  urgentReason: string | null;
  /** Null: at once. */
  sendAt: Date | null;
  repeat: { every: 'day' | 'week' | 'month'; until: string } | null;
  dueAt: Date | null;
  /** When the digest that it rides in goes out. */
  digestAt: Date | null;
  unitNames: readonly string[];
  /** People of an uploaded list, beside the units. */
  listed: number;
  narrow: readonly SelectorView[];
  except: readonly SelectorView[];
  people: number;
  units: number;
  unreachable: number;
  exempt: number;
  /** How many have met the cap of notices a week already. */
  overCap: number;
  weeklyCap: number;
  /** When the quiet hours end that it would fall into. */
  quietUntil: Date | null;
  needsApproval: boolean;
};

/** Names in a line are cut here. */
const NAMES_SHOWN = 6;
const SEPARATOR = { zh: '、', en: ', ' };
export function namesText(language: Language, names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map(escapeHtml).join(SEPARATOR[language]);
  return names.length > NAMES_SHOWN ? `${shown}…` : shown;
}

/** What a condition is called, e.g. the role's name in the reader's language. */
export function selectorName(language: Language, { by, value }: SelectorView): string {
  const w = words[language];
  const known: Record<string, string> = by === 'role' ? w.roles : by === 'plan' ? w.plans : {};
  return known[value] ?? value;
}
export const selectorsText = (language: Language, selectors: readonly SelectorView[]): string =>
  namesText(
    language,
    selectors.map((selector) => selectorName(language, selector)),
  );

/** "Sent now", "every week, Fri 28 Nov, 15:00 … until …", or the digest. */
export function whenText(
  language: Language,
  plan: Pick<NoticePlan, 'sendAt' | 'repeat' | 'digestAt'>,
): string {
  const w = words[language];
  const { sendAt, repeat, digestAt } = plan;
  if (digestAt !== null && sendAt === null) return w.inDigest(timeText(language, digestAt));
  const first = sendAt === null ? w.now : w.at(timeText(language, sendAt));
  if (repeat === null) return first;
  const until = w.until(dayText(language, `${repeat.until}T00:00:00+08:00`));
  return [first, w.every[repeat.every], until].join(language === 'zh' ? '，' : ', ');
}

/** Who and how, a line each; what goes without saying is left out. */
function planLines(language: Language, plan: NoticePlan): string[] {
  const w = words[language];
  const names = [...plan.unitNames, ...(plan.listed > 0 ? [w.listed(plan.listed)] : [])];
  const asks = [
    plan.needsAcknowledgement ? w.confirmAsked : w.notConfirmed,
    ...(plan.dueAt === null ? [] : [w.due(timeText(language, plan.dueAt))]),
  ];
  const quiet = plan.quietUntil && timeText(language, plan.quietUntil);
  return [
    // Villages that are named already are not counted once more.
    w.audience(namesText(language, names), plan.people, plan.units > names.length ? plan.units : 1),
    plan.narrow.length > 0 && w.narrowed(selectorsText(language, plan.narrow)),
    plan.except.length > 0 && w.except(selectorsText(language, plan.except)),
    plan.unreachable > 0 && w.unreachable(plan.unreachable, plan.needsAcknowledgement),
    plan.exempt > 0 && w.exempt(plan.exempt),
    plan.kindName !== null && w.kind(escapeHtml(plan.kindName[language])),
    w.manner(whenText(language, plan), ...asks),
    plan.urgentReason !== null && w.passesQuiet(escapeHtml(plan.urgentReason)),
    quiet !== null && (plan.sendAt === null ? w.quietNow(quiet) : w.quietThen(quiet)),
    plan.overCap > 0 && plan.digestAt === null && w.overCap(plan.overCap, plan.weeklyCap),
    plan.needsApproval && w.needsApproval,
    plan.fileName !== null && w.attached(escapeHtml(plan.fileName)),
  ].filter((line) => line !== false);
}

/** Telegram takes 4,096 UTF-16 units without the tags; what lies around the text may grow by a name. */
const MESSAGE_MOST = 4000;

/** What the recipients get, without its buttons. */
export const seenView = (language: Language, plan: NoticePlan, now: Date): View => {
  const notice = {
    ...plan,
    id: '',
    check: plan.check ?? undefined,
    urgent: plan.urgentReason !== null,
    sentAt: plan.sendAt ?? now,
    acknowledgement: null,
  };
  const { text } = noticeView(language, notice, { now, caption: plan.fileName !== null });
  return { text, buttons: [] };
};

/** The lines of a plan, and under them exactly what the recipients get; cut where both do not fit into one message. */
export function planText(
  language: Language,
  title: string,
  plan: NoticePlan,
  now: Date,
  extra: readonly string[] = [],
): string {
  const head = lines(title, ...extra, ...planLines(language, plan), words[language].seenBelow);
  const seen = (text: string, html: string | null): string =>
    lines(head, seenView(language, { ...plan, text, html }, now).text);
  const whole = seen(plan.text, plan.html);
  const over = whole.replace(/<[^>]*>/g, '').length - MESSAGE_MOST;
  return over <= 0 ? whole : seen(`${plan.text.slice(0, -over - 1).toWellFormed()}…`, null);
}
