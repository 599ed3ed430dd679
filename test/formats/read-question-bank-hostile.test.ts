import { writeXlsx } from 'hucre/xlsx';
import { afterEach, describe, expect, test } from 'vitest';
import { readTextBank } from '../../src/formats/bank/read-text-bank.ts';
import type { BankTask } from '../../src/formats/bank/read-bank-task.ts';
import { compareQuestionBank, readQuestionBank } from '../../src/formats/read-question-bank.ts';
import { runWorker } from '../../src/formats/table/run-worker.ts';
import { TABLE_LIMITS } from '../../src/formats/table/table-limits.ts';
import { buildZip, sheetXml, textCell, workbookParts } from '../../faults/build-zip.ts';

/** Of this processor for a refusal; how long it takes by the clock depends on what else the machine does. */
const QUICK_MS = 2_000;
const MIB = 1_048_576;
/** By which this process may grow: what a file needs beyond that is the reading process's, which has a limit and ends. */
const MOST_RSS = 200 * MIB;

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

async function refusalOf(bytes: Uint8Array, name: string) {
  const cpu = process.cpuUsage();
  const rss = process.memoryUsage.rss();
  const result = await readQuestionBank(bytes, name);
  expect(cpuMs(cpu)).toBeLessThan(QUICK_MS);
  expect(process.memoryUsage.rss() - rss).toBeLessThan(MOST_RSS);
  return result;
}
const refused = (format: string | null, problem: object) => ({
  ok: false,
  format,
  problems: [problem],
  problemCount: 1,
  warnings: [],
});
const file = (format: string | null, code: string, more: object = {}) =>
  refused(format, { line: null, code: 'file', problem: { code, ...more } });
const text = (body: string): Uint8Array => Buffer.from(body);
const workbook = (xml: string) => buildZip(workbookParts(xml));
const ROWS = [
  ['题干', '选项A', '选项B', '答案'],
  ['任期几年？', '三年', '五年', 'B'],
];
const good = () => writeXlsx({ sheets: [{ name: 's', rows: ROWS }] });

afterEach(() => {
  // Nothing a file says becomes a property of everything.
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

describe('workbooks that would do harm', () => {
  test('a zip bomb', async () => {
    const bomb = workbook(sheetXml(' '.repeat(TABLE_LIMITS.inflatedBytes)));
    expect(await refusalOf(bomb, 'a.xlsx')).toEqual(
      file('xlsx', 'inflates-too-big', { limitBytes: TABLE_LIMITS.inflatedBytes }),
    );
  });

  test('forged sizes', async () => {
    const parts = workbookParts(sheetXml(textCell('a'.repeat(MIB))));
    const lying = parts.map((part) =>
      part.name.endsWith('sheet1.xml') ? { ...part, claims: { inflatedBytes: 10 } } : part,
    );
    expect(await refusalOf(buildZip(lying), 'a.xlsx')).toEqual(file('xlsx', 'forged-sizes'));
  });

  test('a million rows', async () => {
    const bytes = workbook(sheetXml('<row><c><v>1</v></c></row>'.repeat(1_000_000)));
    expect(await refusalOf(bytes, 'a.xlsx')).toEqual(file('xlsx', 'too-many-rows', { limit: 20_000 }));
  });

  test('ten thousand entries', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({ name: `xl/${at}.xml`, data: '' }));
    expect(await refusalOf(buildZip(many), 'a.xlsx')).toEqual(
      file('xlsx', 'too-many-entries', { limit: 1_000 }),
    );
  });

  test('entities in a sheet are not expanded', async () => {
    const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
    const xml = `<!DOCTYPE x [<!ENTITY l0 "lol">${entities.join('')}]>${sheetXml(textCell('&l9;'))}`;
    const result = await refusalOf(workbook(xml), 'a.xlsx');
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result).length).toBeLessThan(400);
  });

  test('macros, by name and by parts', async () => {
    expect(await refusalOf(await good(), 'a.xlsm')).toEqual(file(null, 'macros'));
    const bytes = await writeXlsx({ sheets: [{ name: 's', rows: ROWS }], vbaProject: new Uint8Array([1]) });
    expect(await refusalOf(bytes, 'a.xlsx')).toEqual(file('xlsx', 'macros'));
  });

  test('a password', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 's', rows: ROWS }],
      encryption: { password: 'x', spinCount: 10 },
    });
    expect(await refusalOf(bytes, 'a.xlsx')).toEqual(file(null, 'encrypted'));
  });

  test('cut short, an old .xls, a Word file, a picture', async () => {
    const bytes = await good();
    expect(await refusalOf(bytes.slice(0, bytes.length / 2), 'a.xlsx')).toEqual(file('xlsx', 'truncated'));
    const old = Buffer.from('d0cf11e0a1b11ae1' + '00'.repeat(600), 'hex');
    expect(await refusalOf(old, 'a.xls')).toEqual(file(null, 'old-xls'));
    const word = buildZip([{ name: 'word/document.xml', data: '<w/>' }]);
    expect(await refusalOf(word, 'a.docx')).toEqual(file('xlsx', 'not-a-table'));
    expect(await refusalOf(Buffer.from('89504e470d0a', 'hex'), 'a.txt')).toEqual(file(null, 'not-a-table'));
    expect(await refusalOf(new Uint8Array(), 'a.txt')).toEqual(file(null, 'empty'));
    expect(await refusalOf(text(' \n\t\n'), 'a.txt')).toEqual(file(null, 'empty'));
  });
});

