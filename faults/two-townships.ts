import { v7 as newId } from 'uuid';
import type { Sql } from 'postgres';
import { ROLES, type RoleName } from './watched-tables.ts';

/** Where people stand, and under what: seen from township A its own people, a sibling, the parent, a child and the sibling's child. */
const ABOVE = {
  county: null,
  townA: 'county',
  townB: 'county',
  villageA: 'townA',
  villageB: 'townB',
} as const;
export type Place = keyof typeof ABOVE;
const PLACES = Object.keys(ABOVE) as Place[];
const KIND = {
  county: 'county',
  townA: 'township',
  townB: 'township',
  villageA: 'village',
  villageB: 'village',
};

/** Somebody with one of everything about them, and the ids by which a button would name it. */
export type Subject = {
  personId: string;
  place: Place;
  /** Stands in their name and in whatever was written about them, and nowhere else. */
  marker: string;
  request: string;
  objection: string;
  interview: string;
  proposal: string;
  item: string;
  evidence: string;
  leave: string;
  hours: string;
  recognition: string;
  sanction: string;
};
export type Reader = { personId: string; role: RoleName };
export type Townships = { units: Record<Place, string>; subjects: Subject[]; readers: Reader[]; now: Date };

/** The day on which all of it is looked at. */
const LOOKED_AT = new Date('2026-11-26T02:00:00Z');

/** Lays the places, a subject in each, and in township A a reader of each role; as the owner of the tables. */
export async function layTownships(sql: Sql, rulePackVersion: string): Promise<Townships> {
  const units = Object.fromEntries(PLACES.map((place) => [place, newId()])) as Record<Place, string>;
  for (const place of PLACES) {
    const above: Place | null = ABOVE[place];
    await sql`insert into organisation_units (id, parent_id, name, kind)
      values (${units[place]}, ${above && units[above]}, ${`F15 ${place}`}, ${KIND[place]})`;
  }
  const addPerson = async (name: string, unitId: string, role: RoleName): Promise<string> => {
    const id = newId();
    await sql`insert into people (id, staff_no, name, pinyin, initials) values (${id}, ${id}, ${name}, 'f', 'f')`;
    await sql`insert into posts (id, person_id, unit_id, title, roles, starts_on)
      values (${newId()}, ${id}, ${unitId}, ${name}, ${[role]}, '2024-01-01')`;
    return id;
  };
  // Whoever did all this sits in the county, and a relative of each stands beside them.
  const author = await addPerson('the author', units.county, 'supervisor');
  const decider = await addPerson('the decider', units.county, 'township-secretary');
  const cycle = newId();
  await sql`insert into assessment_cycles (id, title, unit_id, form_id, form, opens_at, closes_at)
    values (${cycle}, 'x', ${units.county}, 'x', '{}', '2026-11-01', '2026-12-31')`;
  const subjects: Subject[] = [];
  for (const place of PLACES) {
    const marker = `of ${place} alone`;
    const personId = await addPerson(marker, units[place], 'cadre');
    const relative = await addPerson(`${marker} too`, units[place], 'cadre');
    const parts = {
      personId,
      relative,
      unitId: units[place],
      author,
      decider,
      marker,
      cycle,
      rulePackVersion,
    };
    subjects.push({ personId, place, marker, ...(await layEverything(sql, parts)) });
  }
  const readers: Reader[] = [];
  for (const role of ROLES)
    readers.push({ personId: await addPerson(`reader ${role}`, units.townA, role), role });
  return { units, subjects, readers, now: LOOKED_AT };
}

type Parts = {
  personId: string;
  relative: string;
  unitId: string;
  author: string;
  decider: string;
  marker: string;
  cycle: string;
  rulePackVersion: string;
};

