import type { Db, Tx } from '../../db/client.ts';
import { findRecordVersions } from '../../db/queries/interview-records.ts';
import { findInterviewOf, type InterviewRow } from '../../db/queries/interviews.ts';
import { readAs } from '../../db/queries/read-as.ts';
import type { Actor } from '../people/rules.ts';
import { logInterview } from './arrange-interview.ts';
import {
  additionSchema,
  sealedSchema,
  writtenSchema,
  type SealedRecord,
  type Statement,
} from './record-rules.ts';

/** A record as both of its people may read it. */
export type ReadRecord = {
  interview: InterviewRow;
  fields: SealedRecord['fields'];
  /** Null before it is sealed. */
  sealed: { statement: Statement; at: string; hash: string; late: boolean } | null;
  additions: { text: string; at: string }[];
};

/** The record of an interview for one of the two people in it, without a word in the access log: for what is said to them. */
export async function findRecord(db: Db | Tx, personId: string, id: string): Promise<ReadRecord | undefined> {
  const interview = await findInterviewOf(db, id, personId);
  if (!interview?.hasRecord) return undefined;
  const versions = await findRecordVersions(db, id);
  const read = versions.map((version) => ({ ...version, json: JSON.parse(version.body) as unknown }));
  const written = read.find(({ what }) => what === 'written');
  const sealed = read.find(({ what }) => what === 'sealed');
  const body = sealed && sealedSchema.parse(sealed.json);
  return {
    interview,
    fields: body?.fields ?? writtenSchema.parse(written?.json).fields,
    sealed:
      sealed && body
        ? { statement: body.statement, at: sealed.at, hash: sealed.hash, late: body.late === true }
        : null,
    additions: read
      .filter(({ what }) => what === 'addition')
      .map(({ json, at }) => ({ text: additionSchema.parse(json).text, at })),
  };
}

/** The same for whoever asks to see it again; that its orderer did is written into the access log. */
export function openRecord(db: Db, person: Actor, id: string, now: Date): Promise<ReadRecord | undefined> {
  return db.transaction(async (tx) => {
    const record = await readAs(tx, person, now, (as) => findRecord(as, person.personId, id));
    if (record && record.interview.orderedBy === person.personId)
      await logInterview(tx, person, 'interviews.read-record', record.interview, {}, now);
    return record;
  });
}
