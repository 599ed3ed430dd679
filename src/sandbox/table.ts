import type { Journal, Tables } from './journal.ts';

/** A keyed collection whose every change is journalled. Values are never changed in place: set a new one. */
export type Table<T> = {
  get(key: string): T | undefined;
  set(key: string, value: T): T;
  delete(key: string): boolean;
  has(key: string): boolean;
  values(): IterableIterator<T>;
  entries(): IterableIterator<[string, T]>;
  readonly size: number;
};

/** A table that starts with what the journal held; the journal is our own, so its values are taken as `T`. */
export function createTable<T>(name: string, journal: Journal, tables: Tables): Table<T> {
  const rows = new Map((tables.get(name) ?? new Map<string, unknown>()) as Map<string, T>);
  return {
    get: (key) => rows.get(key),
    set(key, value) {
      rows.set(key, value);
      journal.put(name, key, value);
      return value;
    },
    delete(key) {
      if (!rows.delete(key)) return false;
      journal.drop(name, key);
      return true;
    },
    has: (key) => rows.has(key),
    values: () => rows.values(),
    entries: () => rows.entries(),
    get size() {
      return rows.size;
    },
  };
}
