import { readRoles, type RosterRole } from './roster-roles.ts';
import type { RosterCellFault } from './roster-problem.ts';

type Read<T> = { ok: true; value: T } | { ok: false; faults: RosterCellFault[] };

const MAX_NAME = 40;
const MAX_TITLE = 60;
const MAX_STAFF_NO = 32;
/** County, township, village, branch. */
const MAX_LEVELS = 4;
const MAX_LEVEL_LENGTH = 60;

const ok = <T>(value: T): Read<T> => ({ ok: true, value });
const fault = (...faults: RosterCellFault[]): Read<never> => ({ ok: false, faults });
const required = (): Read<never> => fault({ code: 'required', params: null });
const length = (text: string): number => Array.from(text).length;

/**
 * A cell without what cannot be seen: invisible marks that phones and web pages leave around copied numbers are taken
 * away (joiners stay, some scripts need them), control characters and runs of blanks become one blank.
 */
export const tidyCell = (cell: string): string =>
  cell
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** Blanks between Han characters only align names of two and three characters in a printed list. */
export function readName(cell: string): Read<string> {
  const name = cell.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  if (name === '') return required();
  return length(name) > MAX_NAME ? fault({ code: 'too-long', params: { max: MAX_NAME } }) : ok(name);
}

export function readStaffNo(cell: string): Read<string> {
  const staffNo = cell.normalize('NFKC').trim();
  if (staffNo === '') return required();
  return /^[A-Za-z0-9-]{1,32}$/.test(staffNo)
    ? ok(staffNo)
    : fault({ code: 'staff-no-form', params: { max: MAX_STAFF_NO } });
}

/** "county/township/village" as the levels from the top; the slash may be full-width. */
export function readUnitPath(cell: string): Read<string[]> {
  if (cell === '') return required();
  const levels = cell.split(/[/／]/u).map((part) => part.trim());
  if (levels.length > MAX_LEVELS)
    return fault({ code: 'unit-too-deep', params: { levels: levels.length, max: MAX_LEVELS } });
  const faults = levels.flatMap((part, at): RosterCellFault[] => {
    if (part === '') return [{ code: 'unit-level-empty', params: { level: at + 1 } }];
    return length(part) > MAX_LEVEL_LENGTH
      ? [{ code: 'unit-level-too-long', params: { level: at + 1, max: MAX_LEVEL_LENGTH } }]
      : [];
  });
  return faults.length > 0 ? fault(...faults) : ok(levels);
}

export function readTitle(cell: string): Read<string> {
  if (cell === '') return required();
  return length(cell) > MAX_TITLE ? fault({ code: 'too-long', params: { max: MAX_TITLE } }) : ok(cell);
}

export function readRoleCell(cell: string): Read<RosterRole[]> {
  const read = readRoles(cell);
  return read.ok ? ok(read.roles) : fault({ code: 'role-unknown', params: { role: read.unknown } });
}

/** A Chinese mobile number, or a landline: area code, seven or eight digits, extension. Null for an empty cell. */
export function readPhone(cell: string): Read<string | null> {
  const phone = cell.normalize('NFKC').trim();
  if (phone === '') return ok(null);
  return /^1\d{10}$/.test(phone) || /^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/.test(phone)
    ? ok(phone)
    : fault({ code: 'phone-form', params: null });
}
