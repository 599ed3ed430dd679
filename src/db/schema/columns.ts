import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** A UUIDv7 primary key; the caller makes it (or the database's `uuidv7()` in a set-based insert). */
export const id = () => uuid('id').primaryKey();

/** A point in time, stored as UTC, read as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Bytes as they are. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
