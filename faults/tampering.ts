import type { Ground } from '../bench/stage.ts';
import { askDatabase } from './ledger.ts';

/** What somebody with the server in their hands does to the chain of one person, and the entry that has to be named. */
export const TAMPERED = [
  {
    what: 'altered',
    person: 1,
    seq: 4,
    sql: `update ledger_entries set data = '{"text": "y"}' where {who} and seq = 4`,
  },
  { what: 'deleted', person: 2, seq: 6, sql: `delete from ledger_entries where {who} and seq = 5` },
  {
    what: 'inserted',
    person: 3,
    seq: 7,
    sql: `update ledger_entries set seq = seq + 1000 where {who} and seq > 6;
      update ledger_entries set seq = seq - 999 where {who} and seq > 1000;
      insert into ledger_entries select (jsonb_populate_record(e, jsonb_build_object('id', uuidv7(), 'seq', 7, 'source_id', uuidv7()))).*
      from ledger_entries e where {who} and seq = 6`,
  },
  {
    what: 'swapped',
    person: 4,
    seq: 7,
    sql: `update ledger_entries set seq = -1 where {who} and seq = 7; update ledger_entries set seq = 7 where {who} and seq = 8;
      update ledger_entries set seq = 8 where {who} and seq = -1`,
  },
  {
    what: 'tail cut, with its head',
    person: 5,
    seq: 10,
    sql: `delete from ledger_entries where {who} and seq > 9;
      update ledger_heads h set seq = 9, hash = e.hash from ledger_entries e where h.{who} and e.{who} and e.seq = 9`,
  },
] as const;

/** As the superuser, with the triggers off. */
export const tamper = (ground: Ground): Promise<unknown> =>
  askDatabase(ground, async (sql) => {
    await sql`set session_replication_role = replica`;
    for (const { person, sql: text } of TAMPERED)
      await sql.unsafe(text.replaceAll('{who}', `person_id = md5('person${person}')::uuid`));
  });

/** Tables that are never rewritten, each with a column of its own. */
const TRAIL = {
  ledger_entries: 'kind',
  ledger_heads: 'seq',
  ledger_anchors: 'day',
  ledger_anchor_heads: 'seq',
  access_log: 'action',
  objections: 'text',
  objection_answers: 'verdict',
  objection_evidence: 'objection_id',
  rule_packs: 'body',
  study_hours: 'hours',
  study_hour_decisions: 'verdict',
  question_versions: 'version',
  notice_versions: 'version',
  rectification_events: 'kind',
  recognition_decisions: 'verdict',
  interview_records: 'hash',
} as const;

/** How many attempts to rewrite a trail the running bot's role made, and how many of them were denied. */
export async function tryAsApp({ databaseUrl }: Ground): Promise<{ tried: number; denied: number }> {
  return askDatabase({ ownerUrl: databaseUrl }, async (sql) => {
    const counted = { tried: 0, denied: 0 };
    const attempts = Object.entries(TRAIL).flatMap(([table, column]) => [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `alter table ${table} disable trigger all`,
    ]);
    for (const attempt of [...attempts, 'set session_replication_role = replica']) {
      counted.tried += 1;
      await sql.unsafe(attempt).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === '42501') counted.denied += 1;
      });
    }
    return counted;
  });
}
