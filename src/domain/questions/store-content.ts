import type { Content } from './rules.ts';

/**
 * A question's content in the columns of its version. `options` are what is shown with letters, `answer` the indexes that
 * are right, in their order; what else a type needs is in `extra`.
 */
export type StoredContent = { options: string[]; answer: number[]; extra: Record<string, unknown> };

const indexes = (items: readonly unknown[]): number[] => items.map((_, at) => at);

export function storeContent(content: Content): StoredContent {
  switch (content.type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      return { options: [...content.options], answer: sorted(content.answer), extra: {} };
    case 'case':
      return {
        options: [...content.options],
        answer: sorted(content.answer),
        extra: { scenario: content.scenario },
      };
    case 'fill':
      return { options: [], answer: [], extra: { blanks: content.blanks } };
    case 'numeric': {
      const { answer, unit, tolerance } = content;
      return { options: [], answer: [], extra: { answer, unit, tolerance } };
    }
    case 'ordering':
      return { options: [...content.items], answer: indexes(content.items), extra: {} };
    case 'matching': {
      const rights = content.pairs.map(({ right }) => right);
      return {
        options: [...rights, ...(content.extra ?? [])],
        answer: indexes(rights),
        extra: { left: content.pairs.map(({ left }) => left) },
      };
    }
  }
}

const sorted = (answer: readonly number[]): number[] => answer.toSorted((a, b) => a - b);
