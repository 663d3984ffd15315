import { defineConfig } from 'vitest/config';

/**
 * The tests that a mutant has to get past. Those that take seconds for each are left out: a few lives of
 * lives.test.ts stand for the thousands.
 */
export default defineConfig({
  test: {
    include: [
      'test/{engine,cases,policies,http}/**/*.test.ts',
      'test/contract/memory.test.ts',
      'test/adapters/{clock-text,identity,issuer-keys}.test.ts',
      'test/web/{form,case-page}.test.ts',
      'test/events/*.test.ts',
      'test/mutation/lives.test.ts',
    ],
    exclude: ['**/*.property.test.ts', 'test/{engine,cases}/*on-*', 'test/http/{guesses,trust}.test.ts'],
    testTimeout: 60_000,
  },
});
