import { writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/formats/read-table.ts';
import { TABLE_LIMITS } from '../../src/formats/table/table-limits.ts';
import { buildZip, sheetXml, textCell, workbookParts } from '../../faults/build-zip.ts';

const refused = (code: string, more: object = {}) => ({ ok: false, problem: { code, ...more } });
const good = () =>
  writeXlsx({
    sheets: [
      {
        name: 's',
        rows: [
          ['a', 'b'],
          ['c', 'd'],
        ],
      },
    ],
  });
const workbook = (xml: string) => buildZip(workbookParts(xml));

describe('kinds that are not read', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 'a.csv', 'empty'],
    ['blank lines only', Buffer.from('\n , ,\n'), 'a.csv', 'empty'],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1' + '00'.repeat(600), 'hex'), 'a.xls', 'old-xls'],
    ['an HTML table called .xls', Buffer.from('<table></table>'), 'a.xls', 'old-xls'],
    ['text called .xlsx', Buffer.from('a,b'), 'a.xlsx', 'damaged'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'a.csv', 'not-a-table'],
    ['bytes that are no text', Buffer.from('ff00ff81ff', 'hex'), 'a.csv', 'not-a-table'],
    ['a Word file', buildZip([{ name: 'word/document.xml', data: '<w/>' }]), 'a.xlsx', 'not-a-table'],
  ])('%s', async (_, bytes, name, code) => {
    expect(await readTable(bytes, name)).toEqual(refused(code));
  });

  test('a workbook with macros, by its name and by its parts', async () => {
    expect(await readTable(await good(), 'a.XLSM')).toEqual(refused('macros'));
    const bytes = await writeXlsx({
      sheets: [{ name: 's', rows: [['a']] }],
      vbaProject: new Uint8Array([1, 2, 3]),
    });
    expect(await readTable(bytes, 'a.xlsx')).toEqual(refused('macros'));
  });

  test('a workbook locked with a password', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 's', rows: [['a']] }],
      encryption: { password: 'x', spinCount: 10 },
    });
    expect(await readTable(bytes, 'a.xlsx')).toEqual(refused('encrypted'));
    const parts = workbookParts(sheetXml(textCell('a'))).map((part) => ({ ...part, flags: 1 }));
    expect(await readTable(buildZip(parts), 'a.xlsx')).toEqual(refused('encrypted'));
  });

  test('a workbook cut short anywhere', async () => {
    const bytes = await good();
    for (const share of [0.1, 0.5, 0.9, 0.99])
      expect(await readTable(bytes.slice(0, bytes.length * share), 'a.xlsx')).toEqual(refused('truncated'));
  });

  test('a workbook with flipped bytes is damaged or, where the flip is in unread bytes, read', async () => {
    const bytes = (await good()).slice();
    bytes.fill(0x55, 60, 120);
    expect(await readTable(bytes, 'a.xlsx')).toEqual(refused('damaged'));
  });
});

