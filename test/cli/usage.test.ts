import { expect, test, vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { wordsFor } from '../../src/cli/words.ts';
import { runCommand } from './run-command.ts';

// Each process takes a second or two, and many more on a machine that is busy.
vi.setConfig({ testTimeout: 240_000 });

const NAMES = [
  'people import',
  'people invite',
  'questions import',
  'questions check',
  'rollup run',
  'ledger verify',
  'file export',
  'file opinion',
  'ledger export',
  'deliveries release',
  'db migrate',
  'db url',
];

/** Runs the door in this process; a command that is really started fails the test. */
async function type(line: string, language: 'zh_CN.UTF-8' | 'en_GB.UTF-8' = 'zh_CN.UTF-8') {
  const said = { code: 0, out: '', err: '' };
  const print = (text: string) => void (said.out += text);
  const note = (text: string) => void (said.err += text);
  const words = wordsFor({ LANG: language });
  said.code = await runCli(line.split(' ').filter(Boolean), { words, print, note }, (dataDir) => {
    throw new Error(`started with ${dataDir}`);
  });
  return said;
}

test.each(['zh_CN.UTF-8', 'en_GB.UTF-8'] as const)('help lists every command, in %s', async (language) => {
  const help = await type('--help', language);
  expect(help).toMatchObject({ code: 0, err: '' });
  for (const name of NAMES) expect(help.out).toContain(`  ${name} `);
  expect(/\p{Script=Han}/u.test(help.out)).toBe(language === 'zh_CN.UTF-8');
  expect(await type('', language)).toEqual(help);
  for (const name of NAMES) {
    const own = await type(`${name} -h`, language);
    expect(own.out).toContain(`npm run cli -- ${name}`);
    expect(/\p{Script=Han}/u.test(own.out)).toBe(language === 'zh_CN.UTF-8');
  }
});

test.each([
  ['peopel import x.csv', '没有「peopel import」这个命令。有：people import, people invite, '],
  ['people', '没有「people」这个命令。'],
  ['--apply', '没有「--apply」这个命令。'],
  ['people import x.csv --aply', '「people import」没有 --aply 这个选项；用法见 --help。'],
  ['people import x.csv -x', '「people import」没有 -x 这个选项；'],
  ['db migrate --apply', '「db migrate」没有 --apply 这个选项；'],
  ['people import', '缺少 file。用法：npm run cli -- people import <file>'],
  ['people import a.csv b.csv', '多出了「b.csv」。'],
  ['people import a.csv -- b.csv', '多出了「b.csv」。'],
  ['people invite --unit', '--unit 后面要写一个值。'],
  ['people invite --unit --new', '--unit 后面要写一个值。'],
])('%s', async (line, sentence) => {
  const { code, out, err } = await type(line);
  expect(err).toContain(sentence);
  expect(err.split('\n')).toHaveLength(1);
  expect({ code, out }).toEqual({ code: 1, out: '' });
});

test.each(['people invite --data 7', '--data 7 people invite', 'people --data=7 invite --new'])(
  'the options may stand anywhere: %s',
  async (line) => {
    await expect(type(line)).rejects.toThrow('started with 7');
  },
);

test('as a process it ends with 1, and says so on standard error', async () => {
  expect(await runCommand(['nope'], { LC_ALL: 'zh_CN.UTF-8', LANG: 'C' })).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^没有「nope」这个命令/) as string,
  });
});