describe('texts that would do harm', () => {
  test('a line of 10 MB, a file of 11 MB, a line that no question has', async () => {
    const limit = { limitBytes: TABLE_LIMITS.textBytes };
    expect(await refusalOf(text('a'.repeat(10 * MIB)), 'a.txt')).toEqual(file(null, 'file-too-big', limit));
    expect(await refusalOf(text('a'.repeat(11 * MIB)), 'a.gift')).toEqual(
      file(null, 'file-too-big', { limitBytes: TABLE_LIMITS.fileBytes }),
    );
    expect(await refusalOf(text(`1. 题\n${'甲'.repeat(MIB)}`), 'a.txt')).toEqual(
      refused('text', { line: 2, code: 'line-too-long', max: 60_000 }),
    );
  });

  test.each([
    ['open braces', '{'.repeat(50_000) + '=a}\n'],
    ['escapes', '\\'.repeat(50_000) + '{T}\n'],
    ['titles', '::'.repeat(20_000) + '{T}\n'],
    ['options', `甲？{=a ${'~b '.repeat(18_000)}}\n`],
    ['open brackets', '1. ' + '（'.repeat(50_000) + '\n答案：A\n'],
    ['blanks', `1. ${' '.repeat(59_000)}题\n答案：A\n`],
    ['blanks in braces', `甲？{=a${' '.repeat(59_000)}b ~c}\n`],
    ['labels apart', '1. x\n' + '甲 答案：'.repeat(9_000) + '\n'],
    ['digits', '1'.repeat(59_000) + '\n答案：A\n'],
    ['answer letters', '1. x\nA. 甲\n答案：' + 'A、'.repeat(28_000) + '\n'],
    ['rules', '// @type case\n' + '-'.repeat(50_000) + '{=a ~b}\n'],
    ['labels', '【答案】'.repeat(14_000) + '\n'],
    ['markers', '1. ' + 'A.'.repeat(29_000) + '\n答案：A\n'],
    ['markers apart', '1. ' + 'A. '.repeat(19_000) + '\n答案：A\n'],
    ['letters', '1. x\n' + 'A '.repeat(29_000) + '\n答案：A\n'],
    ['less-than signs', '[html]' + '<'.repeat(50_000) + '{T}\n'],
    ['tags', '[html]' + '<script'.repeat(8_000) + '{T}\n'],
    ['underscores', '一、填空题\n1. ' + '_ '.repeat(29_000) + '\n答案：A\n'],
    ['lines of one sign', '甲\n'.repeat(1_000_000)],
    ['questions', Array.from({ length: 6_000 }, (_, at) => `第${at}？{T}`).join('\n\n')],
    ['empty lines', '\n'.repeat(3_000_000) + '甲？{T}\n\n乙'],
    ['comments', '// x\n'.repeat(500_000) + '甲？{T}\n\n乙'],
    ['quotes', '题干,答案\n' + '"'.repeat(1_000_001)],
    ['commas', '题干,答案\n' + ','.repeat(3_000_000)],
    ['open tags', '<quiz>' + '<a>'.repeat(200_000)],
    ['attributes', `<quiz><question ${'a="" '.repeat(200_000)}/></quiz>`],
    ['ampersands', `<quiz><question type="${'&amp;'.repeat(200_000)}"/></quiz>`],
    ['open comments', '<quiz>' + '<!--'.repeat(200_000)],
    ['open CDATA', '<quiz>' + '<![CDATA['.repeat(200_000)],
  ])('many %s', (_, body) => {
    // As the process of its own does it, where the time it takes can be measured.
    const bytes = text(body);
    const cpu = process.cpuUsage();
    expect(readTextBank(bytes, 'a.txt').ok).toBe(false);
    expect(cpuMs(cpu)).toBeLessThan(QUICK_MS);
  });

  test('an XML bomb and a file of somebody else’s', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "${'x'.repeat(50_000)}">]><quiz><question>${'&a;'.repeat(50_000)}</question></quiz>`;
    expect(await refusalOf(text(bomb), 'a.xml')).toEqual(
      refused('moodle-xml', { line: 1, code: 'xml-entities' }),
    );
    const external = '<!DOCTYPE q [\n<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>';
    expect(await refusalOf(text(external), 'a.xml')).toEqual(
      refused('moodle-xml', { line: 1, code: 'xml-entities' }),
    );
  });

  test('XML that ends too early says where', async () => {
    const result = await refusalOf(
      text('<?xml version="1.0"?>\n<quiz>\n<question type="truefalse">\n'),
      'a.xml',
    );
    expect(result).toMatchObject({ ok: false, format: 'moodle-xml', problems: [{ code: 'broken-xml' }] });
  });

  test('lone surrogates and bytes that are no text', async () => {
    const lone = Buffer.from('fffe00d87b0054007d00', 'hex');
    expect(await refusalOf(lone, 'a.gift')).toEqual(file(null, 'not-a-table'));
    expect(await refusalOf(Buffer.from('ff00ff81ff', 'hex'), 'a.txt')).toEqual(file(null, 'not-a-table'));
  });
});

test('lists the first two hundred problems and counts them all', async () => {
  const result = await readQuestionBank(
    text(Array.from({ length: 300 }, (_, at) => `第${at}问是什么？{~甲 ~乙}`).join('\n\n')),
    'a.gift',
  );
  expect(result).toMatchObject({ ok: false, problemCount: 300 });
  expect(!result.ok && result.problems.length).toBe(200);
});

/** What may stand above a column and is a name of JavaScript's own. */
test.each(['__proto__', 'constructor', 'prototype', 'toString'])(
  'a column called %s is one nobody knows',
  async (name) => {
    const table = `题干,${name},选项A,选项B,答案\n任期几年？,{"polluted":1},三年,五年,B\n`;
    const result = await refusalOf(text(table), 'a.csv');
    expect(result).toMatchObject({
      ok: true,
      questions: [{ content: { options: ['三年', '五年'], answer: [1] } }],
      warnings: [{ code: 'unknown-column', found: name }],
    });
  },
);

describe('a file that is not small', () => {
  const many = (count: number) =>
    text(
      Array.from(
        { length: count },
        (_, at) =>
          `${at + 1}. 第${at}问：哪一项是党员的纪律处分种类？\nA. 记过\nB. 降级\nC. 留党察看\n答案：C\n`,
      ).join('\n'),
    );

  test('is read in a process of its own: this one has time for others', async () => {
    const bytes = many(5_000);
    const cpu = process.cpuUsage();
    const result = await readQuestionBank(bytes, 'a.txt');
    const spent = cpuMs(cpu);
    expect(result.ok && result.questions.length).toBe(5_000);
    const here = process.cpuUsage();
    readTextBank(bytes, 'a.txt');
    expect(spent).toBeLessThan(cpuMs(here) / 2);
  });

  test('is compared there as well, and texts that are all alike cost no more', async () => {
    const existing = Array.from(
      { length: 5_000 },
      (_, at) => `第${at}问：哪一项是党员的纪律处分种类？ 记过 降级 留党察看`,
    );
    const { bank, likes } = await compareQuestionBank(many(3_000), 'a.txt', () => Promise.resolve(existing));
    expect(bank.ok && bank.questions.length).toBe(3_000);
    expect(likes.length).toBeGreaterThan(3_000);
    expect(likes.length).toBeLessThanOrEqual(3 * 3_000);
  });

  test('what is refused is not compared, nor is anything fetched for it', async () => {
    const never = () => Promise.reject(new Error('nobody needs it'));
    const broken = Buffer.concat([many(3_000), Buffer.from('3001. 没有答案的问题？\nA. 甲\nB. 乙\n')]);
    expect((await compareQuestionBank(broken, 'a.txt', never)).bank.ok).toBe(false);
    expect((await compareQuestionBank(broken.subarray(-60), 'a.txt', never)).bank.ok).toBe(false);
    await expect(compareQuestionBank(many(1), 'a.txt', never)).rejects.toThrow('nobody needs it');
  });

  test('ends with its time, and says that it is too complex', async () => {
    const task: BankTask = { bytes: many(5_000), fileName: 'a.txt', entries: null };
    const worker = new URL('../../src/formats/bank/bank-worker.ts', import.meta.url);
    expect(await runWorker(worker, task, { heapMb: 128, timeoutMs: 1 })).toBeNull();
  });
});

test('reads five thousand questions while a person waits', () => {
  const body = Array.from(
    { length: 5_000 },
    (_, at) =>
      `${at + 1}. 第${at}问：下列哪一项是对党员的纪律处分种类？\nA. 记过\nB. 降级\nC. 留党察看\n答案：C\n解析：见第八条。\n`,
  );
  const cpu = process.cpuUsage();
  const result = readTextBank(text(body.join('\n')), 'a.txt');
  expect(result.ok && result.questions.length).toBe(5_000);
  expect(cpuMs(cpu)).toBeLessThan(8_000);
});
