import type { Ground } from '../bench/stage.ts';
import { tamperingsOf } from '../bench/tampering.ts';
import { askDatabase } from './ledger.ts';

/** The chains of the first five people, of ten entries each. */
export const TAMPERED = tamperingsOf(1, 1);

/** As the superuser, with the triggers off. */
export const tamper = (ground: Ground): Promise<unknown> =>
  askDatabase(ground, async (sql) => {
    await sql`set session_replication_role = replica`;
    for (const { sql: text } of TAMPERED) await sql.unsafe(text);
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
  sanction_checks: 'verdict',
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
