import { listKeys, makeKey, reseal } from '../domain/keys/rotate-keys.ts';
import { dayText } from '../messages/times.ts';
import type { Call } from './command.ts';

/** The keys by their ids, with how many values each has sealed; the keys themselves are never printed. */
export async function showKeys({ words, print, database, keys }: Call): Promise<0> {
  const { keys: listed, plain } = await listKeys(await database.open(), keys);
  for (const { id, madeAt, isHere, isCurrent, values } of listed) {
    const state = isCurrent ? words.keys.current : isHere ? words.keys.kept : words.keys.away;
    print(`${words.keys.line(id, state, values, madeAt === null ? '' : dayText(words.language, madeAt))}\n`);
  }
  print(`${words.keys.plain(plain)}\n`);
  return 0;
}

/** A new key, and everything sealed anew with it. */
export async function rotateKeys(call: Call): Promise<0 | 1> {
  const { words, note, database, keys, now } = call;
  // Without the owner it could not be finished: no key is made then.
  if ((await database.ownerUrl()) === 'not-owner') {
    note(words.keys.notOwner);
    return 1;
  }
  const made = await makeKey(await database.open(), keys, now);
  if (!made.ok) {
    note(words.keys.fromSettings);
    return 1;
  }
  note(words.keys.made(made.id));
  return resealAll(call);
}

/** Seals with the current key what is not; goes on where it was stopped. */
export async function resealAll({ words, print, note, database, keys, now }: Call): Promise<0 | 1> {
  const owner = await database.ownerUrl();
  if (owner === 'not-owner') {
    note(words.keys.notOwner);
    return 1;
  }
  // Sees to it that all keys are here before anything is done with them.
  await database.open();
  const { done, left } = await reseal(owner.url, keys, now, (count) => note(words.keys.progress(count)));
  print(`${words.keys.resealed(done, left)}\n`);
  return left === 0 ? 0 : 1;
}
