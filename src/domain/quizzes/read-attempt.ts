import type { Db } from '../../db/client.ts';
import { findSlots, markCurrent, type SlotRow } from '../../db/queries/answers.ts';
import { readContent } from '../questions/read-content.ts';
import type { Content } from '../questions/rules.ts';
import { quizSettingsSchema } from '../rules/study-rules.ts';
import type { Confidence } from './confidence-rules.ts';
import { shownOf, type QuizSettings, type Shown } from './sitting-rules.ts';

export type AttemptState = {
  preset: string;
  slot: string;
  /** Of an exam: the group of topics it is about, if any. */
  topic: string | null;
  startedAt: Date;
  deadline: Date | null;
  /** When it has closed for everybody. */
  closesAt: Date | null;
  finished: boolean;
  endedBy: 'person' | 'clock' | null;
  counts: boolean;
  /** The slot that was shown last. */
  current: number;
  total: number;
};

/** A slot of an attempt. `chosen` are indexes of the version, `order` the shown order; `shown` says what its person may see. */
export type Slot = {
  position: number;
  versionId: string;
  content: Content;
  stem: string;
  explanation: string;
  document: { title: string; version: string; status: string };
  place: string;
  quote: string;
  order: readonly number[];
  chosen: readonly number[];
  typed: readonly string[];
  submitted: boolean;
  correct: boolean | null;
  fraction: number | null;
  /** How sure its person said to be. */
  confidence: Confidence | null;
  settings: QuizSettings;
  attempt: AttemptState;
  shown: Shown;
};

/** The slots of an attempt, if it is this person's; empty for anybody else. */
export async function readAttempt(db: Db, attemptId: string, personId: string, now: Date): Promise<Slot[]> {
  return (await findSlots(db, attemptId, personId)).map((row) => toSlot(row, now));
}

/** Notes which slot is shown, where one may go back and forth; elsewhere it is the first that is not answered. */
export async function keepPlace(db: Db, attemptId: string, personId: string, slot: Slot): Promise<void> {
  const { settings, attempt, position } = slot;
  if (settings.answers === 'until-handed-in' && attempt.current !== position)
    await markCurrent(db, attemptId, personId, position);
}

/** The slot on the person's screen, as far as it is known; none once all are answered for good. */
export function currentSlot(slots: readonly Slot[]): Slot | undefined {
  const [first] = slots;
  return first?.settings.answers === 'until-handed-in'
    ? (slots[first.attempt.current] ?? first)
    : slots.find(({ submitted }) => !submitted);
}

const timeOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** A quiz keeps the settings it was opened with, so they are checked once; so many are remembered. */
const REMEMBERED = 200;
const remembered = new Map<string, QuizSettings>();
function settingsOf(quizId: string, stored: unknown): QuizSettings {
  const known = remembered.get(quizId);
  if (known) return known;
  const settings = quizSettingsSchema.parse(stored);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(quizId, settings);
  return settings;
}

/** What an answer changes of its row. */
export type SlotAnswer = Pick<
  SlotRow,
  'chosen' | 'typed' | 'submitted' | 'correct' | 'fraction' | 'confidence' | 'finishedAt'
>;

/**
 * A row as the rules take it, with what may be shown at this moment.
 * @param answered what was answered since the row was read
 */
export function toSlot(row: SlotRow, now: Date, answered: SlotAnswer = row): Slot {
  const settings = settingsOf(row.quizId, row.settings);
  const attempt: AttemptState = {
    preset: row.preset,
    slot: row.slot,
    topic: row.topic,
    startedAt: new Date(row.startedAt),
    deadline: timeOf(row.deadlineAt),
    closesAt: timeOf(row.closesAt),
    finished: answered.finishedAt !== null,
    endedBy: row.endedBy,
    counts: row.counts,
    current: row.current,
    total: row.total,
  };
  return {
    position: row.position,
    versionId: row.versionId,
    content: readContent(row),
    stem: row.stem,
    explanation: row.explanation,
    document: { title: row.documentTitle, version: row.documentVersion, status: row.documentStatus },
    place: row.place,
    quote: row.quote,
    order: row.optionOrder,
    chosen: answered.chosen ?? [],
    typed: answered.typed ?? [],
    submitted: answered.submitted,
    correct: answered.correct,
    fraction: answered.fraction,
    confidence: answered.confidence,
    settings,
    attempt,
    shown: shownOf(settings, attempt, now),
  };
}