describe('files that would swell', () => {
  test('a zip bomb, by what its directory says', async () => {
    const bomb = workbook(sheetXml(' '.repeat(TABLE_LIMITS.inflatedBytes)));
    expect(bomb.length).toBeLessThan(100_000);
    const inflates = refused('inflates-too-big', { limitBytes: TABLE_LIMITS.inflatedBytes });
    expect(await readTable(bomb, 'a.xlsx')).toEqual(inflates);
  });

  test.each([
    ['less than it holds', { inflatedBytes: 10 }],
    ['nothing', { inflatedBytes: 0 }],
    ['more than it holds', { inflatedBytes: 20_000_000 }],
    ['no packed bytes', { compressedBytes: 0 }],
  ])('a directory that claims %s', async (_, claims) => {
    const parts = workbookParts(sheetXml(textCell('a'.repeat(1_000_000))));
    const lying = parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, claims } : part));
    expect(await readTable(buildZip(lying), 'a.xlsx')).toEqual(refused('forged-sizes'));
  });

  test('too many entries', async () => {
    const many = Array.from({ length: 1_001 }, (_, at) => ({ name: `xl/${at}.xml`, data: '' }));
    expect(await readTable(buildZip(many), 'a.xlsx')).toEqual(refused('too-many-entries', { limit: 1_000 }));
  });

  test('too many rows, before they are parsed', async () => {
    const bytes = workbook(sheetXml('<row><c><v>1</v></c></row>'.repeat(500_000)));
    expect(await readTable(bytes, 'a.xlsx')).toEqual(refused('too-many-rows', { limit: 20_000 }));
  });

  test('a lonely cell in the last corner', async () => {
    const xml = sheetXml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    expect(await readTable(workbook(xml), 'a.xlsx')).toEqual(refused('too-complex'));
  });

  test('a tag with half a million attributes, before it is parsed', async () => {
    const names = Array.from({ length: 500_000 }, (_, at) => `a${at}=""`).join(' ');
    const parts = workbookParts(sheetXml(`<row><c ${names}/></row>`));
    expect(await readTable(buildZip(parts), 'a.xlsx')).toEqual(refused('too-complex'));
    const stored = parts.map((part) => ({ ...part, stored: true }));
    expect(await readTable(buildZip(stored), 'a.xlsx')).toEqual(refused('too-complex'));
  });

  test('what needs more memory than it may have costs only the process that reads it', async () => {
    const cells = '<c t="inlineStr"><is><t>甲</t></is></c>'.repeat(60);
    const bytes = workbook(sheetXml(`<row>${cells}</row>`.repeat(15_000)));
    expect(await readTable(bytes, 'a.xlsx', { heapMb: 32, timeoutMs: 60_000 })).toEqual(
      refused('too-complex'),
    );
    expect(await readTable(await good(), 'a.xlsx')).toMatchObject({ ok: true });
  });

  test('a workbook that takes too long', async () => {
    const merges = '<mergeCells>' + '<mergeCell ref="A1:A9000"/>'.repeat(300_000) + '</mergeCells>';
    const xml = sheetXml('<row><c><v>1</v></c></row>'.repeat(9_000)).replace(
      '</worksheet>',
      `${merges}</worksheet>`,
    );
    expect(await readTable(workbook(xml), 'a.xlsx', { timeoutMs: 50 })).toEqual(refused('too-complex'));
  });

  test('entities are not expanded', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    ).join('');
    const bytes = workbook(`<!DOCTYPE x [<!ENTITY l0 "lol">${entities}]>${sheetXml(textCell('&l9;'))}`);
    expect(JSON.stringify(await readTable(bytes, 'a.xlsx')).length).toBeLessThan(200);
  });
});

describe('limits say where', () => {
  const within = { rows: 3, columns: 2, cellLength: 5 };
  const csv = (text: string) => readTable(Buffer.from(text), 'a.csv', within);

  test('in a CSV file', async () => {
    expect(await csv('a\nb\nc\n\n')).toMatchObject({ ok: true });
    expect(await csv('a\nb\nc\nd')).toEqual(refused('too-many-rows', { limit: 3 }));
    expect(await csv('a,b,,,\na,b,c')).toEqual(
      refused('too-many-columns', { limit: 2, sheet: null, line: 2 }),
    );
    expect(await csv('a\nb,123456')).toEqual(
      refused('cell-too-long', { limit: 5, sheet: null, line: 2, column: 2 }),
    );
    expect(await csv('a\n"b\nc')).toEqual(refused('unclosed-quote', { line: 2 }));
    expect(await csv('\n'.repeat(31) + 'a')).toEqual(refused('too-many-rows', { limit: 3 }));
    expect(await csv(','.repeat(20_000))).toMatchObject(refused('too-many-columns'));
  });

  test('in a workbook, counting all sheets together', async () => {
    const sheets = (...rows: string[][][]) =>
      writeXlsx({ sheets: rows.map((it, at) => ({ name: `s${at}`, rows: it })) });
    const read = async (...rows: string[][][]) => readTable(await sheets(...rows), 'a.xlsx', within);
    expect(await read([['a'], ['b']], [['c']])).toMatchObject({ ok: true });
    expect(await read([['a'], ['b']], [['c'], ['d']])).toEqual(refused('too-many-rows', { limit: 3 }));
    expect(await read([['a', 'b', 'c']])).toEqual(
      refused('too-many-columns', { limit: 2, sheet: 's0', line: 1 }),
    );
    expect(await read([['a'], ['b', '123456']])).toEqual(
      refused('cell-too-long', { limit: 5, sheet: 's0', line: 2, column: 2 }),
    );
  });

  test('of size', async () => {
    expect(await readTable(Buffer.alloc(11), 'a.csv', { fileBytes: 10 })).toEqual(
      refused('file-too-big', { limitBytes: 10 }),
    );
    expect(await readTable(Buffer.alloc(11, 'a'), 'a.csv', { textBytes: 10 })).toEqual(
      refused('file-too-big', { limitBytes: 10 }),
    );
  });
});
