import { describe, expect, it } from 'vitest';
import defaultPack from '../../../content/rules/default.json' with { type: 'json' };
import { isAllowedInput, readRulePack } from '../../../src/domain/rules/rule-pack.ts';

/** A copy of the shipped pack, changed by `change`. */
function changed(change: (pack: typeof defaultPack) => void): typeof defaultPack {
  const copy = structuredClone(defaultPack);
  change(copy);
  return copy;
}

describe('readRulePack', () => {
  it('reads the shipped pack unchanged', () => {
    expect(readRulePack(defaultPack)).toEqual(defaultPack);
  });

  it.each<[string, (pack: typeof defaultPack) => void, RegExp]>([
    [
      'a rule without a source',
      (p) => Reflect.deleteProperty(p.hours[0] ?? {}, 'source'),
      /hours\[0\]\.source: .*expected object/,
    ],
    [
      'hours that are no number',
      (p) => Object.assign(p.hours[0] ?? {}, { hours: '32' }),
      /hours\[0\]\.hours: .*expected number/,
    ],
    [
      'hours counted by what is no evidence',
      (p) => p.hours[0]?.counts.push('online-time'),
      /hours\[0\]\.counts\[1\]: expected the id of a kind of evidence/,
    ],
    [
      'a unit that means two things',
      (p) => p.hourRecords.conversion[1]?.units.push('days'),
      /hourRecords\.conversion: expected a value not used before/,
    ],
    [
      'a kind of meeting without a cadence',
      (p) => Object.assign(p.meetings.kinds[0] ?? {}, { cadence: 'tea-party' }),
      /meetings\.kinds\[0\]\.cadence: expected the id of a cadence/,
    ],
    [
      'a meeting that counts as what is no evidence',
      (p) => Object.assign(p.meetings.kinds[3] ?? {}, { evidence: 'online-time' }),
      /meetings\.kinds\[3\]\.evidence: expected the id of a kind of evidence/,
    ],
    [
      'a kind of meeting named twice',
      (p) => Object.assign(p.meetings.kinds[1] ?? {}, { cadence: 'members-assembly' }),
      /meetings\.kinds\[1\]\.cadence: expected a value not used before/,
    ],
    ['an unknown field', (p) => Object.assign(p.cadences[2] ?? {}, { evry: 1 }), /cadences\[2\]: .*"evry"/],
    [
      'a source of no listed document',
      (p) => Object.assign(p.cadences[0]?.source ?? {}, { document: '某文件' }),
      /cadences\[0\]\.source\.document: expected a document/,
    ],
    [
      'an unknown version of a document',
      (p) => Object.assign(p.cadences[0]?.source ?? {}, { version: '1999' }),
      /cadences\[0\]\.source\.document: expected a document/,
    ],
    [
      'a superseded document',
      (p) => Object.assign(p.documents[0] ?? {}, { status: 'superseded' }),
      /hours\[0\]\.source\.document: expected a document in force/,
    ],
    [
      'verified without evidence',
      (p) => Reflect.deleteProperty(p.hours[0]?.source ?? {}, 'quote'),
      /hours\[0\]\.source: expected a quote/,
    ],
    [
      'an id used twice',
      (p) => Object.assign(p.interviewKinds[1] ?? {}, { id: 'special' }),
      /interviewKinds\[2\]\.id: expected a value not used before/,
    ],
    [
      'a refused kind offered',
      (p) => Object.assign(p.interviewKinds[1] ?? {}, { id: 'investigation' }),
      /refusedInterviewKinds\[0\]\.id/,
    ],
    [
      'an unknown record field',
      (p) => p.interviewKinds[0]?.fields.push('cause'),
      /interviewKinds\[0\]\.fields\[7\]: expected the id/,
    ],
    [
      'a blueprint that does not add up',
      (p) => Object.assign(p.quizPresets.daily, { items: 4 }),
      /quizPresets\.daily\.blueprint: expected counts/,
    ],
    [
      'an unknown topic',
      (p) => p.quizPresets.daily.blueprint[0]?.topics.push('gossip'),
      /quizPresets\.daily\.blueprint\[0\]\.topics\[6\]/,
    ],
    [
      'a rule reading past its inputs',
      (p) => Object.assign(p.fileSections[8] ?? {}, { inputs: ['clearing'] }),
      /fileSections\[8\]\.rule: expected recognition/,
    ],
    [
      'a sealed look that nobody approves',
      (p) => Object.assign(p.fileAccess.purposes['talk-preparation'], { approval: false }),
      /fileAccess\.purposes\["talk-preparation"\]\.approval: expected true/,
    ],
    [
      'a reminder before there is an objection',
      (p) => Object.assign(p.objections, { remindWorkingDaysBefore: 10 }),
      /objections\.remindWorkingDaysBefore: expected fewer days/,
    ],
    [
      'an unknown rule of a section',
      (p) => Object.assign(p.fileSections[0] ?? {}, { rule: { kind: 'score' } }),
      /fileSections\[0\]\.rule\.kind/,
    ],
    [
      'an input taken off the list',
      (p) => p.inputAllowList.kinds.splice(0, 1),
      /fileSections\[1\]\.inputs\[1\]: expected a kind of the allow-list/,
    ],
    [
      'an allowed kind that is banned',
      (p) => Object.assign(p.bannedInputs.inputs[0] ?? {}, { id: 'recognition' }),
      /inputAllowList\.kinds\[11\]: expected what is not banned: "recognition" must never feed a file/,
    ],
    [
      'time online on the allow-list',
      (p) => p.inputAllowList.kinds.push('online-time'),
      /inputAllowList\.kinds\[21\]/,
    ],
    [
      'an alert that rests on what may stand in no file',
      (p) => p.alerts.rules[0]?.inputs.push('duty-done'),
      /alerts\.rules\[0\]\.inputs\[3\]/,
    ],
    [
      'an alert that reads past its inputs',
      (p) => p.alerts.rules[1]?.inputs.shift(),
      /alerts\.rules\[1\]\.on: expected quiz-result/,
    ],
    [
      'an alert on an input taken off the list',
      (p) => p.inputAllowList.kinds.splice(p.inputAllowList.kinds.indexOf('objection'), 1),
      /alerts\.rules\[2\]\.inputs\[0\]: expected a kind of the allow-list/,
    ],
    [
      'an alert of no colour',
      (p) => Object.assign(p.alerts.rules[0] ?? {}, { colour: 'red' }),
      /alerts\.rules\[0\]\.colour/,
    ],
    [
      'an alert about no section',
      (p) => Object.assign(p.alerts.rules[1]?.on ?? {}, { sections: ['mood'] }),
      /alerts\.rules\[1\]\.on\.sections\[0\]/,
    ],
    [
      'a form after no kind of interview',
      (p) => p.forms.interviewKinds.push('tea-party'),
      /forms\.interviewKinds\[6\]/,
    ],
    [
      'weights off one',
      (p) => Object.assign(p.indicators[0] ?? {}, { weight: 0.5 }),
      /indicators: expected weights/,
    ],
    [
      'an indicator of no section',
      (p) => Object.assign(p.indicators[0] ?? {}, { section: 'mood' }),
      /indicators\[0\]\.section/,
    ],
    [
      'a time that is none',
      (p) => Object.assign(p.reminders.quietHours, { from: '25:00' }),
      /reminders\.quietHours\.from: expected a time of day/,
    ],
    [
      'reminders out of order',
      (p) =>
        void (p.reminders.assessmentReminder.daysBefore =
          p.reminders.assessmentReminder.daysBefore.toReversed()),
      /assessmentReminder\.daysBefore: expected falling/,
    ],
  ])('refuses %s and names the place', (_what, change, message) => {
    expect(() => readRulePack(changed(change))).toThrow(message);
  });

  it.each([null, [], 'pack', undefined])('refuses %j as a whole', (json) => {
    expect(() => readRulePack(json)).toThrow(/rule pack cannot be used:\n {2}the whole: .*expected object/);
  });
});

describe('isAllowedInput', () => {
  const pack = readRulePack(defaultPack);

  it('allows what is on the list', () => {
    expect(pack.inputAllowList.kinds.every((kind) => isAllowedInput(pack, kind))).toBe(true);
  });

  it('refuses everything else, the banned inputs above all', () => {
    for (const { id } of pack.bannedInputs.inputs) expect(isAllowedInput(pack, id)).toBe(false);
    expect(isAllowedInput(pack, 'anonymous-report')).toBe(false);
    expect(isAllowedInput(pack, 'toString')).toBe(false);
  });

  it('refuses a kind that this pack has taken off the list', () => {
    const narrow = { ...pack, inputAllowList: { ...pack.inputAllowList, kinds: [] } };
    expect(isAllowedInput(narrow, 'quiz-result')).toBe(false);
  });
});
