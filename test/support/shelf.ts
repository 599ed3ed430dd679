import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openBallotShelf } from '../../src/ballot-shelf.ts';
import { openAnchorShelf } from '../../src/anchor-shelf.ts';

/** A folder for the keys of envelopes, gone with the file's tests. */
export function createTestBallots() {
  const dir = mkdtempSync(join(tmpdir(), 'qingfeng-ballots-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return openBallotShelf(dir);
}

/** A folder for anchors, gone with the file's tests. */
export function createTestShelf() {
  const dir = mkdtempSync(join(tmpdir(), 'qingfeng-anchors-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return { ...openAnchorShelf(dir), dir };
}
