/** What the rule pack says about meetings, as far as it is judged here. */
type Kind = { cadence: string; minutes: number; evidence: string | null };
type Pack<K extends Kind> = {
  meetings: { kinds: readonly K[] };
  hourRecords: { mostHours: number };
};

/** The kind of a training class, which no cadence asks for. */
export const CLASS = 'class';
/** Longest title and place, in characters. The title is the topic of the study hours as well. */
export const TITLE_LIMIT = 60;
/** Lengths that may be planned, in minutes. */
const LENGTHS = { least: 15, most: 600 };
/** How far ahead something may be planned. */
export const DAYS_AHEAD = 370;

/** A kind of meeting of the pack. */
export const findKind = <K extends Kind>(pack: Pack<K>, id: string): K | undefined =>
  pack.meetings.kinds.find(({ cadence }) => cadence === id);

/** The study hours of a meeting: its length in hours, by halves, rounded down; none where its kind gives none. */
export function hoursOf(
  pack: Pack<Kind>,
  kind: string,
  minutes: number,
): { evidence: string; hours: number } | null {
  const evidence = findKind(pack, kind)?.evidence ?? null;
  const hours = Math.min(pack.hourRecords.mostHours, Math.floor(minutes / 30) / 2);
  return evidence === null || hours === 0 ? null : { evidence, hours };
}

/** A length as people type it: "90", "90分钟" in any width; undefined for anything else and what is too short or long. */
export function readMinutes(text: string): number | undefined {
  const number = /^(\d{1,3})\D{0,10}$/u.exec(text.normalize('NFKC').trim())?.[1];
  const minutes = Number(number);
  return number !== undefined && minutes >= LENGTHS.least && minutes <= LENGTHS.most ? minutes : undefined;
}

/** Why attendance is corrected after the closing. */
export const CORRECTIONS = ['was-there', 'was-not', 'was-excused'] as const;
export type Correction = (typeof CORRECTIONS)[number];
