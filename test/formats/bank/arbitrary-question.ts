import * as fc from 'fast-check';
import type { Content } from '../../../src/domain/questions/rules.ts';
import { plainText } from '../../../src/formats/questions/check-question.ts';
import type { PlainQuestion } from '../../../src/formats/bank/bank-question.ts';
import { tidyText } from '../../../src/formats/bank/tidy-text.ts';

/** Signs that mean something in one format or another. */
const SIGNS = [
  Array.from('=~#{}:\\%[]<>&|;；,，、.。"\'→—-+@＝－＠＋｛｝～＃：（）()_/$*?!A0'),
  [
    '甲',
    '乙',
    '答案',
    '解析',
    ' ',
    '  ',
    '\t',
    '\n',
    '　',
    '->',
    '//',
    '::',
    '####',
    '[html]',
    '%50%',
    '&&058;',
  ],
  [
    '&amp;',
    '<b>',
    '____',
    'A.',
    'B、',
    '=1+1',
    "'",
    '对',
    'T',
    '_x000A_',
    '---',
    '\n---\n',
    '😀',
    '第八条',
    '𠮷',
  ],
].flat();

/** Tidy text that says something, of at most `max` UTF-16 units. */
const text = (max: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: fc.constantFrom(...SIGNS), minLength: 1, maxLength: 12 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    )
    .map((raw) => tidyText(raw.slice(0, max)))
    .filter((tidy) => plainText(tidy) !== '');

const different = (minLength: number, maxLength: number) =>
  fc.uniqueArray(text(60), { minLength, maxLength, selector: plainText });
/** Without gaps of its own. */
const bare = text(60).map((one) => one.replace(/_/g, '-'));
const figure = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
);
const flags = (length: number) => fc.array(fc.boolean(), { minLength: length, maxLength: length });
const keyOf = (chosen: readonly boolean[]) => chosen.flatMap((isRight, at) => (isRight ? [at] : []));

const choice = (least: number, most: (options: number) => number) =>
  different(2, 8)
    .chain((options) =>
      flags(options.length).map((chosen) => ({
        options,
        answer: keyOf(chosen).slice(0, most(options.length)),
      })),
    )
    .filter(({ answer }) => answer.length >= least);

type Asked = Content & { stem: string };

const content: fc.Arbitrary<Asked> = fc.oneof(
  fc
    .record({ type: fc.constant('single' as const), stem: text(200), body: choice(1, () => 1) })
    .map(({ body, ...rest }) => ({ ...rest, ...body })),
  fc
    .record({
      type: fc.constant('multiple' as const),
      stem: text(200),
      body: choice(2, (count) => count - 1),
    })
    .map(({ body, ...rest }) => ({ ...rest, ...body })),
  fc
    .record({
      type: fc.constant('case' as const),
      scenario: text(200),
      stem: text(200),
      body: choice(1, (count) => count - 1),
    })
    .map(({ body, ...rest }) => ({ ...rest, ...body })),
  fc.record({
    type: fc.constant('truefalse' as const),
    stem: text(200),
    options: fc.oneof(
      fc.constantFrom<string[]>(['正确', '错误'], ['True', 'False'], ['错', '对'], ['是', '否']),
      different(2, 2),
    ),
    answer: fc.constantFrom<number[]>([0], [1]),
  }),
  fc
    .array(fc.uniqueArray(text(40), { minLength: 1, maxLength: 8, selector: plainText }), {
      minLength: 1,
      maxLength: 4,
    })
    .chain((blanks) =>
      fc.array(bare, { minLength: blanks.length + 1, maxLength: blanks.length + 1 }).map((parts) => ({
        type: 'fill' as const,
        stem: tidyText(parts.join('____')),
        blanks,
      })),
    ),
  fc.record({
    type: fc.constant('numeric' as const),
    stem: text(200),
    answer: figure,
    unit: fc.oneof(fc.constant(''), fc.constantFrom('年', '人'), text(20)),
    tolerance: figure.map(Math.abs),
  }),
  fc.record({ type: fc.constant('ordering' as const), stem: text(200), items: different(2, 8) }),
  fc
    .tuple(text(200), different(2, 8), different(2, 11))
    .filter(([, left, right]) => right.length >= left.length && right.length <= left.length + 3)
    .map(([stem, lefts, rights]) => {
      const extra = rights.slice(lefts.length);
      return {
        type: 'matching' as const,
        stem,
        pairs: lefts.map((left, at) => ({ left, right: rights[at] ?? '' })),
        ...(extra.length > 0 && { extra }),
      };
    }),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any question that the bank may hold, with texts made to trip a format. */
const arbitraryQuestion: fc.Arbitrary<PlainQuestion> = fc
  .record({
    content,
    explanation: maybe(text(200)),
    topic: maybe(text(60)),
    difficulty: maybe(fc.constantFrom(1, 2, 3)),
    code: maybe(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,12}$/)),
    source: maybe(
      fc
        .record({ document: maybe(text(60)), article: maybe(text(60)), quote: maybe(text(60)) })
        .map(withoutGaps),
    ),
  })
  .map((question) => {
    const { source } = question;
    return withoutGaps({
      ...question,
      source: source && Object.keys(source).length > 0 ? source : undefined,
    });
  });

function withoutGaps<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

/** Several, no two of which a file may not hold together. */
export const arbitraryQuestions = fc.uniqueArray(arbitraryQuestion, {
  minLength: 1,
  maxLength: 4,
  comparator: (a, b) =>
    plainText(JSON.stringify(a.content)) === plainText(JSON.stringify(b.content)) ||
    (a.code !== undefined && a.code.toLowerCase() === b.code?.toLowerCase()),
});
