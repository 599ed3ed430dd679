import { insertSeedRows, type SeedRow } from '../../db/queries/seed.ts';
import { addDays, dayOf } from '../schedule/calendar.ts';
import { postsOn } from './demo-person.ts';
import type { County, Scene } from './scene.ts';
import { momentOf } from './timeline.ts';

type Item = SeedRow<'rectificationItems'>;
type Event = SeedRow<'rectificationEvents'>;

/** How long before the end of the work the owner handed in what there was to show. */
const HANDED_IN_MS = 3_600_000;

/** Items to be put right: opened and checked by the same supervisor, some shown, handed in and closed. */
export async function layRectifications(scene: Scene, { byStaffNo }: County): Promise<void> {
  const { tx, seed, time, ids } = scene;
  const laid = seed.history.rectifications.flatMap(
    ({ staffNo, reviewer, text, daysAgo, dueInDays, closedDaysAgo }): { item: Item; events: Event[] }[] => {
      const person = byStaffNo.get(staffNo);
      const by = byStaffNo.get(reviewer)?.id;
      const planned = momentOf(time, daysAgo, '10:30');
      const openedAt = planned < time.now ? planned : time.now;
      if (!person || !by || postsOn(person, dayOf(openedAt)).length === 0) return [];
      const dueOn = addDays(time.today, dueInDays);
      const id = ids(openedAt);
      const isClosed = closedDaysAgo !== undefined;
      const item: Item = {
        id,
        personId: person.id,
        openedBy: by,
        reviewerId: by,
        text,
        dueOn,
        state: isClosed ? 'closed' : 'open',
        openedAt,
      };
      const event = (kind: Event['kind'], who: string, at: Date, rest: Partial<Event> = {}): Event => ({
        id: ids(at),
        itemId: id,
        kind,
        by: who,
        at,
        ...rest,
      });
      const opened = event('opened', by, openedAt, { day: dueOn });
      if (!isClosed) return [{ item, events: [opened] }];
      const closedAt = momentOf(time, closedDaysAgo, '15:30');
      const handedAt = new Date(closedAt.getTime() - HANDED_IN_MS);
      return [
        {
          item,
          events: [
            opened,
            event('evidence', person.id, new Date(handedAt.getTime() - HANDED_IN_MS), { text }),
            event('handed-in', person.id, handedAt),
            event('closed', by, closedAt),
          ],
        },
      ];
    },
  );
  await insertSeedRows(
    tx,
    'rectificationItems',
    laid.map(({ item }) => item),
  );
  await insertSeedRows(
    tx,
    'rectificationEvents',
    laid.flatMap(({ events }) => events),
  );
}
