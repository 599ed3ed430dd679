import { bookMistakes } from '../study/book-mistakes.ts';
import type { County, Scene } from './scene.ts';

/** What was missed in the past is in the books, as it would be had people opened them; nothing of it was reviewed yet. */
export async function layReviews({ tx, pack, time, ids }: Scene, { people }: County): Promise<void> {
  await bookMistakes(
    tx,
    people.map(({ id }) => id),
    pack.reviewBook,
    time.end,
    ids,
  );
}
