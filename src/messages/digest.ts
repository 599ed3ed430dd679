import { localDayText } from './hours.ts';
import { cadenceLine, type CadenceView } from './cadences.ts';
import { digest as en } from './locales/en/digest.ts';
import { digest as zh } from './locales/zh/digest.ts';
import { minutesFor } from './quiz-menu.ts';
import { timeText } from './times.ts';
import { button, escapeHtml, lines, shorten, type Button, type Language, type View } from './view.ts';
import { weekView, type WeekView } from './week.ts';

const words = { zh, en };

export type DigestItem =
  | { kind: 'notice' | 'ack-reminder'; id: string; text: string }
  | {
      kind: 'assessment-reminder';
      id: string;
      title: string;
      titleEn: string | null;
      closesAt: Date | string;
    }
  | { kind: 'visit-list'; people: number }
  | { kind: 'hours-waiting'; entries: number }
  | { kind: 'exam-reminder'; id: string; title: string; closesAt: Date }
  | ({ kind: 'cadence-due' } & CadenceView)
  | {
      kind: 'rectification-reminder' | 'rectification-overdue';
      id: string;
      text: string;
      personName: string;
      dueOn: string;
      owns: boolean;
    }
  | { kind: 'quiz-offer' | 'card-offer' | 'duties' }
  | { kind: 'study-reminder'; finished: number }
  | { kind: 'week'; week: WeekView }
  | { kind: 'review-offer'; reviews: number }
  | { kind: 'plan-assigned'; name: { zh: string; en: string }; endsOn: string };

/** Lines a screen holds; what is beyond them is found under /notices. */
const MOST_SHOWN = 6;

/**
 * Everything that could wait, in one message a day: a line each, and a button for what there is to do. Where the word of
 * the week is among it, the rest stands under that.
 */
export function digestView(
  language: Language,
  items: readonly DigestItem[],
  quizItems: number,
  most = MOST_SHOWN,
): View {
  const w = words[language];
  const word = items.find((item) => item.kind === 'week');
  if (word) {
    const others = items.filter(({ kind }) => kind !== 'week').slice(0, most);
    return weekView(language, word.week, {
      lines: others.map((item, i) => `${i + 1}. ${lineOf(language, item, quizItems)}`),
      buttons: others.flatMap((item, i) => buttonOf(language, item, i + 1)),
    });
  }
  const shown = items.slice(0, most);
  const told = shown.map((item, i) => `${i + 1}. ${lineOf(language, item, quizItems)}`);
  const buttons = shown.flatMap((item, i) => buttonOf(language, item, i + 1));
  const rows = [];
  for (let i = 0; i < buttons.length; i += 3) rows.push(buttons.slice(i, i + 3));
  return {
    text: lines(w.title(items.length), ...told, items.length > shown.length && '…', '', w.foot),
    buttons: rows,
  };
}

function lineOf(language: Language, item: DigestItem, quizItems: number): string {
  const w = words[language];
  switch (item.kind) {
    case 'quiz-offer':
      return w.quiz(quizItems, minutesFor(quizItems));
    case 'card-offer':
      return w.card;
    case 'duties':
      return w.duties;
    case 'review-offer':
      return w.review(item.reviews, minutesFor(item.reviews));
    case 'study-reminder':
      return w.study(item.finished);
    case 'week':
      return w.week;
    case 'plan-assigned':
      return w.plan(escapeHtml(item.name[language]), localDayText(language, item.endsOn));
    case 'notice':
      return w.notice(escapeHtml(shorten(item.text, 24)));
    case 'ack-reminder':
      return w.unconfirmed(escapeHtml(shorten(item.text, 24)));
    case 'visit-list':
      return w.visits(item.people);
    case 'hours-waiting':
      return w.hours(item.entries);
    case 'exam-reminder':
      return w.exam(escapeHtml(item.title), timeText(language, item.closesAt));
    case 'cadence-due':
      return cadenceLine(language, item);
    case 'rectification-reminder':
      return w.task(escapeHtml(shorten(item.text, 18)), localDayText(language, item.dueOn));
    case 'rectification-overdue': {
      const text = escapeHtml(shorten(item.text, 18));
      return item.owns ? w.taskOverdue(text) : w.taskOverdueOf(escapeHtml(item.personName), text);
    }
    case 'assessment-reminder': {
      const title = language === 'en' ? (item.titleEn ?? item.title) : item.title;
      return w.assessment(escapeHtml(title), timeText(language, item.closesAt));
    }
  }
}

/** The week's word is said beside the quiz and has no button of its own. */
function buttonOf(language: Language, item: DigestItem, n: number): Button[] {
  const { open } = words[language];
  switch (item.kind) {
    case 'quiz-offer':
      return [button(`${n} ${open.quiz}`, 'quiz.open')];
    case 'card-offer':
    case 'plan-assigned':
      return [button(`${n} ${open.card}`, 'study.open')];
    case 'duties':
      return [button(`${n} ${open.duties}`, 'duty.sheet')];
    case 'review-offer':
      return [button(`${n} ${open.review}`, 'review.open')];
    case 'study-reminder':
    case 'week':
      return [];
    case 'notice':
    case 'ack-reminder':
      return [button(`${n} ${open.notice}`, 'notice.read', item.id)];
    case 'visit-list':
      return [button(`${n} ${open.visits}`, 'visit.list', 'all', 0)];
    case 'cadence-due':
      return [button(`${n} ${open.meeting}`, 'meeting.new')];
    case 'hours-waiting':
      return [button(`${n} ${open.hours}`, 'hours.waiting', 0)];
    case 'exam-reminder':
      return [button(`${n} ${open.exam}`, 'exam.open', item.id)];
    case 'rectification-reminder':
    case 'rectification-overdue':
      return [button(`${n} ${open.task}`, 'task.open', item.id)];
    case 'assessment-reminder':
      return [button(`${n} ${open.assessment}`, 'assess.begin', item.id)];
  }
}
