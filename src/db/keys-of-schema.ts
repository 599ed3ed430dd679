import type { FieldKeys } from './field-cipher.ts';

/** The keys of a database, by its schema, which it shares with its transactions and with no other database. */
const keysOf = new WeakMap<object, FieldKeys>();

export const giveKeys = (schema: object, keys: FieldKeys): void => void keysOf.set(schema, keys);

/** @throws Error where the database was opened without them */
export function keysOfSchema(schema: object): FieldKeys {
  const keys = keysOf.get(schema);
  if (!keys) throw new Error('this database was opened without the keys of its fields');
  return keys;
}
