import type { Command } from './command.ts';

export const dbMigrate: Command = {
  usage: 'db migrate',
  about: 'dbMigrate',
  options: [],
  examples: ['db migrate'],
  run: async ({ words, print, database }) => {
    print(`${words.db.migrated(await database.migrate())}\n`);
    return 0;
  },
};