async function layEverything(
  sql: Sql,
  { personId, relative, unitId, author, decider, marker, cycle, rulePackVersion: version }: Parts,
): Promise<Omit<Subject, 'personId' | 'place' | 'marker'>> {
  const ids = Array.from({ length: 12 }, () => newId()) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const [
    entry,
    request,
    objection,
    interview,
    proposal,
    item,
    evidence,
    leave,
    hours,
    recognition,
    sheet,
    asked,
  ] = ids;
  const at = '2026-11-20T02:00:00Z';
  const ahead = '2026-12-20T02:00:00Z';
  await sql`insert into telegram_accounts (id, telegram_id, person_id, bound_at)
    values (${newId()}, ${Number.parseInt(personId.slice(-10), 16)}, ${personId}, ${at})`;
  await sql`insert into exemptions (id, person_id, reason, starts_on) values (${newId()}, ${personId}, 'on-leave', '2026-01-01')`;
  await sql`insert into ledger_entries (id, person_id, kind, nature, occurred_at, recorded_at, source_kind, source_id, rule_pack_version, data)
    values (${entry}, ${personId}, 'recognition', 'fact', ${at}, ${at}, 'x', ${newId()}, ${version}, ${sql.json({ text: marker })})`;
  await sql`insert into credit_files (person_id, period, rule_pack_version, sections, ledger_seq, computed_at)
    values (${personId}, '2026-Q4', ${version}, ${sql.json([{ id: 'recognition', state: marker, count: 1, entries: [entry] }])}, 1, ${at})`;
  await sql`insert into access_log (id, actor_id, action, subject_person_id, at) values (${newId()}, ${author}, 'file.read', ${personId}, ${at})`;
  await sql`insert into objections (id, entry_id, person_id, text, created_at) values (${objection}, ${entry}, ${personId}, ${marker}, ${at}),
    (${asked}, ${entry}, ${personId}, ${marker}, ${at})`;
  await sql`insert into objection_answers (objection_id, person_id, verdict, text, answered_by, answered_at)
    values (${asked}, ${personId}, 'not-upheld', ${marker}, ${author}, ${at})`;
  await sql`insert into files (id, kind, name, mime_type, size, body, uploaded_by, created_at)
    values (${evidence}, 'photo', ${marker}, 'image/jpeg', 1, 'x', ${personId}, ${at})`;
  await sql`insert into objection_evidence (id, objection_id, file_id, added_at) values (${newId()}, ${objection}, ${evidence}, ${at})`;
  await sql`insert into relations (id, person_id, relative_id, kind, declared_by, declared_at)
    values (${newId()}, ${personId}, ${relative}, 'spouse', ${personId}, ${at})`;
  const erasure = newId();
  await sql`insert into erasure_requests (id, person_id, asked_at) values (${erasure}, ${personId}, ${at})`;
  await sql`insert into erasure_decisions (request_id, person_id, verdict, reason, decided_by, decided_at)
    values (${erasure}, ${personId}, 'refused', ${marker}, ${author}, ${at})`;
  await sql`insert into file_access_requests (id, requester_id, subject_id, purpose, reason, sealed, needs_approval, rule_pack_version, state, asked_at, holds_until)
    values (${request}, ${author}, ${personId}, 'appointment', ${marker}, false, true, ${version}, 'asked', ${at}, ${ahead})`;
  await sql`insert into shown_files (id, request_id, reader_id, subject_id, bot_id, chat_id, message_id, shown_at, delete_at)
    values (${newId()}, ${request}, ${author}, ${personId}, 1, ${Number.parseInt(personId.slice(-8), 16)}, 1, ${at}, ${ahead})`;
  await sql`insert into interviews (id, kind, rule_pack_version, person_id, ordered_by, starts_at, minutes, place, state, approve_by, created_at)
    values (${interview}, 'written-inquiry', ${version}, ${personId}, ${author}, ${ahead}, 0, ${marker}, 'proposed', ${ahead}, ${at})`;
  await sql`insert into interview_rounds (interview_id, round, starts_at, state, answer_reason, ended_by, ended_at)
    values (${interview}, 0, ${at}, 'announced', ${marker}, ${author}, ${at})`;
  const body = JSON.stringify({ fields: [], text: marker });
  await sql`insert into interview_records (id, interview_id, version, what, body, hash, author_id, at)
    values (${newId()}, ${interview}, 1, 'written', ${body}, encode(sha256(convert_to(${body}, 'UTF8')), 'hex'), ${author}, ${at})`;
  await sql`insert into interview_proposals (id, trigger_key, trigger, kind, rule_pack_version, person_id, due_on, state, created_at)
    values (${proposal}, ${proposal}, 'new-post', 'pre-appointment', ${version}, ${personId}, '2026-12-20', 'open', ${at})`;
  await sql`insert into rectification_items (id, person_id, opened_by, reviewer_id, text, due_on, state, opened_at)
    values (${item}, ${personId}, ${author}, ${author}, ${marker}, '2026-12-20', 'handed-in', ${at})`;
  await sql`insert into rectification_events (id, item_id, kind, by, file_id, day, at)
    values (${newId()}, ${item}, 'opened', ${author}, null, '2026-12-20', ${at}), (${evidence}, ${item}, 'evidence', ${personId}, ${evidence}, null, ${at})`;
  await sql`insert into assessment_submissions (id, cycle_id, person_id, state, answers, started_at)
    values (${newId()}, ${cycle}, ${personId}, 'draft', ${sql.json({ text: marker })}, ${at})`;
  await sql`insert into person_member_kinds (person_id, kind, registered_at) values (${personId}, 'party-member', ${at})`;
  const decided = newId();
  await sql`insert into study_hours (id, person_id, day, hours, evidence, topic, event_id, recorded_by, rule_pack_version, recorded_at)
    select id, ${personId}, '2026-11-20', 8, 'concentrated', ${marker}, uuidv7(), ${personId}, ${version}, ${at} from unnest(${[hours, decided]}::uuid[]) id`;
  await sql`insert into study_hour_decisions (entry_id, person_id, recorded_by, verdict, decided_by, decided_at)
    values (${decided}, ${personId}, ${personId}, 'confirmed', ${author}, ${at})`;
  const granted = newId();
  await sql`insert into exemption_requests (id, person_id, reason, starts_on, rule_pack_version, asked_at)
    select id, ${personId}, 'on-leave', '2026-12-01', ${version}, ${at} from unnest(${[leave, granted]}::uuid[]) id`;
  await sql`insert into exemption_decisions (request_id, person_id, verdict, decided_by, decided_at)
    values (${granted}, ${personId}, 'approved', ${author}, ${at})`;
  await sql`insert into duty_sheets (id, person_id, quarter, unit_id, rule_pack_version, made_at)
    values (${sheet}, ${personId}, '2026-Q4', ${unitId}, ${version}, ${at})`;
  await sql`insert into duty_items (sheet_id, n, duty, side, words) values (${sheet}, 0, 'x', 'clean', ${sql.json({ zh: marker, en: marker })})`;
  await sql`insert into duty_marks (id, sheet_id, n, done, text, at) values (${newId()}, ${sheet}, 0, true, ${marker}, ${at})`;
  const refused = newId();
  await sql`insert into recognition_proposals (id, person_id, kind, text, proposed_by, rule_pack_version, proposed_at)
    select id, ${personId}, 'commendation', ${marker}, ${author}, ${version}, ${at} from unnest(${[recognition, refused]}::uuid[]) id`;
  await sql`insert into recognition_decisions (proposal_id, person_id, proposed_by, verdict, reason, decided_by, decided_at)
    values (${refused}, ${personId}, ${author}, 'refused', ${marker}, ${decider}, ${at})`;
  const [sanction, wrong] = [newId(), newId()];
  await sql`insert into sanction_records (id, person_id, kind, kind_name, organ, document_no, decided_on, effective_until, recorded_by,
      rule_pack_version, recorded_at)
    select id, ${personId}, 'party-warning', ${sql.json({ zh: marker, en: marker })}, ${marker}, left(id::text, 20), '2026-11-01', '2027-10-31',
      ${author}, ${version}, ${at} from unnest(${[sanction, wrong]}::uuid[]) id`;
  await sql`insert into sanction_checks (record_id, person_id, recorded_by, verdict, reason, checked_by, checked_at)
    values (${wrong}, ${personId}, ${author}, 'refused', 'day', ${decider}, ${at})`;
  return { request, objection, interview, proposal, item, evidence, leave, hours, recognition, sanction };
}
