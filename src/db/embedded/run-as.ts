import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Who runs the server: ourselves, or (PostgreSQL refuses root) the system user `postgres`. */
export type RunAs = { uid: number; gid: number } | null;

const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());

/** `null` for a normal user; for root the user `postgres`, made when it is missing. */
export function chooseUser(): RunAs {
  if (process.getuid?.() !== 0) return null;
  if (spawnSync('id', ['-u', 'postgres']).status !== 0) {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], {
      stdio: 'ignore',
    });
  }
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Whether `user` can enter `path`: every folder above must let others through, and it must own or may enter the last. */
export function canReach(path: string, user: RunAs): boolean {
  if (user === null) return true;
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid, gid } = statSync(at);
      const may = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
      if (!may) return false;
    }
    if (dirname(at) === at) return true;
  }
}

export function giveTo(path: string, user: RunAs): void {
  if (user) chownSync(path, user.uid, user.gid);
}
