import type { Duplicate } from './duplicate-rules.ts';
import type { OfferedQuestion } from './offered-question.ts';
import type { ImportDraft, Like } from './propose-questions.ts';

/** What the reader of question files hands on (formats/read-question-bank.ts). */
type ReadFile = {
  bank:
    | {
        ok: true;
        format: string;
        questions: readonly OfferedQuestion[];
        warnings: readonly unknown[];
      }
    | {
        ok: false;
        format: string | null;
        problems: readonly unknown[];
        problemCount: number;
        warnings: readonly unknown[];
      };
  likes: readonly Duplicate[];
};

const STEM = 200;
const start = (text: string): string => [...text].slice(0, STEM).join('');

/**
 * A file that was read, as it is kept until somebody confirms it.
 * @param existing what the file was compared with, in the order it was given to the reader
 */
export function makeDraft(
  { bank, likes }: ReadFile,
  existing: readonly { code: string; stem: string }[],
): ImportDraft {
  const { format, warnings } = bank;
  const shared = { format, warnings: [...warnings], documentId: null };
  if (!bank.ok) {
    const { problems, problemCount } = bank;
    return { ...shared, questions: [], likes: [], problems: [...problems], problemCount };
  }
  const { questions } = bank;
  const likeOf = ({ index, of, similarity }: Duplicate): Like[] => {
    if (of.list === 'existing') {
      const other = existing[of.index];
      // A question that is in the bank is like itself.
      const isItself = other?.code.toLowerCase() === questions[index]?.code?.toLowerCase();
      return other && !isItself
        ? [{ at: index, of: { code: other.code }, stem: start(other.stem), similarity }]
        : [];
    }
    const other = questions[of.index];
    return other
      ? [{ at: index, of: { line: other.line }, stem: start(other.content.stem), similarity }]
      : [];
  };
  return {
    ...shared,
    questions: [...questions],
    likes: likes.flatMap(likeOf),
    problems: [],
    problemCount: 0,
  };
}
