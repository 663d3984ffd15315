import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { TIMEOUT_FACTOR } from './infra/local/timeout-factor.ts';
import { LongFirst } from './test/long-first.ts';
import { HANG_MS } from './test/timeouts.ts';

/** Start the system itself, from bundles. */
const stack = [
  'test/{local,chaos}/**/*.test.ts',
  'test/functions/**/*.test.ts',
  'test/bench/**/*.test.ts',
  'test/infra/bundle.test.ts',
];
/** Look at pages in a browser. */
const pages = ['test/{browser,checks}/**/*.test.ts'];
/** Change something of the process they run in. */
const alone = ['test/sim/**/*.test.ts', 'test/adapters/metrics.test.ts', 'test/infra/register.test.ts'];

const project = (
  name: string,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration => ({ extends: true, test: { name, ...test } });

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    testTimeout: 4 * HANG_MS,
    hookTimeout: 4 * HANG_MS,
    teardownTimeout: HANG_MS,
    expect: { poll: { timeout: HANG_MS } },
    // What waits for another service does so for as long as in the local run.
    env: { TIMEOUT_FACTOR: String(TIMEOUT_FACTOR) },
    // Browsers and the local run mostly wait: two more workers than a small machine has processors end sooner.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    projects: [
      project('stack', { include: stack, globalSetup: './test/made-bundles.ts' }),
      project('pages', { include: pages, globalSetup: './test/unpacked-browser.ts' }),
      project('alone', { include: alone }),
      // Everything else shares its modules from file to file: to load them anew costs more than most tests.
      project('together', {
        include: ['test/**/*.test.ts'],
        exclude: [...stack, ...pages, ...alone],
        isolate: false,
        globalSetup: './test/scratch.ts',
      }),
    ],
  },
});
