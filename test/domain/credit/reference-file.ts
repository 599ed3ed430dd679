import type { FileSection } from '../../../src/domain/rules/file-section.ts';
import { dayOf } from '../../../src/domain/schedule/calendar.ts';

/** An entry of a ledger, as far as a file may look at it. */
export type Entry = {
  id: string;
  seq: number;
  kind: string;
  sourceId: string;
  occurredAt: Date;
  data: Record<string, unknown>;
};
export type Section = {
  id: string;
  state: string;
  count: number;
  good?: number;
  total?: number;
  open?: number;
  entries: string[];
};
type Window = { from: Date; to: Date; yearFrom: Date };

const newestFirst = (a: Entry, b: Entry): number =>
  b.occurredAt.getTime() - a.occurredAt.getTime() || b.seq - a.seq;

/**
 * What a file is, said once more and without SQL: a function of the entries, of the pack's sections, of the window of time and of
 * whether the person was exempt on its last day. Nothing else can be in it, since nothing else is handed in.
 */
export function referenceFile(
  ledger: readonly Entry[],
  sections: readonly FileSection[],
  { from, to, yearFrom }: Window,
  exempt: boolean,
): Section[] {
  const day = dayOf(new Date(to.getTime() - 1));
  const newest = new Map<unknown, Entry>();
  for (const entry of ledger.toSorted((a, b) => a.seq - b.seq))
    if (entry.kind === 'correction') newest.set(entry.data['corrects'], entry);
  const stands = (entry: Entry) => newest.get(entry.id)?.data ?? entry.data;
  const isVoid = (entry: Entry) => newest.get(entry.id)?.data['disregarded'] === true;
  const past = ledger.filter((entry) => entry.occurredAt < to).toSorted(newestFirst);
  const isIn = (entry: Entry) => entry.occurredAt >= from;

  return sections
    .toSorted((a, b) => a.order - b.order)
    .map(({ id, inputs, rule }): Section => {
      const read = past.filter((entry) => inputs.some((kind) => kind === entry.kind));
      const of = (...kinds: string[]) => read.filter((it) => kinds.includes(it.kind) && !isVoid(it));
      const list = (isShown: (entry: Entry) => boolean) => read.filter(isShown).map((entry) => entry.id);
      const excused = (state: string) =>
        exempt && (state === 'missing-data' || state === 'not-enough') ? 'information' : state;
      switch (rule.kind) {
        case 'not-built':
          return { id, state: 'information', count: 0, entries: [] };
        case 'count':
          return {
            id,
            state: 'information',
            count: of(...rule.entryKinds).filter(isIn).length,
            entries: list(isIn),
          };
        case 'present': {
          const since = { period: from, year: yearFrom, ever: new Date(0) }[rule.within];
          const isSince = (entry: Entry) => entry.occurredAt >= since;
          return {
            id,
            state: excused(of(...rule.entryKinds).some(isSince) ? 'in-order' : 'missing-data'),
            count: read.filter((entry) => isSince(entry) && !isVoid(entry)).length,
            entries: list(isSince),
          };
        }
        case 'share': {
          const own = of(rule.entryKind).filter(isIn);
          const sum = (field: string) => own.reduce((n, entry) => n + Number(stands(entry)[field]), 0);
          const [good, total] = [sum(rule.goodField), sum(rule.totalField)];
          const state =
            own.length === 0
              ? 'missing-data'
              : own.length < rule.enoughFrom || total === 0
                ? 'not-enough'
                : good / total < rule.attentionBelow
                  ? 'attention'
                  : 'in-order';
          return {
            id,
            state: excused(state),
            count: own.length,
            ...(own.length > 0 && { good, total }),
            entries: list(isIn),
          };
        }
        case 'in-effect': {
          const running = of(...rule.entryKinds).filter(
            (entry) => String(stands(entry)[rule.untilField]) >= day,
          );
          return {
            id,
            state: running.length > 0 ? 'attention' : 'in-order',
            count: of(...rule.entryKinds).filter(isIn).length,
            open: running.length,
            entries: list(() => true),
          };
        }
        case 'open-items': {
          const closed = new Set(of(rule.closed).map((entry) => entry.sourceId));
          const open = of(rule.opened).filter((entry) => !closed.has(entry.sourceId));
          const dueOf = (entry: Entry) =>
            of(rule.extended ?? '').find((it) => it.data['item'] === entry.sourceId)?.data[rule.dueField] ??
            stands(entry)[rule.dueField];
          const isLate = open.some((entry) => String(dueOf(entry)) < day);
          return {
            id,
            state: isLate ? 'attention' : open.length > 0 ? 'information' : 'in-order',
            count: of(rule.opened, rule.closed).filter(isIn).length,
            open: open.length,
            entries: list((entry) => isIn(entry) || open.includes(entry)),
          };
        }
      }
    });
}
