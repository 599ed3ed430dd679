import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MenuItem } from '../../src/messages/people.ts';
import { words } from '../loop/words.ts';
import { startBot } from '../support/bot.ts';
import type { BotStage } from '../support/bot.ts';
import type { BotPerson } from '../support/bot-person.ts';

/** What each post of the sample county may do, in the order of the menu. */
const MENUS: [string, number, MenuItem[]][] = [
  [
    'cadre',
    5_000_018,
    [
      'quiz',
      'practice',
      'exams',
      'study',
      'week',
      'review',
      'notices',
      'assess',
      'hours',
      'meetings',
      'classes',
      'myfile',
      'help',
    ],
  ],
  [
    'branch secretary',
    5_000_017,
    [
      'quiz',
      'practice',
      'exams',
      'study',
      'week',
      'review',
      'notices',
      'visits',
      'assess',
      'hours',
      'meetings',
      'classes',
      'myfile',
      'duties',
      'plans',
      'learning',
      'interview',
      'recognise',
      'help',
    ],
  ],
  [
    'township secretary',
    5_000_005,
    [
      'quiz',
      'practice',
      'exams',
      'study',
      'week',
      'review',
      'notices',
      'assess',
      'hours',
      'meetings',
      'classes',
      'myfile',
      'duties',
      'plans',
      'learning',
      'broadcast',
      'board',
      'exam',
      'approvals',
      'file',
      'interview',
      'rectify',
      'drift',
      'opinions',
      'recognise',
      'sanction',
      'appraisal',
      'help',
    ],
  ],
  [
    'supervisor',
    5_000_007,
    [
      'notices',
      'hours',
      'meetings',
      'classes',
      'myfile',
      'duties',
      'learning',
      'file',
      'interview',
      'rectify',
      'alerts',
      'drift',
      'opinions',
      'forms',
      'recognise',
      'sanction',
      'appraisal',
      'help',
    ],
  ],
  ['editor', 5_000_002, ['notices', 'hours', 'meetings', 'classes', 'reports', 'bank', 'help']],
  ['auditor', 5_000_003, ['notices', 'hours', 'meetings', 'classes', 'audit', 'help']],
  [
    'administrator',
    5_000_001,
    ['notices', 'hours', 'meetings', 'classes', 'approvals', 'reports', 'people', 'bank', 'help'],
  ],
];
const LANGUAGES = ['zh', 'en'] as const;

let stage: BotStage;
beforeAll(async () => void (stage = await startBot()));
afterAll(() => stage.close());

async function speak(person: BotPerson, language: 'zh' | 'en'): Promise<void> {
  await person.send('/language');
  await person.press(words[language].languageButton);
}

describe.each(LANGUAGES)('in %s', (language) => {
  const w = words[language];
  test.each(MENUS)(
    'the menu of a %s has what the post allows, and nothing else',
    async (_, account, items) => {
      const person = stage.person(account);
      await speak(person, language);
      await person.send('/menu');
      const { commands, keyboard } = await person.chat();
      const names = [
        ...items.filter((item) => item !== 'help'),
        'menu',
        ...(items.includes('myfile') ? (['access', 'objection'] as const) : []),
        'leave',
        'relatives',
        'mydata',
        'settings',
        'quiet',
        'language',
        'help',
        'cancel',
      ] as const;
      expect(commands).toEqual(
        names.map((command) => ({ command, description: w.people.commands[command as MenuItem] })),
      );
      expect(keyboard?.rows.flat()).toEqual(items.map((item) => w.people.labels[item]));
      expect(keyboard?.rows.every((row) => row.length <= 2)).toBe(true);
      const { text } = await person.send('/help');
      const listed = [...text.matchAll(/^\/(\w+)/gm)].map(([, name]) => name);
      expect(listed).toEqual([
        ...items.filter((item) => item !== 'help'),
        ...(items.includes('myfile') ? ['access', 'objection'] : []),
        'leave',
        'relatives',
        'mydata',
        'settings',
        'quiet',
        'language',
      ]);
    },
  );

  test('each label of the keyboard does what its command does, whatever language is chosen', async () => {
    for (const [, account, items] of MENUS.filter(([name]) =>
      /township|supervisor|editor|administrator/.test(name),
    )) {
      const person = stage.person(account);
      for (const item of items) {
        const { text } = await person.send(`/${item}`);
        await person.send('/cancel');
        expect(text).not.toBe('');
        for (const spoken of LANGUAGES) {
          expect((await person.send(words[spoken].people.labels[item])).text).toBe(text);
          await person.send('/cancel');
        }
      }
    }
  });

  test('the chosen language is kept over a restart', async () => {
    const person = stage.person(5_000_018);
    await speak(person, language);
    await stage.restart();
    expect((await person.send('what?')).shown).toEqual([w.people.unknownText]);
    expect((await person.send('/start')).shown).toEqual([w.people.alreadyBound('林例平')]);
  });
});

test('a language that does not exist is not chosen', async () => {
  const person = stage.person(5_000_018);
  const before = await stage.inspector.fingerprint();
  for (const data of ['language.set', 'language.set:', 'language.set:de', 'language.set:zh_CN'])
    expect((await person.pressData(data)).shown).toEqual([words.en.common.stale]);
  expect(await stage.inspector.fingerprint()).toEqual(before);
});
