import type { Call } from './command.ts';

/** Applies what is pending; the second time there is nothing to do. */
export async function migrate({ words, print, database }: Call): Promise<0> {
  print(`${words.db.migrated(await database.migrate())}\n`);
  return 0;
}
