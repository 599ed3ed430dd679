import { writeXlsx } from 'hucre';
import { buildZip, sheetXml, textCell, workbookParts } from './build-zip.ts';

/** A file that somebody sends to the bank, to do harm or because they know no better. */
export type HostileFile = { name: string; bytes: Uint8Array };

const MIB = 1024 * 1024;
const HEADINGS = ['题干', '选项A', '选项B', '答案'];
const QUESTION = ['任期几年？', '三年', '五年', 'B'];
/** "题干,选项A,选项B,答案" and a question in GB18030, as a Chinese spreadsheet saves it; the last line lacks its answer. */
const GB18030 = Buffer.from(
  'cce2b8c92cd1a1cfee412cd1a1cfee422cb4f0b0b80ac8cec6dabcb8c4eaa3bf2cc8fdc4ea2ccee5c4ea2c420ac8cec6dabcb8c4eaa3bf2cc8fdc4ea2ccee5c4ea2c0a',
  'hex',
);

const workbook = (xml: string): Uint8Array => buildZip(workbookParts(xml));
const rows = (n: number): string => '<row><c><v>1</v></c></row>'.repeat(n);
const entities = (quoted: (at: number) => string): string =>
  Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${quoted(at).repeat(10)}">`).join('');
const bomb = `<!DOCTYPE x [<!ENTITY l0 "lol">${entities((at) => `&l${at};`)}]>`;

/** A sheet of 40 MB that 250 entries of the directory lead to: 10 GB out of 50 kB. */
function overlappingBomb(): Uint8Array {
  const parts = workbookParts(sheetXml(' '.repeat(40 * MIB)));
  return buildZip(parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, again: 249 } : part)));
}

/** A sheet that says it is small and swells to 400 MB. */
function forgedBomb(): Uint8Array {
  const parts = workbookParts(sheetXml(' '.repeat(400 * MIB)));
  return buildZip(
    parts.map((part) =>
      part.name.endsWith('sheet1.xml') ? { ...part, claims: { inflatedBytes: 1_000 } } : part,
    ),
  );
}

/** Every kind that the table of targets names, and the usual accidents; none of them may be taken. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const good = await writeXlsx({ sheets: [{ name: 's', rows: [HEADINGS, QUESTION] }] });
  const sheets = [{ name: 's', rows: [HEADINGS, QUESTION] }];
  const attributes = Array.from({ length: 1_000_000 }, (_, at) => `a${at}=""`).join(' ');
  const entries = Array.from({ length: 10_000 }, (_, at) => ({ name: `xl/${at}.xml`, data: '' }));
  const polluting = ['__proto__', 'constructor', 'prototype', '__proto__.polluted'];
  return [
    { name: 'ten gigabytes.xlsx', bytes: overlappingBomb() },
    { name: 'forged.xlsx', bytes: forgedBomb() },
    { name: 'blank.xlsx', bytes: workbook(sheetXml(' '.repeat(100 * MIB))) },
    { name: 'million rows.xlsx', bytes: workbook(sheetXml(rows(1_000_000))) },
    { name: 'entries.xlsx', bytes: buildZip(entries) },
    { name: 'attributes.xlsx', bytes: workbook(sheetXml(`<row><c ${attributes}/></row>`)) },
    { name: 'entities.xlsx', bytes: workbook(`${bomb}${sheetXml(textCell('&l9;'))}`) },
    { name: 'entities.xml', bytes: Buffer.from(`<?xml version="1.0"?>${bomb}<quiz>&l9;</quiz>`) },
    { name: 'macros.xlsm', bytes: good },
    { name: 'macros.xlsx', bytes: await writeXlsx({ sheets, vbaProject: new Uint8Array([1]) }) },
    { name: 'locked.xlsx', bytes: await writeXlsx({ sheets, encryption: { password: 'x', spinCount: 10 } }) },
    { name: 'cut.xlsx', bytes: good.slice(0, good.length / 2) },
    { name: 'proto.csv', bytes: Buffer.from(`${polluting.join(',')}\n${QUESTION.join(',')}\n`) },
    { name: 'gb18030.csv', bytes: GB18030 },
    { name: 'line.txt', bytes: Buffer.alloc(9 * MIB, 'a') },
    { name: 'big.gift', bytes: Buffer.alloc(11 * MIB, 'a') },
    { name: 'picture.csv', bytes: Buffer.from('89504e470d0a1a0a', 'hex') },
    { name: 'empty.txt', bytes: new Uint8Array() },
  ];
}
