import { defineConfig } from 'vitest/config';

/**
 * The tests that run against each mutant. Tests that take seconds are left out; lives.test.ts runs a few random
 * scenarios in their place.
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
