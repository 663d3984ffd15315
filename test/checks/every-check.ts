import type { Check } from './check.ts';
import { journeyChecks } from './journey-checks.ts';
import { pageChecks } from './page-checks.ts';
import { lighthouseChecks } from './times/lighthouse.ts';
import { slowLine } from './times/slow-line.ts';

/** Every check in the order of the table. */
export const everyCheck = (): readonly Check[] => [
  ...pageChecks,
  ...journeyChecks,
  ...lighthouseChecks(),
  slowLine,
];
