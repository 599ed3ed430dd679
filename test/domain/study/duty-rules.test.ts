import { describe, expect, test } from 'vitest';
import county from '../../../content/demo/county.json' with { type: 'json' };
import { dutiesOf, dutyTopicsOf } from '../../../src/domain/study/duty-rules.ts';
import { pack } from '../../support/pack.ts';

const idsOf = (...titles: string[]) =>
  dutiesOf(
    pack.dutyTopics,
    titles.map((title) => ({ title, titleEn: null })),
  ).map(({ duty }) => duty.id);

describe('the duties of a post', () => {
  test.each([
    ['村会计', ['accountant']],
    ['村报账员', ['accountant']],
    ['村务监督委员会主任', ['village-supervision']],
    ['村党支部书记、村委会主任', ['village-committee', 'branch']],
    ['村委会委员', ['village-committee']],
    ['镇纪委书记', ['discipline-inspection']],
    ['乡党委书记', ['township-leadership']],
    ['驻村第一书记', ['first-secretary']],
    ['党政办干事', []],
  ])('%s: %j', (title, ids) => expect(idsOf(title)).toEqual(ids));

  test('are each said once, with the post that carries them', () => {
    const posts = [
      { title: '村会计', titleEn: 'Village accountant' },
      { title: '出纳', titleEn: null },
    ];
    expect(dutiesOf(pack.dutyTopics, posts)).toMatchObject([{ duty: { id: 'accountant' }, post: posts[0] }]);
    expect(dutyTopicsOf(pack.dutyTopics, posts)).toEqual(['collective-assets', 'village-affairs-openness']);
    expect(dutyTopicsOf(pack.dutyTopics, [])).toEqual([]);
  });

  test('cover the posts of villages in the sample county', () => {
    const titles = new Set(county.people.flatMap((person) => person.posts.map(({ title }) => title)));
    const without = [...titles].filter((title) => idsOf(title).length === 0);
    expect(without.filter((title) => title.startsWith('村') || title.startsWith('支部'))).toEqual([]);
  });
});
