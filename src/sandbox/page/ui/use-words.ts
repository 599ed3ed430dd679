import type { Words } from '../locales.ts';
import { wordsOf } from '../locales.ts';
import { useSelected } from '../state/page-context.ts';

/** The words in the reader's language. */
export const useWords = (): Words => useSelected((state) => wordsOf(state.language));
