import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the processes that a test file starts write what is beside the database; it goes with the file's own process. */
export const DATA_DIR = mkdtempSync(join(tmpdir(), 'qingfeng-test-data-'));

process.once('exit', () => rmSync(DATA_DIR, { recursive: true, force: true }));
