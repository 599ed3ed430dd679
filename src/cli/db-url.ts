import type { Call } from './command.ts';

/** The address alone on standard output, for `psql "$(…)"`. */
export async function showUrl({ options, words, print, note, database }: Call): Promise<0 | 1> {
  const found =
    options['owner'] === true
      ? await database.ownerUrl()
      : await database.appUrl(options['newPassword'] === true);
  if (typeof found === 'string') {
    note(found === 'not-owner' ? words.db.notOwner : words.db.hasPassword);
    return 1;
  }
  print(`${found.url}\n`);
  if (!found.isRunning) note(words.db.notRunning);
  return 0;
}
