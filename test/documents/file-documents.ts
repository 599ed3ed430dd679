import { createHash } from 'node:crypto';
import {
  joinDocument,
  type DocumentEntry,
  type FileDocument,
} from '../../src/domain/credit/document-rules.ts';
import type { LedgerEntryKind } from '../../src/domain/rules/file-section.ts';
import { pack } from '../support/pack.ts';

const PERSON = '019ab3c4-7d5e-7f60-8a1b-2c3d4e5f6071';
const idOf = (n: number): string => `019ab3c4-7d5e-7f60-8a1b-${String(n).padStart(12, '0')}`;
const hashOf = (n: number): string => createHash('sha256').update(String(n)).digest('hex');
/** When the files are looked at. */
export const NOW = new Date('2026-11-27T10:00:00+08:00');
export const TODAY = '2026-11-27';

type Fact = { kind: LedgerEntryKind; at: string; data?: Record<string, unknown> } & Partial<DocumentEntry>;

function entries(facts: readonly Fact[]): DocumentEntry[] {
  return facts.map(({ kind, at, data = {}, ...rest }, i) => ({
    id: idOf(i + 1),
    personId: PERSON,
    seq: i + 1,
    kind,
    nature: kind === 'self-assessment-submitted' ? 'self-declared' : 'fact',
    occurredAt: `${at}T09:00:00+08:00`,
    recordedAt: `${at}T17:30:00.000Z`,
    sourceKind: 'test',
    sourceId: idOf(500_000 + i),
    recordedByName: null,
    confirmedByName: null,
    data,
    hash: hashOf(i),
    corrections: [],
    extensions: [],
    objections: [],
    ...rest,
  }));
}

type Who = Partial<Pick<FileDocument, 'name' | 'staffNo' | 'title' | 'titleEn' | 'unitName'>>;
type State = { state: string; good?: number; total?: number; open?: number };

/** A file of the last quarter of 2026 with these facts; a section lists the entries of its inputs. */
function fileOf(
  facts: readonly Fact[],
  states: Record<string, State>,
  who: Who = {},
  before: Record<string, string> | null = null,
): FileDocument {
  const all = entries(facts);
  const sections = pack.fileSections.map(({ id, inputs, rule }) => {
    const own = all.filter(({ kind }) => inputs.some((input) => input === kind));
    const resting = rule.kind === 'count' || rule.kind === 'not-built' || rule.kind === 'open-items';
    const state = states[id] ?? { state: resting && rule.kind !== 'open-items' ? 'information' : 'in-order' };
    const count = own.filter(({ occurredAt }) => occurredAt >= '2026-10').length;
    return { id, count, entries: own.map((entry) => entry.id), ...state };
  });
  const last = all.at(-1);
  return joinDocument(
    {
      personId: PERSON,
      name: '张样一',
      staffNo: 'QS-012',
      title: '村党支部书记',
      titleEn: 'Village Party secretary',
      unitName: '青石镇 / 青石第一村',
      period: '2026-Q4',
      rulePackVersion: pack.version,
      computedAt: '2026-11-26T17:30:00.000Z',
      chain: last ? { seq: last.seq, hash: last.hash } : null,
      sections,
      before:
        before === null
          ? null
          : {
              period: '2026-Q3',
              sections: pack.fileSections.map(({ id }) => ({
                id,
                state: before[id] ?? 'in-order',
                count: 0,
                entries: [],
              })),
            },
      ...who,
    },
    pack.fileSections,
    all,
  );
}

const LACKING: Record<string, State> = {
  basic: { state: 'missing-data' },
  study: { state: 'missing-data' },
  'discipline-knowledge': { state: 'missing-data' },
  'self-assessment': { state: 'missing-data' },
};

/** Came this week: nothing stands in the file. */
export const newcomer = (): FileDocument => fileOf([], LACKING, { name: '何例新', staffNo: 'QS-081' });

const day = (from: string, after: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10);

