import { sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import { expect } from 'vitest';
import type { Db } from '../../../src/db/client.ts';
import { insertEntries } from '../../../src/db/queries/ledger.ts';
import { openItemsOf } from '../../../src/domain/credit/document-rules.ts';
import { readOwnDocument } from '../../../src/domain/credit/read-document.ts';
import { readOwnFile, readOwnSection } from '../../../src/domain/credit/read-file.ts';
import { rollUp, rollUpNight } from '../../../src/domain/credit/roll-up.ts';
import type { Actor } from '../../../src/domain/people/rules.ts';
import { kindsRead } from '../../../src/domain/rules/file-section.ts';
import { dayOf, periodOf, quarterOf, startOfDay } from '../../../src/domain/schedule/calendar.ts';
import { cardCaption, cardFacts, documentState } from '../../../src/messages/credit-card.ts';
import { stateText } from '../../../src/messages/credit-names.ts';
import { pack } from '../../support/pack.ts';
import { addPerson } from '../../support/roster.ts';
import { referenceFile, type Entry, type Section } from './reference-file.ts';

export const DAY = 86_400_000;
/** A Monday six weeks before a year ends, so that a run crosses months, a quarter and a year. */
const BEGIN = new Date('2026-11-16T09:00:00+08:00');

/** Facts that lie in tables of their own until a roll-up takes what has happened by then. */
const TAKEN_AT_NIGHT = ['quiz-result', 'post-started', 'post-ended'];

/** What the commands have done, and nothing that was read back: what has to be in the ledgers. */
export type Model = {
  now: number;
  /** By person: the facts that must stand in the chain once they have happened, each once. */
  facts: { who: number; kind: string; at: number; data: Record<string, unknown> | null }[];
  exemptions: { who: number; from: string; to: string }[];
};
export const newModel = (): Model => ({ now: BEGIN.getTime(), facts: [], exemptions: [] });

type File = {
  period: string;
  sections: Section[];
  seq: number;
  exempt: boolean;
};

/** The real thing: a database, two people of this run, two who answer, and a look at what became of them. */
export class World {
  readonly db: Db;
  readonly people: readonly Actor[];
  readonly answerers: readonly [Actor, Actor];

  private constructor(db: Db, people: readonly Actor[], answerers: readonly [Actor, Actor]) {
    this.db = db;
    this.people = people;
    this.answerers = answerers;
  }

  /** Two new people; of earlier runs their ledgers stay, and no file or period, as time begins anew. */
  static async begin(
    db: Db,
    unitId: string,
    answerers: readonly [Actor, Actor],
    model: Model,
  ): Promise<World> {
    await db.execute(sql`delete from credit_files`);
    await db.execute(sql`delete from credit_periods`);
    const startsOn = dayOf(new Date(model.now - 400 * DAY));
    const people = [];
    for (const who of [0, 1]) {
      people.push(await addPerson(db, { unitId, startsOn, telegramId: null }));
      const data = { unit: 'a1', title: 'post' };
      model.facts.push({ who, kind: 'post-started', at: startOfDay(startsOn).getTime(), data });
    }
    return new World(db, people, answerers);
  }

  who(n: number): Actor {
    const person = this.people[n];
    if (!person) throw new Error(`there is nobody ${n}`);
    return person;
  }

  async record(
    who: number,
    kind: string,
    at: number,
    now: number,
    data: Record<string, unknown>,
    sourceId: string = newId(),
  ): Promise<void> {
    const entry = { id: newId(), kind, nature: 'fact' as const, sourceKind: 'test', sourceId, data };
    const about = {
      personId: this.who(who).personId,
      occurredAt: new Date(at),
      recordedBy: null,
      confirmedBy: null,
    };
    await this.db.transaction((tx) =>
      insertEntries(tx, [{ ...entry, ...about }], pack.version, new Date(now)),
    );
  }

  async ledger(who: number): Promise<Entry[]> {
    const rows = await this.db.execute<Omit<Entry, 'occurredAt'> & { at: string }>(sql`
      select id, seq, kind, source_id as "sourceId", occurred_at as at, data from ledger_entries
      where person_id = ${this.who(who).personId} order by seq`);
    return rows.map(({ at, ...entry }) => ({ ...entry, occurredAt: new Date(at) }));
  }

  files(who: number): Promise<File[]> {
    return this.db.execute<File>(sql`
      select period, sections, ledger_seq as seq, exempt from credit_files
      where person_id = ${this.who(who).personId} and rule_pack_version = ${pack.version} order by period`);
  }

  /** The nightly roll-up; then a second one of everybody at the same instant must find nothing to change. */
  async night(model: Model): Promise<void> {
    const now = new Date(model.now);
    await rollUpNight(this.db, pack, now);
    expect(await rollUp(this.db, pack, now, now)).toMatchObject({ facts: {}, changed: 0 });
    await this.check(model);
  }

  /** After a night: the ledgers hold what was done, and every file is what its ledger says. */
  async check(model: Model): Promise<void> {
    const now = new Date(model.now);
    for (const [who, person] of this.people.entries()) {
      const ledger = await this.ledger(who);
      const said = (kind: string, at: Date | number, data: unknown) =>
        `${kind} ${new Date(at).toISOString()} ${JSON.stringify(data)}`;
      const isDue = ({ kind, at }: Model['facts'][number]) =>
        !TAKEN_AT_NIGHT.includes(kind) || at < model.now;
      const wanted = model.facts.filter((fact) => fact.who === who && isDue(fact));
      const isFree = (kind: string) => wanted.some((fact) => fact.kind === kind && fact.data === null);
      const sorted = (data: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(data).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      expect(
        ledger.map((it) => said(it.kind, it.occurredAt, isFree(it.kind) ? null : sorted(it.data))).toSorted(),
      ).toEqual(
        wanted
          .map(({ kind, at, data }) => said(kind, at, isFree(kind) ? null : data && sorted(data)))
          .toSorted(),
      );
      const files = await this.files(who);
      expect(files.length).toBeGreaterThan(2);
      for (const file of files) {
        const { from, to, yearFrom } = windowOf(file.period, now);
        const day = dayOf(new Date(to.getTime() - 1));
        const exempt = model.exemptions.some((it) => it.who === who && it.from <= day && it.to > day);
        const wantedFile = referenceFile(ledger, pack.fileSections, { from, to, yearFrom }, exempt);
        expect({ period: file.period, exempt: file.exempt, sections: file.sections }).toEqual({
          period: file.period,
          exempt,
          sections: wantedFile,
        });
      }
      await this.checkShown(person, ledger, now);
    }
  }

  /** Every number that the summary, a section and the card show comes from the entries that open from there. */
  async checkShown(person: Actor, ledger: readonly Entry[], now: Date): Promise<void> {
    const file = await readOwnFile(this.db, person);
    const document = await readOwnDocument(this.db, person, pack, now);
    if (!file || !document) throw new Error('there is no file');
    const { from } = windowOf(file.period, now);
    const lastDay = dayOf(new Date(now.getTime() - 1));
    const byId = new Map(ledger.map((entry) => [entry.id, entry]));
    const inPeriod = new Set<string>();
    for (const section of pack.fileSections) {
      const stored = file.sections.find(({ id }) => id === section.id);
      if (!stored) throw new Error(`${section.id} is not in the file`);
      const opened = await readOwnSection(this.db, person, section.id);
      expect(opened?.entries.map(({ id }) => id)).toEqual(stored.entries);
      const entries = stored.entries.flatMap((id) => byId.get(id) ?? []);
      expect(entries).toHaveLength(stored.entries.length);
      for (const entry of entries) if (entry.occurredAt >= from) inPeriod.add(entry.id);
      // From the entries of the section and what corrects them alone, as somebody who opened it would count.
      const own = opened?.entries ?? [];
      const counted = own.filter((it) => it.corrected?.['disregarded'] !== true);
      const read = counted.filter(({ kind }) => kindsRead(section.rule).some((one) => one === kind));
      const { rule } = section;
      const sum = (field: string) =>
        read.reduce((n, { data, corrected }) => n + Number((corrected ?? data)[field]), 0);
      const fromEntries =
        rule.kind === 'share'
          ? [sum(rule.goodField), sum(rule.totalField)]
          : rule.kind === 'open-items'
            ? [openItemsOf(document, dayOf(now)).length]
            : rule.kind === 'in-effect'
              ? [read.filter(({ data }) => String(data[rule.untilField]) >= lastDay).length]
              : rule.kind === 'count'
                ? [read.length]
                : [];
      const shown = document.sections.find(({ id }) => id === section.id);
      if (!shown) throw new Error(`${section.id} is not in the document`);
      for (const text of [
        stateText('zh', { ...stored, rule }),
        stateText('en', { ...stored, rule }),
        documentState('zh', shown),
        documentState('en', shown),
      ])
        expect(fromEntries).toEqual(expect.arrayContaining(numbersIn(text)));
      if (rule.kind === 'open-items') {
        const open = openItemsOf(document, dayOf(new Date(now.getTime() - 1)));
        expect({ open: open.length, late: open.some(({ overdue }) => overdue) }).toEqual({
          open: stored.open,
          late: stored.state === 'attention',
        });
      }
    }
    const card = cardFacts('en', document, dayOf(now));
    expect(numbersIn(card.timeline.title)).toEqual([inPeriod.size]);
    expect(card.timeline.lanes.flatMap(({ days }) => days)).toHaveLength(inPeriod.size);
    const rectification = file.sections.find(({ id }) => id === 'rectification');
    expect(numbersIn(card.open.title)).toEqual(rectification?.open ? [rectification.open] : []);
    const caption = cardCaption('en', document, dayOf(now)).text;
    for (const { name, state } of card.sections) expect(caption).toContain(`${name}: ${state}`);
  }
}

const numbersIn = (text: string): number[] => [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([n]) => Number(n));

/** Of a period's id, up to now where it is not over. */
function windowOf(id: string, now: Date): { from: Date; to: Date; yearFrom: Date } {
  const every = id.includes('Q') ? 'quarter' : id.includes('-') ? 'month' : 'year';
  const month = every === 'quarter' ? Number(id.slice(-1)) * 3 - 2 : Number(id.slice(5) || 1);
  const start = startOfDay(`${id.slice(0, 4)}-${String(month).padStart(2, '0')}-01`);
  const { from, to: end } = periodOf(every, start);
  const to = new Date(Math.min(end.getTime(), now.getTime()));
  return { from, to, yearFrom: quarterOf(new Date(to.getTime() - 1)).yearFrom };
}
