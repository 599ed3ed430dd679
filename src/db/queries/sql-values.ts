import { sql, type SQL } from 'drizzle-orm';

/** Values for hand-written SQL, where the driver cannot guess the type. */
export const at = (time: Date): SQL => sql`${time.toISOString()}::timestamptz`;
export const uuids = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`;
export const ints = (numbers: readonly number[]): SQL => sql`${`{${numbers.join(',')}}`}::int[]`;
export const texts = (words: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))`;
export const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::jsonb`;

/** "`unit` lies under one of `scope`": the one condition every scoped query carries. */
export const isUnder = (unit: SQL, scope: readonly string[]): SQL =>
  sql`exists (select 1 from unit_closure scoped where scoped.ancestor_id = any(${uuids(scope)}) and scoped.descendant_id = ${unit})`;
export const bigints = (numbers: readonly number[]): SQL => sql`${`{${numbers.join(',')}}`}::bigint[]`;
