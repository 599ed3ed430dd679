import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Named tables of JSON values by key. */
export type Tables = Map<string, Map<string, unknown>>;
export type Journal = {
  put(table: string, key: string, value: unknown): void;
  drop(table: string, key: string): void;
  flush(): void;
  close(): void;
};

/** A journal that keeps nothing, for a sandbox without a data directory. */
export const noJournal = (): Journal => ({ put() {}, drop() {}, flush() {}, close() {} });

function writeAll(fd: number, content: string): void {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}

function readTables(path: string): Tables {
  const tables: Tables = new Map();
  if (!existsSync(path)) return tables;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    let entry: unknown;
    try {
      entry = JSON.parse(line);
    } catch {
      continue; // a line cut by a kill; whatever it held was not yet answered for
    }
    if (!Array.isArray(entry)) continue;
    const [table, key, value] = entry as [string, string, unknown];
    const rows = tables.get(table) ?? new Map<string, unknown>();
    tables.set(table, rows);
    if (entry.length === 3) rows.set(key, value);
    else rows.delete(key);
  }
  return tables;
}

function writeCompacted(path: string, tables: Tables): void {
  const fd = openSync(`${path}.new`, 'w');
  for (const [table, rows] of tables) {
    for (const [key, value] of rows) writeAll(fd, `${JSON.stringify([table, key, value])}\n`);
  }
  fsyncSync(fd);
  closeSync(fd);
  renameSync(`${path}.new`, path);
}

/**
 * An append-only file of `[table, key, value]` (put) and `[table, key]` (drop) lines, last one wins. Read and
 * compacted here, then appended to once per turn of the event loop, so a kill -9 loses at most that turn.
 * @param dir made when missing; the file is `journal.jsonl` in it.
 */
export function openJournal(dir: string): { journal: Journal; tables: Tables } {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'journal.jsonl');
  const tables = readTables(path);
  writeCompacted(path, tables);
  const fd = openSync(path, 'a');
  let pending: string[] = [];
  let scheduled: NodeJS.Immediate | undefined;
  let open = true;
  const flush = () => {
    if (scheduled) clearImmediate(scheduled);
    scheduled = undefined;
    if (pending.length === 0 || !open) return;
    const content = pending.join('');
    pending = [];
    writeAll(fd, content);
  };
  const append = (entry: unknown[]) => {
    pending.push(`${JSON.stringify(entry)}\n`);
    scheduled ??= setImmediate(flush);
  };
  return {
    tables,
    journal: {
      put: (table, key, value) => append([table, key, value]),
      drop: (table, key) => append([table, key]),
      flush,
      close() {
        flush();
        open = false;
        closeSync(fd);
      },
    },
  };
}
