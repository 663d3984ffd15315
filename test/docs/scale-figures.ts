import type { MeteredLife } from './scale-life.ts';
import { settingsOf } from './scale-template.ts';

/** What is assumed of a station; all else follows. */
export const CASES_A_DAY = 50;
/** Open cases whose page is being looked at in the busiest minute. */
export const LOOKED_AT = 0.01;
/** From 18:00 until 08:30 no working time passes, so whatever came in meanwhile in such a type is due together. */
export const OFFICE_CLOSED_HOURS = 14.5;
/** Seven days until a case is resolved, and seven in which it may be reopened. */
export const OPEN_DAYS = 14;
const PEAK = 4;
export const KEPT_DAYS = 365;
const LARGE_COUNTRY_OPEN = 1e8;
const DAY_SECONDS = 86_400;
export const MONTH_DAYS = 30;

/** Measured with `npm run bench -- --only meter`, with a telephone (docs/performance.md). */
export const benched = { calls: 49, events: 12, requests: 20, writeUnits: 143, readUnits: 71 } as const;

/** Milliseconds of a processor, measured as docs/scale.md says. */
export const processorMs = { step: 5.5, history: 6 } as const;
/** A process that held the heads of a million chains took so much, measured as docs/scale.md says. */
export const chainsMeasured = { chains: 1e6, megabytes: 505 } as const;
/** Counted by `npm run bench -- --only clock`. */
const CALLS_A_STEP = 3.1;

/** What AWS documents; docs/scale.md has the pages. */
export const aws = {
  partitionUnits: 1000,
  newTableUnits: 4000,
  tableUnits: 40_000,
  instances: 1000,
  processorMegabytes: 1769,
  memoryMegabytesMax: 10_240,
  itemBytesMax: 400 * 1024,
  parameterBytesMax: 4096,
  busInvocations: 1100,
  bucketWrites: 3500,
  objectSeconds: 0.15,
  tableSeconds: 0.01,
} as const;

/** Of the code; the test looks for them there. */
export const code = {
  proofReserveSeconds: 60,
  sweepReserveSeconds: 10,
  rowsAtOnce: 8,
  objectsAtOnce: 16,
  objectsInPage: 200,
  rootsShown: 400,
  pollSeconds: 30,
} as const;
/** A guess that the dashboard corrects, as in docs/deploy.md. */
export const CALL_SECONDS = 0.1;
export const MAP_ENTRIES_MAX = 2 ** 24;

export const peakOf = (stations: number): number => ((stations * CASES_A_DAY) / DAY_SECONDS) * PEAK;
/** How many stations bring so many cases a second in their busiest minute. */
export const stationsAt = (casesASecond: number): number => casesASecond / peakOf(1);
export const inAYear = CASES_A_DAY * KEPT_DAYS;

const country = Math.round(LARGE_COUNTRY_OPEN / (CASES_A_DAY * OPEN_DAYS));
export const sizes = [1, 1000, country] as const;

/** Three digits are more than any of these figures is worth. */
export const round = (value: number): string => {
  if (value === 0) return '0';
  const digits = 2 - Math.floor(Math.log10(Math.abs(value)));
  const rounded = Number(value.toFixed(Math.min(Math.max(digits, 0), 4)));
  const shown = digits < 0 ? Math.round(rounded / 10 ** -digits) * 10 ** -digits : rounded;
  return shown.toLocaleString('en-US', { maximumFractionDigits: 4 });
};

export const whole = (value: number): string => round(Math.floor(value));
export const megabytes = (value: number): string => value.toLocaleString('en-US');

export const writeUnitsOf = ({ written }: MeteredLife): number =>
  Object.values(written).reduce((sum, one) => sum + one, 0);

/** Processors of a function, of which a process of Node uses one at most. */
export const processors = (memory: number): number => Math.min(1, memory / aws.processorMegabytes);

/** How many steps one sweep takes: its processor bounds it, or its calls one after the other. */
export function stepsOfSweep(memory: number): number {
  const byProcessor = (processors(memory) * 1000) / processorMs.step;
  const byCalls = code.rowsAtOnce / (CALLS_A_STEP * aws.tableSeconds);
  return Math.min(byProcessor, byCalls) * sweepSeconds;
}
export const sweeper = settingsOf('sweep');
export const sweepSeconds = sweeper.Timeout - code.sweepReserveSeconds;
