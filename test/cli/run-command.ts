import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DATA_DIR } from '../support/data-dir.ts';
import { FIELD_KEYS } from '../support/field-keys.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Ran = { code: number | null; stdout: string; stderr: string };

/**
 * Runs the operator's command, as global-setup has built it, as a process of its own, in Chinese unless `LANG` says otherwise. The bot's token is not
 * there: no command may need it.
 */
export function runCommand(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const { BOT_TOKEN: _, DATABASE_URL: _other, LC_ALL: _all, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/cli/main.js', ...args], {
    cwd: ROOT,
    env: { ...inherited, LANG: 'zh_CN.UTF-8', DATA_DIR, FIELD_KEYS, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8');
    child[name].on('data', (text: string) => void (output[name] += text));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
  });
}
