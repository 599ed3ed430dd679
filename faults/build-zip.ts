import { crc32, deflateRawSync } from 'node:zlib';

export type ZipPart = {
  name: string;
  data: string | Uint8Array;
  /** What the central directory says instead of the truth. */
  claims?: { inflatedBytes?: number; compressedBytes?: number };
  flags?: number;
  /** As it is, not packed. */
  stored?: boolean;
  /** So many more entries of the directory lead to the same bytes: together they swell to whatever one likes. */
  again?: number;
};

/** A ZIP archive made by hand, so that it can lie. */
export function buildZip(parts: readonly ZipPart[]): Uint8Array {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let entries = 0;
  for (const { name, data, claims, flags = 0, stored = false, again = 0 } of parts) {
    const raw = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data);
    const packed = stored ? raw : deflateRawSync(raw);
    const title = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(stored ? 0 : 8, 4);
    shared.writeUInt32LE(crc32(raw), 10);
    shared.writeUInt32LE(claims?.compressedBytes ?? packed.length, 14);
    shared.writeUInt32LE(claims?.inflatedBytes ?? raw.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const entry = [Buffer.from('504b01021400', 'hex'), shared, tail, title];
    for (let times = 0; times <= again; times += 1) directory.push(...entry);
    entries += 1 + again;
    body.push(Buffer.from('504b0304', 'hex'), shared, title, packed);
    offset += 30 + title.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...body, listing, end]));
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of a workbook of one sheet, with its XML as given. */
export const workbookParts = (sheetXml: string): ZipPart[] => [
  { name: '[Content_Types].xml', data: `<Types xmlns="${PACKAGE}/content-types"/>` },
  {
    name: '_rels/.rels',
    data: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    data: `<workbook xmlns:r="${RELATIONS}"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    data: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  },
  { name: 'xl/worksheets/sheet1.xml', data: sheetXml },
];

/** A sheet of one text cell, or of the rows given as XML. */
export const sheetXml = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
export const textCell = (text: string): string =>
  `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;
