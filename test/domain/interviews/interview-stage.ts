import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { arrangeInterview, type Plan } from '../../../src/domain/interviews/arrange-interview.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { START } from '../../support/clock.ts';
import { createTestDatabase } from '../../support/databases.ts';
import { pack } from '../../support/pack.ts';
import { addPerson, layUnits } from '../../support/roster.ts';

export const NOW = new Date(START);
export const MINUTE = 60_000;
/** Three days on, at ten. */
export const WHEN = new Date(NOW.getTime() + 3 * 86_400_000);
export const minutesAfter = (minutes: number): Date => new Date(WHEN.getTime() + minutes * MINUTE);

export const planFor = (personId: string, change: Partial<Plan> = {}): Plan => ({
  id: newId(),
  kind: 'routine',
  personId,
  startsAt: WHEN,
  place: '镇政府203室',
  ...change,
});

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Two supervisors of a township, two cadres of it, and one of another. */
export async function openStage() {
  const database = await createTestDatabase();
  const { db, close } = database;
  const units = await layUnits(db);
  const supervisor = await addPerson(db, { unitId: units.townA, roles: ['supervisor'] });
  const colleague = await addPerson(db, { unitId: units.townA, roles: ['supervisor'] });
  const cadre = await addPerson(db, { unitId: units.a1 });
  const other = await addPerson(db, { unitId: units.a1 });
  const outside = await addPerson(db, { unitId: units.b1 });
  const arrange = (plan: Plan, by: Actor = supervisor, now = NOW) =>
    arrangeInterview(db, by, plan, pack, now);
  return {
    db,
    close,
    units,
    supervisor,
    colleague,
    cadre,
    other,
    outside,
    arrange,
    clear: async () => {
      await db.execute(sql`delete from deliveries`);
      await db.execute(sql`delete from interviews`);
    },
    /** An interview of the supervisor with the cadre. */
    arranged: async (change: Partial<Plan> = {}): Promise<string> => {
      const plan = planFor(cadre.personId, change);
      const made = await arrange(plan);
      if (!made.ok) throw new Error(`not arranged: ${made.problem}`);
      return plan.id;
    },
    outbox: async () => [
      ...(await db.execute<{ kind: string; personId: string; state: string }>(sql`
        select kind, person_id as "personId", state from deliveries order by created_at, id`)),
    ],
  };
}
