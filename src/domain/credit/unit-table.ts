import type { Db, Tx } from '../../db/client.ts';
import { findUnitInScope, type UnitRow } from '../../db/queries/organisation-units.ts';
import {
  findTableRows,
  insertLooks,
  insertRecusals,
  lockReader,
  type TableRow,
} from '../../db/queries/unit-tables.ts';
import { scopeOf, type Actor } from '../people/rules.ts';
import { tellAt, type Purpose } from '../rules/file-access-rules.ts';
import type { RulePack } from '../rules/rule-pack.ts';
import { dayOf } from '../schedule/calendar.ts';
import { DIRECT_HOLDS_MS } from './open-file.ts';

/** A unit of the reader's scope with those below it, by default the one of their post. */
export async function findTableUnit(
  db: Db,
  actor: Actor,
  unitId: string | null,
): Promise<{ unit: UnitRow; children: UnitRow[] } | undefined> {
  const scope = scopeOf(actor, 'file.read');
  const wanted = unitId ?? scope[0];
  return wanted === undefined ? undefined : findUnitInScope(db, wanted, scope);
}

export type Listed = TableRow & { sections: NonNullable<TableRow['sections']>; period: string };
/** Who is in the table, and how many are not, by what keeps them out. */
export type UnitTable = {
  unitName: string;
  purpose: Purpose;
  listed: Listed[];
  leftOut: { recused: number; unapproved: number; withoutFile: number };
  /** So long it may stay in the chat. */
  minutes: number;
};

type Question = { unitId: string; purpose: Purpose };
type Read = { table: UnitTable; rows: TableRow[] };

/** What the table would have; nothing is looked at yet, and only numbers may be shown of it. */
export async function previewUnitTable(
  db: Db,
  actor: Actor,
  question: Question,
  pack: RulePack,
  now: Date,
): Promise<{ unitName: string; people: number; leftOut: UnitTable['leftOut'] } | undefined> {
  const read = await readRows(db, actor, question, pack, now);
  if (!read) return undefined;
  const { unitName, listed, leftOut } = read.table;
  return { unitName, people: listed.length, leftOut };
}

/**
 * The section states of a unit, by name. A look at each listed person's file like any other: the reader and relatives are left out,
 * for a purpose that a second person approves only those are in it for whom one did, each look is logged, and each person is told as
 * the purpose says.
 */
export function readUnitTable(
  db: Db,
  actor: Actor,
  question: Question,
  pack: RulePack,
  now: Date,
): Promise<UnitTable | undefined> {
  const policy = pack.fileAccess.purposes[question.purpose];
  return db.transaction(async (tx) => {
    await lockReader(tx, actor.personId);
    const read = await readRows(tx, actor, question, pack, now);
    if (!read) return undefined;
    const { table, rows } = read;
    const look = {
      readerId: actor.personId,
      purpose: question.purpose,
      rulePackVersion: pack.version,
      holdsUntil: new Date(now.getTime() + DIRECT_HOLDS_MS),
      tellAt: tellAt(policy, now),
      unitId: question.unitId,
    };
    const made = table.listed.filter(({ requestId }) => requestId === null).map(({ personId }) => personId);
    const approved = table.listed.flatMap(({ requestId }) => requestId ?? []);
    await insertLooks(tx, look, { made, approved }, now);
    const recused = rows.flatMap(({ personId, recusal }) => (recusal ? [{ personId, why: recusal }] : []));
    await insertRecusals(tx, actor.personId, recused, now);
    return table;
  });
}

async function readRows(
  db: Db | Tx,
  actor: Actor,
  { unitId, purpose }: Question,
  pack: RulePack,
  now: Date,
): Promise<Read | undefined> {
  const scope = scopeOf(actor, 'file.read');
  const found = await findUnitInScope(db, unitId, scope);
  if (!found) return undefined;
  const { approval, minutes } = pack.fileAccess.purposes[purpose];
  const asked = { readerId: actor.personId, scope, unitId, purpose, day: dayOf(now) };
  const rows = await findTableRows(db, asked, now);
  const free = rows.filter(({ recusal }) => recusal === null);
  const open = free.filter(({ requestId }) => !approval || requestId !== null);
  const listed = open.filter((row): row is Listed => row.sections !== null && row.period !== null);
  const leftOut = {
    recused: rows.length - free.length,
    unapproved: free.length - open.length,
    withoutFile: open.length - listed.length,
  };
  return { table: { unitName: found.unit.name, purpose, listed, leftOut, minutes }, rows };
}
