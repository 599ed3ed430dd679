import { readFileSync } from 'node:fs';

const KB_PER_MB = 1024;

/** A file of the system about a process, or nothing when it is gone. */
const readOf = (pid: number, what: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
};

/** The memory of a process and of all that it has started, in MB. */
export function treeMemory(pid: number): number {
  const own = Number(/^VmRSS:\s+(\d+)/m.exec(readOf(pid, 'status'))?.[1] ?? 0) / KB_PER_MB;
  const children = readOf(pid, `task/${pid}/children`).split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + treeMemory(Number(child)), own);
}
