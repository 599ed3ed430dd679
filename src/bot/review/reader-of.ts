import { dutyTopicsOf } from '../../domain/study/duty-rules.ts';
import type { Reader } from '../../domain/study/plan-reviews.ts';
import type { BotContext } from '../context.ts';

/** Whoever writes, with the topics of the duties that their posts carry today. */
export const readerOf = ({ actor, services }: BotContext): Required<Reader> => ({
  personId: actor.personId,
  dutyTopics: dutyTopicsOf(services.pack.dutyTopics, actor.posts),
});
