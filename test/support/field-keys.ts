import { openText } from '../../src/db/field-cipher.ts';
import type { SealedFieldName } from '../../src/db/sealed-fields.ts';
import { openFieldKeys } from '../../src/field-keys.ts';

/** The same key in every process of the tests. */
export const FIELD_KEYS = Buffer.alloc(32, 'key of the tests').toString('base64');
export const testKeys = openFieldKeys('', [FIELD_KEYS]);

/** What a sealed value says, for tests that look into the database. */
export const openSealed = (field: SealedFieldName, row: string | number, value: string): string =>
  openText(testKeys, `${field}:${row}`, value);