/** Ten years in several posts, with corrections, objections and items in progress. */
export function tenYears(who: Who = {}): FileDocument {
  const quiz = (at: string, correct: number): Fact => ({
    kind: 'quiz-result',
    at,
    data: { correct, total: 5, preset: 'daily', slot: at },
  });
  const hours = (at: string, n: number, text: string): Fact => ({
    kind: 'study-hours',
    at,
    sourceKind: 'study-hours',
    recordedByName: '张样一',
    confirmedByName: '刘试芳',
    data: { hours: n, evidence: 'concentrated', text },
  });
  const facts: Fact[] = [
    { kind: 'post-started', at: '2016-03-01', data: { title: '村委会委员', unit: '青石第一村' } },
    { kind: 'post-ended', at: '2021-01-15', data: { title: '村委会委员', unit: '青石第一村' } },
    { kind: 'post-started', at: '2021-01-15', data: { title: '村党支部书记', unit: '青石第一村' } },
    { kind: 'recognition', at: '2026-07-01', recordedByName: '赵试明', data: { text: '县级优秀党务工作者' } },
    {
      kind: 'self-assessment-submitted',
      at: '2026-09-20',
      recordedByName: '张样一',
      data: { cycle: '2026年度村镇干部述职自评' },
    },
    quiz('2026-10-08', 4),
    hours('2026-10-12', 8, '县委党校农村基层干部廉洁履职专题培训'),
    {
      ...quiz('2026-10-15', 2),
      objections: [{ text: '第 3 题答案与条文不一致，请核对。', createdAt: NOW.toISOString() }],
    },
    { kind: 'notice-acknowledged', at: '2026-10-16', data: { state: 'understood', via: 'press' } },
    {
      kind: 'rectification-opened',
      at: '2026-10-20',
      recordedByName: '周试纪',
      data: { text: '三务公开栏第三季度集体资金收支未按时张贴，请补充公开并说明情况', dueOn: '2026-11-20' },
    },
    {
      kind: 'interview-notified',
      at: '2026-10-26',
      recordedByName: '周试纪',
      data: { interviewKind: 'routine' },
    },
    {
      kind: 'interview-held',
      at: '2026-10-28',
      recordedByName: '周试纪',
      confirmedByName: '周试纪',
      data: { interviewKind: 'routine' },
    },
    { kind: 'correction', at: '2026-11-02', data: { before: 2, correct: 3, total: 5, question: 'Q-017' } },
    quiz('2026-11-05', 5),
    {
      kind: 'rectification-opened',
      at: '2026-11-10',
      recordedByName: '周试纪',
      data: { text: '村级印章使用登记补齐 8 月至 10 月的审批人签字', dueOn: '2026-12-15' },
    },
    hours('2026-11-18', 4, '镇党委理论学习中心组（扩大）学习'),
    { kind: 'recognition', at: '2026-11-20', recordedByName: '赵试明', data: { text: '防汛先进个人' } },
  ];
  const file = fileOf(
    facts,
    {
      'discipline-knowledge': { state: 'attention', good: 11, total: 20 },
      rectification: { state: 'attention', open: 2 },
    },
    who,
    {
      'discipline-knowledge': 'not-enough',
      'self-assessment': 'missing-data',
      rectification: 'in-order',
      notices: 'information',
      'democratic-review': 'information',
      interviews: 'information',
      recognition: 'information',
      'declarations-and-clearing': 'information',
    },
  );
  const wrong = file.sections.flatMap((one) => one.entries).filter(({ seq }) => seq === 8);
  const mended = file.sections.flatMap((one) => one.entries).find(({ kind }) => kind === 'correction');
  for (const entry of wrong)
    if (mended) entry.corrections = [{ seq: mended.seq, occurredAt: mended.occurredAt, data: mended.data }];
  return file;
}

export const longName = (): FileDocument =>
  tenYears({
    name: '欧阳娜仁图雅·阿卜杜热合曼',
    staffNo: 'QS-20161103-0007',
    title: '村党总支书记、村民委员会主任、村集体经济组织负责人',
    unitName: '青石镇 / 青石河沿岸移民安置第一行政村民委员会',
  });

/** Two characters that the font has, two that it lacks, one in a text. */
export const rareName = (): FileDocument => {
  const file = tenYears({ name: '刘䶮㛃𠮷㐂', staffNo: 'QS-044' });
  for (const { entries: own } of file.sections)
    for (const entry of own) if (entry.kind === 'recognition') entry.data = { text: '𠮷祥村先进个人👍🏽' };
  return file;
};

/** Three hundred entries in one quarter, some with long texts. */
export function manyEntries(): FileDocument {
  const kinds: LedgerEntryKind[] = [
    'quiz-result',
    'study-hours',
    'notice-acknowledged',
    'recognition',
    'clearing',
  ];
  const facts = Array.from({ length: 300 }, (_, i): Fact => {
    const kind = kinds[i % kinds.length] ?? 'recognition';
    const data: Record<string, unknown> =
      kind === 'quiz-result'
        ? { correct: i % 6, total: 5 }
        : kind === 'study-hours'
          ? { hours: 4, evidence: 'concentrated', text: `第 ${i} 次集中学习培训` }
          : kind === 'notice-acknowledged'
            ? { state: 'understood', via: 'press' }
            : { text: `第 ${i} 项：${'关于村级集体经济合同清理规范情况的说明。'.repeat(1 + (i % 4))}` };
    const objections =
      i % 60 === 7
        ? [{ text: '情况与实际不符，请核实。'.repeat(40).slice(0, 500), createdAt: NOW.toISOString() }]
        : [];
    return {
      kind,
      at: day('2026-10-01', Math.floor(i / 6)),
      data,
      recordedByName: '刘试芳',
      confirmedByName: '周试纪',
      objections,
    };
  });
  return fileOf(facts, { 'discipline-knowledge': { state: 'in-order', good: 230, total: 300 } }, {}, {});
}
