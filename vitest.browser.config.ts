import { defineConfig } from 'vitest/config';

/** What is clicked in the sandbox's page. One after the other: a browser, a bot and two servers are enough at once. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
