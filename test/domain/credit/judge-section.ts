import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Db } from '../../../src/db/client.ts';
import { insertEntries, type NewEntry } from '../../../src/db/queries/ledger.ts';
import { rollUp } from '../../../src/domain/credit/roll-up.ts';
import type { FileSection, LedgerEntryKind, SectionRule } from '../../../src/domain/rules/file-section.ts';
import type { RulePack } from '../../../src/domain/rules/rule-pack.ts';
import { pack } from '../../support/pack.ts';
import { addPerson } from '../../support/roster.ts';

/** The quarter is October to December; the files are made on 25 November. */
export const AS_OF = new Date('2026-11-25T10:00:00+08:00');

const [template] = pack.fileSections;
export function packWith(rule: SectionRule, inputs: LedgerEntryKind[], version = '2026.1'): RulePack {
  if (!template) throw new Error('the pack has no section');
  const section: FileSection = { ...template, id: 'tried', order: 1, inputs, rule };
  // Posts would be facts of their own here.
  const allowed = { ...pack.inputAllowList, kinds: ['quiz-result' as const] };
  return { ...pack, version, fileSections: [section], inputAllowList: allowed };
}

export type Fact = { kind: LedgerEntryKind; at: string; data?: Record<string, unknown>; source?: string };
/** Files made from ledgers that a test lays out by hand. */
export function createJudge(on: () => { db: Db; unitId: string }) {
  async function lay(personId: string, facts: readonly Fact[]): Promise<string[]> {
    const sources = new Map<string, string>();
    const entries = facts.map(({ kind, at, data = {}, source = newId() }): NewEntry => {
      const sourceId = sources.get(source) ?? newId();
      sources.set(source, sourceId);
      const time = at.length === 10 ? `${at}T12:00:00+08:00` : at;
      const known = { kind, nature: 'fact' as const, sourceKind: 'test', sourceId, data };
      return {
        id: newId(),
        personId,
        occurredAt: new Date(time),
        recordedBy: null,
        confirmedBy: null,
        ...known,
      };
    });
    await on().db.transaction((tx) => insertEntries(tx, entries, '2026.1', AS_OF));
    return entries.map((entry) => entry.id);
  }
  async function sectionOf(
    personId: string,
    tried: RulePack,
    asOf = AS_OF,
  ): Promise<Record<string, unknown>> {
    const { period } = await rollUp(on().db, tried, asOf, asOf);
    const [row] = await on().db.execute<{ section: Record<string, unknown> }>(sql`
    select sections->0 as section from credit_files
    where person_id = ${personId} and period = ${period} and rule_pack_version = ${tried.version}`);
    return row?.section ?? {};
  }
  /** The section of somebody new with these facts; `entries` as places in the list of facts. */
  async function judge(tried: RulePack, facts: readonly Fact[], who: { exemptFrom?: string } = {}) {
    const { personId } = await addPerson(on().db, { unitId: on().unitId, telegramId: null, ...who });
    const ids = await lay(personId, facts);
    const section = await sectionOf(personId, tried);
    return { ...section, entries: (section['entries'] as string[]).map((id) => ids.indexOf(id)) };
  }
  return { sectionOf, judge };
}
