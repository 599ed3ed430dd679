import { common as commonEn } from './locales/en/common.ts';
import { common as commonZh } from './locales/zh/common.ts';
import { quizzes as en } from './locales/en/quizzes.ts';
import { quizzes as zh } from './locales/zh/quizzes.ts';
import { button, escapeHtml, lines, type Button, type Language, type View } from './view.ts';

const words = { zh, en };
const common = { zh: commonZh, en: commonEn };

/** About how many minutes so many questions take. */
export const minutesFor = (items: number): number => Math.max(1, Math.round(items * 0.4));

export const offerView = (language: Language, items: number): View => ({
  text: words[language].offer(items, minutesFor(items)),
  buttons: [[button(words[language].begin, 'quiz.open')]],
});

export const weeklyView = (language: Language, finished: number): View => ({
  text: words[language].weekly(finished),
  buttons: [[button(words[language].begin, 'quiz.open')]],
});

const inRows = (buttons: readonly Button[], width: number): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / width) }, (_, row) =>
    buttons.slice(row * width, (row + 1) * width),
  );

export type PracticeItem = { preset: string; name: string; items: number; minutes: number | null };

/** A duty with the title of the post that carries it. */
export type PracticeDuty = { post: string; name: string };

/**
 * What anybody may take when they like, for themselves, and why there is more of some topics for them.
 * @param openExams exams that they are to sit, and can now
 */
export function practiceView(
  language: Language,
  items: readonly PracticeItem[],
  duties: readonly PracticeDuty[],
  openExams = 0,
): View {
  const w = words[language];
  return {
    text: lines(
      w.practiceTitle,
      '',
      ...items.map(({ name, items: n, minutes }) => w.practiceLine(escapeHtml(name), n, minutes)),
      duties.length > 0 && '',
      ...dutyLines(language, duties),
    ),
    buttons: [
      ...inRows(
        items.map(({ preset, name }) =>
          button(
            name,
            preset === 'topic' ? 'quiz.topics' : 'quiz.start',
            ...(preset === 'topic' ? [] : [preset]),
          ),
        ),
        2,
      ),
      ...(openExams > 0 ? [[button(w.openExams(openExams), 'exam.list')]] : []),
    ],
  };
}

/** "Because of your post", said once a post. */
function dutyLines(language: Language, duties: readonly PracticeDuty[]): string[] {
  const w = words[language];
  const posts = [...new Set(duties.map(({ post }) => post))];
  return posts.map((post) =>
    w.becauseOfPost(
      escapeHtml(post),
      duties
        .filter((duty) => duty.post === post)
        .map(({ name }) => escapeHtml(name))
        .join(w.comma),
    ),
  );
}

export function topicsView(language: Language, topics: readonly { id: string; name: string }[]): View {
  return {
    text: words[language].topicTitle,
    buttons: [
      ...topics.map(({ id, name }) => [button(name, 'quiz.start', 'topic', id)]),
      [button(common[language].return, 'quiz.practice')],
    ],
  };
}
