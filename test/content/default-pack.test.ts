import { describe, expect, it } from 'vitest';
import defaultPack from '../../content/rules/default.json' with { type: 'json' };
import { kindsRead } from '../../src/domain/rules/file-section.ts';
import { readRulePack } from '../../src/domain/rules/rule-pack.ts';

const pack = readRulePack(defaultPack);

describe('the default rule pack', () => {
  it('gives every rule a source', () => {
    const rules = [
      ...pack.hours,
      ...pack.exemptions,
      ...pack.cadences,
      ...pack.interviewKinds,
      ...pack.refusedInterviewKinds,
      ...pack.fileSections,
      ...pack.indicators,
      ...Object.values(pack.quizPresets),
      pack.hourRecords,
      pack.overallIndex,
      pack.inputAllowList,
      pack.bannedInputs,
      pack.reminders,
      pack.reviewBook,
    ];
    for (const rule of rules) expect(rule.source.document).not.toBe('');
    expect(rules.length).toBeGreaterThan(35);
  });

  it('calls no rule of the county verified, and quotes what it calls verified', () => {
    const rules = [
      ...pack.hours,
      ...pack.exemptions,
      ...pack.cadences,
      ...pack.interviewKinds,
      ...pack.fileSections,
    ];
    for (const rule of rules) {
      if (rule.source.document === '本县规则') expect(rule.verified).toBe(false);
      if (rule.verified)
        expect(rule.source).toMatchObject({ quote: expect.any(String), article: expect.any(String) });
    }
  });

  it('has the required hours, of which 56 are not verified', () => {
    const hours = pack.hours.map((rule) => [rule.hours, rule.source.article, rule.verified]);
    expect(hours).toEqual([
      [32, '第二十条', true],
      [56, null, false],
      [90, '第十四条', true],
    ]);
    expect(pack.hours[2]?.orDays).toBe(12);
  });

  it('counts only concentrated study, and lets only it into a file', () => {
    for (const rule of pack.hours) expect(rule.counts).toEqual(['concentrated']);
    const { evidence, conversion, verified } = pack.hourRecords;
    expect(evidence.filter((kind) => kind.feedsFile).map((kind) => kind.id)).toEqual(['concentrated']);
    expect(conversion.map(({ id, hours }) => [id, hours])).toEqual([
      ['day', 8],
      ['half-day-lecture', 4],
      ['hour', 1],
    ]);
    expect(verified).toBe(false);
  });

  it('leaves the frequency of lectures unverified', () => {
    expect(pack.cadences.filter((cadence) => !cadence.verified).map((cadence) => cadence.id)).toEqual([
      'party-lecture',
    ]);
  });

  it('has nine kinds of interview and refuses investigation', () => {
    expect(pack.interviewKinds.map((kind) => kind.name.zh.slice(0, 2))).toEqual([
      '任前',
      '例行',
      '专项',
      '提醒',
      '批评',
      '责令',
      '诫勉',
      '函询',
      '谈心',
    ]);
    expect(pack.refusedInterviewKinds.map((kind) => kind.name.zh)).toEqual(['调查谈话']);
  });

  it('words every interview with a cause like the routine one', () => {
    const routine = pack.interviewKinds.find((kind) => kind.id === 'routine')?.noticeSays;
    const withCause = ['special', 'reminder', 'criticism', 'ordered-review', 'admonition'];
    for (const kind of pack.interviewKinds.filter((it) => withCause.includes(it.id)))
      expect(kind.noticeSays).toEqual(routine);
  });

  it('keeps the cause out of the record', () => {
    expect(pack.interviewFields.map((field) => field.id)).not.toContain('cause');
  });

  it('has its sections in order, and each allowed kind of entry is shown in one', () => {
    expect(pack.fileSections.map((section) => section.order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const shown = new Set(pack.fileSections.flatMap((section) => section.inputs));
    expect([...shown].sort()).toEqual([...pack.inputAllowList.kinds].sort());
  });

  it('judges nobody by notices and interviews', () => {
    for (const section of pack.fileSections.filter((it) => ['notices', 'interviews'].includes(it.id)))
      expect(section.rule.kind).toBe('count');
    const weighed = new Set(pack.indicators.map((indicator) => indicator.section));
    const read = pack.fileSections.filter((it) => weighed.has(it.id)).flatMap((it) => kindsRead(it.rule));
    expect(read).not.toContain('notice-acknowledged');
    expect(read).not.toContain('interview-held');
  });

  it('has no overall index unless somebody turns it on', () => {
    expect(pack.overallIndex.enabled).toBe(false);
  });

  it('bans what the national measure bans', () => {
    const banned = pack.bannedInputs.inputs.map((input) => input.id);
    expect(banned).toEqual(
      expect.arrayContaining([
        'online-time',
        'logins',
        'reply-speed',
        'likes',
        'forwards',
        'streaks',
        'ranking',
        'location',
      ]),
    );
  });
});
