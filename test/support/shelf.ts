import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openAnchorShelf } from '../../src/anchor-shelf.ts';

/** A folder for anchors, gone with the file's tests. */
export function createTestShelf() {
  const dir = mkdtempSync(join(tmpdir(), 'qingfeng-anchors-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return { ...openAnchorShelf(dir), dir };
}
