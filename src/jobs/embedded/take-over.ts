import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Makes this process the one that stops the server on a folder. False while the process that started it lives: a
 * server left behind by one that was killed is taken over.
 * @param file where the owner's process id is kept
 */
export function takeOver(file: string): boolean {
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0;
  if (owner > 0 && isAlive(owner)) return false;
  writeFileSync(file, String(process.pid));
  return true;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
