import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';

export async function isDatabaseUp(db: Db): Promise<boolean> {
  await db.execute(sql`select 1`);
  return true;
}
