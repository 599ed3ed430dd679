import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

/** The run's Redis with a queue prefix of the test file's own. */
export const testRedis = (): { redisUrl: string; prefix: string } => ({
  redisUrl: inject('redisUrl'),
  prefix: `test-${randomBytes(6).toString('hex')}`,
});
