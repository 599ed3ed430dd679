import { lettersOf } from '../../domain/quizzes/response-rules.ts';
import type { Missed } from '../../domain/study/read-missed.ts';
import type { MissedView } from '../../messages/review-list.ts';
import { askedView, keyView } from '../quizzes/asked-view.ts';

/** A missed question as it is listed, in the order of the bank. */
export function missedView(missed: Missed): MissedView {
  const { content, cardId, suspended, documentTitle, place } = missed;
  const asked = { ...missed, order: Array.from({ length: lettersOf(content) }, (_, option) => option) };
  const { manner, isTruth, stem, options, left, chosen, typed } = askedView(asked);
  return {
    manner,
    isTruth,
    stem,
    options,
    left,
    chosen,
    typed,
    cardId,
    suspended,
    key: keyView(asked),
    document: documentTitle,
    place,
  };
}
