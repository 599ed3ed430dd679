import type { CountySeed } from '../people/county-seed.ts';
import type { DemoPerson } from './demo-person.ts';

export type NoticeRecipe = CountySeed['history']['notices'][number];

/** A notice of the recipe as it was sent. */
export type SentNotice = {
  id: string;
  recipe: NoticeRecipe;
  author: DemoPerson;
  at: Date;
  /** Deadline, or the end of the history before it: nobody answers later. */
  answeredBy: Date;
};

/** Somebody it reached, and when. */
export type Recipient = { person: DemoPerson; sentAt: Date };
