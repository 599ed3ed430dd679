import type { PlainQuestion } from './bank/bank-question.ts';
import { categoryOf, writeGiftQuestion } from './bank/gift/write-question.ts';
import { writeCategory } from './bank/gift/gift-notes.ts';

/**
 * Questions as a GIFT file that any reader of GIFT takes, and that readQuestionBank reads back as the same questions:
 * what GIFT has no place for stands in comments. The gaps of a fill-in and the items of an ordering are pairs with their
 * numbers.
 */
export function writeQuestionsGift(questions: readonly PlainQuestion[]): string {
  const parts: string[] = [];
  let current = '';
  for (const question of questions) {
    const topic = (question.topic !== undefined && categoryOf(question.topic)) || writeCategory('');
    if (topic !== current && (current !== '' || topic !== writeCategory('')))
      parts.push(`$CATEGORY: ${topic}\n`);
    current = topic;
    parts.push(writeGiftQuestion(question));
  }
  return parts.join('\n');
}
