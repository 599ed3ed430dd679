import type { ReadRecord } from '../../domain/interviews/read-record.ts';
import type { RecordView } from '../../messages/interview-records.ts';

/** A record as one of its two people sees it. */
export const recordViewOf = (record: ReadRecord, personId: string): RecordView => ({
  ...record,
  ...record.interview,
  isWritten: record.interview.minutes === 0,
  own: record.interview.personId === personId,
});
