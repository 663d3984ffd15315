import type { Check } from './check.ts';
import { consoleChecks } from './console/console-checks.ts';
import { consoleJourneys } from './console/console-journeys.ts';
import { journeyChecks } from './journey-checks.ts';
import { pageChecks } from './page-checks.ts';
import { lighthouseChecks } from './times/lighthouse.ts';
import { slowLine } from './times/slow-line.ts';

/** Every check in the order of the table. */
export const everyCheck = (): readonly Check[] => [
  ...pageChecks,
  ...journeyChecks,
  ...consoleChecks(),
  ...consoleJourneys(),
  ...lighthouseChecks(),
  slowLine,
];
