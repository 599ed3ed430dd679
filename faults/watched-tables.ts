import type { Sql } from 'postgres';

export const ROLES = [
  'cadre',
  'branch-secretary',
  'township-secretary',
  'supervisor',
  'editor',
  'auditor',
  'admin',
] as const;
export type RoleName = (typeof ROLES)[number];

/** What a role may look into, by table; what is not listed shows nobody but oneself. */
const FILES: readonly RoleName[] = ['township-secretary', 'supervisor'];
const HEADS: readonly RoleName[] = ['branch-secretary', ...FILES];
const HOURS: readonly RoleName[] = [...HEADS, 'admin'];
const LEAVE: readonly RoleName[] = ['branch-secretary', 'township-secretary', 'admin'];

export type Watched = {
  table: string;
  /** The column by which `owners` knows whose row it is. */
  key: string;
  /** Key and person of every row. */
  owners: string;
  roles: readonly RoleName[];
  /** Whether people see what there is about themselves. */
  own: boolean;
};
const of = (table: string, roles: readonly RoleName[], own = true): Watched => ({
  table,
  key: 'person_id',
  owners: `select person_id as key, person_id from ${table}`,
  roles,
  own,
});
const through = (
  table: string,
  key: string,
  parent: string,
  roles: readonly RoleName[],
  own = true,
): Watched => ({
  table,
  key,
  owners: `select x.${key} as key, y.person_id from ${table} x join ${parent} y on y.id = x.${key}`,
  roles,
  own,
});

/** Every table that row-level security watches, and the views, with who may look. Interviews stand as asked for and not approved. */
export const WATCHED: readonly Watched[] = [
  of('ledger_entries', FILES),
  of('ledger_heads', FILES),
  of('credit_files', FILES),
  of('objections', FILES),
  of('objection_answers', FILES),
  through('objection_evidence', 'objection_id', 'objections', FILES),
  of('relations', ['admin']),
  of('erasure_requests', ['admin']),
  of('erasure_decisions', ['admin']),
  {
    table: 'file_access_requests',
    key: 'subject_id',
    owners: 'select subject_id as key, subject_id as person_id from file_access_requests',
    roles: FILES,
    own: false,
  },
  {
    table: 'shown_files',
    key: 'subject_id',
    owners: 'select subject_id as key, subject_id as person_id from shown_files',
    roles: [],
    own: false,
  },
  of('interviews', FILES, false),
  through('interview_rounds', 'interview_id', 'interviews', FILES, false),
  through('interview_records', 'interview_id', 'interviews', [], false),
  of('interview_proposals', HEADS, false),
  of('rectification_items', FILES),
  through('rectification_events', 'item_id', 'rectification_items', FILES),
  of('assessment_submissions', []),
  of('person_member_kinds', HOURS),
  of('study_hours', HOURS),
  of('study_hour_decisions', HOURS),
  of('exemption_requests', LEAVE),
  of('exemption_decisions', LEAVE),
  of('duty_sheets', HEADS),
  through('duty_items', 'sheet_id', 'duty_sheets', HEADS),
  through('duty_marks', 'sheet_id', 'duty_sheets', HEADS),
  of('recognition_proposals', FILES, false),
  of('recognition_decisions', FILES, false),
  of('sanction_records', FILES, false),
  of('sanction_checks', FILES, false),
  {
    table: 'access_log',
    key: 'subject_person_id',
    owners: 'select subject_person_id as key, subject_person_id as person_id from access_log',
    roles: [],
    own: false,
  },
  of('exemptions', HOURS),
  of('telegram_accounts', HOURS),
];

/** What is whose, by table. */
export const readOwners = (sql: Sql, { owners }: Watched): Promise<{ key: string; personId: string }[]> =>
  sql.unsafe<{ key: string; personId: string }[]>(
    `select distinct key, person_id as "personId" from (${owners}) x where key is not null`,
  );

/** Whether a reader in township A may see a table's row about somebody who stands there. */
export const isTheirs = ({ roles }: Watched, role: RoleName, place: string | undefined): boolean =>
  roles.includes(role) && (place === 'townA' || place === 'villageA');
