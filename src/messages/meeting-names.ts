import { classes as en } from './locales/en/classes.ts';
import { classes as zh } from './locales/zh/classes.ts';
import type { AttendeeView } from './meeting-roll.ts';
import { correctionName, type Bilingual, type MeetingView, type OwnMeetingView } from './meetings.ts';

type Named = { id: string; name: Bilingual };
/** The parts of a rule pack that name what a stored meeting holds ids of. */
export type MeetingNames = {
  cadences: readonly Named[];
  exemptions: readonly Named[];
  hourRecords: { evidence: readonly Named[] };
  meetings: { excuses: readonly Named[] };
};

/** The name of an id; one that the pack no longer has keeps its id. */
const nameIn = (list: readonly Named[], id: string): Bilingual =>
  list.find((one) => one.id === id)?.name ?? { zh: id, en: id };

/** An excuse, an exemption, or why attendance was corrected. */
const reasonName = ({ meetings, exemptions }: MeetingNames, id: string): Bilingual =>
  correctionName(id) ?? nameIn([...meetings.excuses, ...exemptions], id);

/** The kind of a class, which is none of the pack's. */
const CLASS = 'class';

/** Somebody who is expected, with the name of their reason. */
export const attendeeViewOf = (
  row: Omit<AttendeeView, 'reason' | 'isExcused'> & { reason: string | null; excuse: string | null },
  pack: MeetingNames,
): AttendeeView => ({
  personId: row.personId,
  name: row.name,
  state: row.state,
  reason: row.reason === null ? null : reasonName(pack, row.reason),
  isExcused: row.excuse !== null,
});

type Row = Omit<MeetingView, 'kindName' | 'isClass' | 'evidenceName'> & {
  kind: string;
  evidence: string | null;
};
type OwnRow = Row & {
  excuse: string | null;
  own: string | null;
  ownReason: string | null;
  objected: boolean;
};

/** A stored meeting with the names of the pack. */
export const meetingViewOf = <R extends Row>(row: R, pack: MeetingNames): R & MeetingView => ({
  ...row,
  isClass: row.kind === CLASS,
  kindName: row.kind === CLASS ? { zh: zh.kind, en: en.kind } : nameIn(pack.cadences, row.kind),
  evidenceName: row.evidence === null ? null : nameIn(pack.hourRecords.evidence, row.evidence),
});

export const ownMeetingViewOf = (row: OwnRow, pack: MeetingNames): OwnMeetingView => {
  const { ownReason, ...rest } = meetingViewOf(row, pack);
  return {
    ...rest,
    excuseName: row.excuse === null ? null : reasonName(pack, row.excuse),
    ownReason: ownReason === null ? null : reasonName(pack, ownReason),
  };
};
