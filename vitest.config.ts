import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongFirst } from './test/long-first.ts';

/** Start the system itself, from bundles. */
const stack = [
  'test/{local,chaos}/**/*.test.ts',
  'test/functions/**/*.test.ts',
  'test/bench/**/*.test.ts',
  'test/infra/bundle.test.ts',
];
/** Change something of the process they run in, or are a browser's. */
const alone = [
  'test/{browser,checks,sim}/**/*.test.ts',
  'test/adapters/metrics.test.ts',
  'test/infra/register.test.ts',
];

const project = (
  name: string,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration => ({ extends: true, test: { name, ...test } });

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    // No measure of speed: only that what hangs ends, on a machine that does three things at once.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Browsers and the local run mostly wait: two more workers than a small machine has processors end sooner.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    projects: [
      project('stack', { include: stack, globalSetup: './test/made-bundles.ts' }),
      project('alone', { include: alone }),
      // Everything else shares its modules from file to file: to load them anew costs more than most tests.
      project('together', {
        include: ['test/**/*.test.ts'],
        exclude: [...stack, ...alone],
        isolate: false,
        globalSetup: './test/scratch.ts',
      }),
    ],
  },
});
