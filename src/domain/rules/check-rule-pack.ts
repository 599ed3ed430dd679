import { checkAlerts } from './check-alerts.ts';
import { checkHours } from './check-hours.ts';
import { checkMeetings } from './check-meetings.ts';
import { findForbidden } from './forbidden-inputs.ts';
import { findRepeats } from './find-repeats.ts';
import { kindsRead } from './file-section.ts';
import type { Source } from './provenance.ts';
import type { RulePack } from './rule-pack-shape.ts';

type Fault = { path: (string | number)[]; message: string };

/** What a schema of shapes cannot see in a rule pack: references, unique ids, sources, weights. */
export function checkRulePack(pack: RulePack): Fault[] {
  return [
    ...checkIds(pack),
    ...checkSources(pack),
    ...checkHours(pack),
    ...checkMeetings(pack),
    ...checkInterviews(pack),
    ...checkSections(pack),
    ...checkAlerts(pack),
    ...findForbidden(pack),
    ...checkWeights(pack),
  ];
}

function checkIds(pack: RulePack): Fault[] {
  const lists = [
    'hours',
    'exemptions',
    'cadences',
    'interviewFields',
    'interviewTriggers',
    'noticeKinds',
    'sanctions',
    'dutyTopics',
    'fileSections',
    'indicators',
  ] as const;
  const kinds = [...pack.interviewKinds, ...pack.refusedInterviewKinds];
  return [
    ...lists.flatMap((list) =>
      findRepeats(pack[list], (item) => item.id).map((at) => repeated([list, at, 'id'])),
    ),
    ...findRepeats(pack.postDuties.items, (item) => item.id).map((at) =>
      repeated(['postDuties', 'items', at, 'id']),
    ),
    ...findRepeats(kinds, (kind) => kind.id).map((at) =>
      repeated(
        at < pack.interviewKinds.length
          ? ['interviewKinds', at, 'id']
          : ['refusedInterviewKinds', at - pack.interviewKinds.length, 'id'],
      ),
    ),
    ...findRepeats(pack.forms.items, (form) => form.id).map((at) => repeated(['forms', 'items', at, 'id'])),
    ...findRepeats(pack.recusal.relatives, (kind) => kind.id).map((at) =>
      repeated(['recusal', 'relatives', at, 'id']),
    ),
    ...findRepeats(pack.fileSections, (section) => section.order).map((at) =>
      repeated(['fileSections', at, 'order']),
    ),
    ...findRepeats(pack.documents, (it) => `${it.title} ${it.version}`).map((at) =>
      repeated(['documents', at]),
    ),
  ];
}

const repeated = (path: (string | number)[]): Fault => ({
  path,
  message: 'expected a value not used before',
});

function checkSources(pack: RulePack): Fault[] {
  const documents = new Map(pack.documents.map((it) => [`${it.title} ${it.version}`, it]));
  return findSourced(pack, []).flatMap(({ path, source, verified }) => {
    const document = documents.get(`${source.document} ${source.version}`);
    const at = [...path, 'source'];
    if (!document)
      return [{ path: [...at, 'document'], message: 'expected a document and version of this pack' }];
    if (document.status === 'superseded')
      return [{ path: [...at, 'document'], message: `expected a document in force, not superseded` }];
    if (verified && !source.quote && !source.note)
      return [
        { path: at, message: 'expected a quote, or a note of where it was read, since verified is true' },
      ];
    return [];
  });
}

type Sourced = { path: (string | number)[]; source: Source; verified: boolean };

/** Every object inside `value` that has a source and says whether it is verified. */
function findSourced(value: unknown, path: (string | number)[]): Sourced[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Array.isArray(value)
    ? value.flatMap((item, i) => findSourced(item, [...path, i]))
    : Object.entries(value).flatMap(([key, item]) => findSourced(item, [...path, key]));
  return isSourced(value) ? [{ path, source: value.source, verified: value.verified }, ...inside] : inside;
}

function isSourced(value: object): value is { source: Source; verified: boolean } {
  return 'source' in value && 'verified' in value;
}

function checkInterviews(pack: RulePack): Fault[] {
  const fields = new Set(pack.interviewFields.map((field) => field.id));
  const kinds = new Set(pack.interviewKinds.map((kind) => kind.id));
  const unknown = pack.interviewTriggers.flatMap((trigger, t) =>
    kinds.has(trigger.kind)
      ? []
      : [{ path: ['interviewTriggers', t, 'kind'], message: 'expected the id of an interview kind' }],
  );
  const lines = pack.interviewKinds.flatMap((kind, k) =>
    kind.fields.flatMap((field, f) =>
      fields.has(field)
        ? []
        : [{ path: ['interviewKinds', k, 'fields', f], message: 'expected the id of an interview field' }],
    ),
  );
  const unknownForms = pack.forms.interviewKinds.flatMap((kind, k) =>
    kinds.has(kind)
      ? []
      : [{ path: ['forms', 'interviewKinds', k], message: 'expected the id of an interview kind' }],
  );
  return [...lines, ...unknown, ...unknownForms];
}

function checkSections(pack: RulePack): Fault[] {
  const allowed = new Set(pack.inputAllowList.kinds);
  return pack.fileSections.flatMap((section, s) => [
    ...section.inputs.flatMap((kind, i) =>
      allowed.has(kind)
        ? []
        : [{ path: ['fileSections', s, 'inputs', i], message: 'expected a kind of the allow-list' }],
    ),
    ...kindsRead(section.rule).flatMap((kind) =>
      section.inputs.includes(kind)
        ? []
        : [{ path: ['fileSections', s, 'rule'], message: `expected ${kind} among the section's inputs` }],
    ),
  ]);
}

function checkWeights(pack: RulePack): Fault[] {
  const sections = new Set(pack.fileSections.map((section) => section.id));
  const faults: Fault[] = pack.indicators.flatMap((indicator, i) =>
    sections.has(indicator.section)
      ? []
      : [{ path: ['indicators', i, 'section'], message: 'expected the id of a file section' }],
  );
  const sum = pack.indicators.reduce((total, indicator) => total + indicator.weight, 0);
  if (pack.indicators.length > 0 && Math.abs(sum - 1) > 1e-9)
    faults.push({ path: ['indicators'], message: `expected weights that add up to 1, not ${sum}` });
  return faults;
}
