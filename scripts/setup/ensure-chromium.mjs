import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const findOnPath = (names) => {
  for (const dir of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(dir, name), constants.X_OK);
        return join(dir, name);
      } catch {
        continue;
      }
    }
  }
  return null;
};

/** A Chromium for the browser tests: CHROME_PATH, PATH, or the system's package where we may install it; else null. */
export function ensureChromium(log) {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (existsSync(given)) return given;
    log(`CHROME_PATH names ${given}, which is not there`);
  }
  const found = findOnPath(NAMES);
  if (found) return found;
  if (process.getuid?.() !== 0 || !findOnPath(['apt-get'])) {
    log(
      'no Chromium on PATH and no right to install one: the browser tests will be skipped (set CHROME_PATH)',
    );
    return null;
  }
  log('installing the system package chromium, with a Chinese font');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync(
    'apt-get',
    [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-noto-cjk',
      'fonts-noto-color-emoji',
    ],
    options,
  );
  const installed = findOnPath(NAMES);
  if (!installed) log('chromium could not be installed: the browser tests will be skipped');
  return installed;
}
