import { describe, expect, it } from 'vitest';
import annual from '../../content/assessments/annual-2026.json' with { type: 'json' };
import county from '../../content/demo/county.json' with { type: 'json' };
import defaultPack from '../../content/rules/default.json' with { type: 'json' };
import { readCountySeed, type CountySeed } from '../../src/domain/people/county-seed.ts';

const seed = readCountySeed(county);
type Person = CountySeed['people'][number];

/** The post a person still holds. */
function heldPost(person: Person | undefined) {
  const post = person?.posts.at(-1);
  if (!post || post.until) throw new Error(`${person?.staffNo ?? 'nobody'} holds no post`);
  return post;
}
const byNumber = (staffNo: string) => heldPost(seed.people.find((person) => person.staffNo === staffNo));
const covers = (above: string, unit: string) => `${unit}/`.startsWith(`${above}/`);
const withRole = (role: string) =>
  seed.people.filter((it) => heldPost(it).roles.some((held) => held === role));

describe('the sample county', () => {
  it('has one county, three townships, twelve villages and three branches', () => {
    const count = (kind: string) => seed.units.filter((unit) => unit.kind === kind).length;
    expect(['county', 'township', 'village', 'branch'].map(count)).toEqual([1, 3, 12, 3]);
  });

  it('has eighty people, each with a post and a number of their own', () => {
    expect(new Set(seed.people.map((person) => person.staffNo)).size).toBe(80);
    for (const person of seed.people)
      expect(seed.units.map((unit) => unit.path)).toContain(heldPost(person).unit);
  });

  it('has names that show they are samples', () => {
    for (const { name } of seed.people) expect(name).toMatch(/^\p{Script=Han}[样试例]\p{Script=Han}$/u);
  });

  it('has two pairs of one name in different villages', () => {
    const units = groupByName(seed.people);
    const pairs = [...units.values()].filter((people) => people.length > 1);
    expect(pairs.map((people) => new Set(people.map((it) => heldPost(it).unit)).size)).toEqual([2, 2]);
  });

  it('leaves eight people to be invited and lets two have blocked the bot', () => {
    expect(seed.people.filter((person) => person.telegramId === undefined)).toHaveLength(8);
    expect(seed.people.filter((person) => person.blocked)).toHaveLength(2);
  });

  it('has every role where it belongs', () => {
    expect(withRole('township-secretary').map((it) => heldPost(it).unit)).toEqual(townships);
    expect(withRole('supervisor').map((it) => heldPost(it).unit)).toEqual(['样例县', ...townships]);
    expect(withRole('branch-secretary')).toHaveLength(12);
    for (const role of ['admin', 'editor', 'auditor']) expect(withRole(role)).toHaveLength(1);
  });

  it('has a cadre, a secretary and a supervisor who read English in one township', () => {
    const english = seed.people.filter((person) => person.language === 'en').map(heldPost);
    expect(english.map((post) => post.roles[0] ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      'cadre',
      'supervisor',
      'township-secretary',
    ]);
    for (const post of english) expect(covers('样例县/红枫镇', post.unit)).toBe(true);
  });

  it('exempts three people on grounds of the rule pack', () => {
    const grounds = seed.people.flatMap((person) => person.exempt?.reason ?? []);
    expect(grounds).toHaveLength(3);
    for (const ground of grounds) expect(defaultPack.exemptions.map((it) => it.id)).toContain(ground);
  });

  it('has a few people who held a post in another village', () => {
    const moved = seed.people.filter((it) => new Set(it.posts.map((post) => post.unit)).size > 1);
    expect(moved.length).toBeGreaterThanOrEqual(3);
  });

  it('has notices that their authors may send', () => {
    for (const notice of seed.history.notices) {
      expect(byNumber(notice.author).roles).toContain('township-secretary');
      expect(covers(byNumber(notice.author).unit, notice.unit)).toBe(true);
    }
  });

  it('has interviews that the rule pack and the tree allow', () => {
    for (const interview of seed.history.interviews) {
      const kind = defaultPack.interviewKinds.find((it) => it.id === interview.kind);
      const orderer = byNumber(interview.orderedBy);
      expect(orderer.roles.some((role) => kind?.orderedBy.includes(role))).toBe(true);
      expect(covers(orderer.unit, byNumber(interview.staffNo).unit)).toBe(true);
      expect(interview.state === 'held').toBe(interview.daysAgo > 0);
    }
  });

  it('has rectifications followed by a supervisor of the township', () => {
    for (const item of seed.history.rectifications) {
      expect(byNumber(item.reviewer).roles).toContain('supervisor');
      expect(covers(byNumber(item.reviewer).unit, byNumber(item.staffNo).unit)).toBe(true);
    }
    expect(seed.history.rectifications.some((item) => item.state === 'open' && item.dueInDays < 0)).toBe(
      true,
    );
  });

  it('runs its assessment on a form that is there', () => {
    expect(seed.history.assessmentCycles.map((cycle) => cycle.form)).toEqual([annual.id]);
  });
});

const townships = ['样例县/青石镇', '样例县/白水乡', '样例县/红枫镇'];

function groupByName(people: Person[]): Map<string, Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of people) groups.set(person.name, [...(groups.get(person.name) ?? []), person]);
  return groups;
}
