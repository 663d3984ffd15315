import { dollarsFor } from '../bench/prices.ts';
import {
  aws,
  benched,
  CALL_SECONDS,
  CASES_A_DAY,
  inAYear,
  KEPT_DAYS,
  MONTH_DAYS,
  OFFICE_CLOSED_HOURS,
  OPEN_DAYS,
  peakOf,
  round,
  sizes,
  stepsOfSweep,
  sweeper,
  whole,
  writeUnitsOf,
} from './scale-figures.ts';
import type { MeteredLife } from './scale-life.ts';
import { limitsOf } from './scale-limits.ts';
import { shardsPerLane, streamReaders } from './scale-template.ts';

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function loadTable(life: MeteredLife): string {
  const overnight = (stations: number): number => (stations * CASES_A_DAY * OFFICE_CLOSED_HOURS) / 24;
  const row = (what: string, of: (stations: number) => number) => [
    what,
    ...sizes.map((one) => round(of(one))),
  ];
  return tableOf(
    ['', 'one station', '1,000', 'a large country'],
    [
      row('stations', (one) => one),
      row('cases a day', (one) => one * CASES_A_DAY),
      row('open cases', (one) => one * CASES_A_DAY * OPEN_DAYS),
      row('cases kept after a year', (one) => one * inAYear),
      row('rows kept after a year', (one) => one * inAYear * life.rows),
      row('terabytes of rows after a year', (one) => (one * inAYear * life.bytes) / 1e12),
      row('cases a second, busiest minute', peakOf),
      row('write units a second, busiest minute', (one) => peakOf(one) * writeUnitsOf(life)),
      row('of these in the index `due`', (one) => peakOf(one) * life.written.due),
      row('steps of the clock a minute, busiest minute', (one) => peakOf(one) * 60 * life.steps),
      row('steps at once, if all that came overnight is due together', overnight),
      row('minutes in which the sweep takes them', (one) =>
        Math.ceil(overnight(one) / stepsOfSweep(sweeper.MemorySize)),
      ),
      row('objects of the notary’s log a day, at most', (one) => one * CASES_A_DAY * life.commits),
    ],
  );
}

function lifeTable(life: MeteredLife): string {
  const { written, records, commits, statements } = life;
  const { everything, open, ended, kept } = life.proofUnits;
  const [most = 0, least = 0] = records.wanted;
  const wantedASecond = (aws.partitionUnits / written.table) * most;
  const batch = streamReaders[0]?.BatchSize ?? 0;
  return tableOf(
    ['One life takes', ''],
    [
      ['write units: table, index `due`, `board`, `received`', Object.values(written).join(', ')],
      ['partitions of `due` that it writes', String(life.duePartitions)],
      ['commits, of which by the sweep', `${commits}, ${life.steps}`],
      ['rows, and their bytes without the indexes', `${life.rows}, ${life.bytes.toLocaleString('en-US')}`],
      ['records of the stream, and those for each of its two readers', `${records.all}; ${most}, ${least}`],
      [
        'a partition of the table at its limit: records a second for the busier reader, and how long each batch may take',
        `${round(wantedASecond)}; ${round((batch / wantedASecond) * 1000)} ms for ${batch}`,
      ],
      [
        'statements of the notary, bytes of each in its log',
        `${statements}, ${Math.round(life.logBytes / statements)}`,
      ],
      [
        'read units of a proof of everything; of a day while it is open, of the day after its end, and of each later one',
        `${everything}; ${open}, ${ended}, ${kept}`,
      ],
      ['bytes of a station’s proof in the row of an unfinished run', String(life.proofBytes)],
    ],
  );
}

const limitsTable = (life: MeteredLife): string =>
  tableOf(
    ['From stations', 'What happens', 'How it is reckoned', 'What to turn'],
    limitsOf(life)
      .toSorted((one, other) => one.stations - other.stations)
      .map(({ stations, what, how, turn }) => [whole(stations), what, how, turn]),
  );

/** Metrics, alarms, dashboard and key of a deployment (docs/deploy.md, What it costs). */
export const MONITORING_DOLLARS = 24.1;
const LANES = 5;
const MINUTES = MONTH_DAYS * 24 * 60;
/** What each minute costs whether there are cases or not. */
const minutesDollars = dollarsFor({
  'read units': (MINUTES * LANES * shardsPerLane) / 2,
  invocations: MINUTES * 1.1,
  'function time': MINUTES * 0.3 * 0.5,
  events: MINUTES * 1.1,
});
const STORAGE_DOLLARS = 0.45;
const LOG_DOLLARS = 0.023;
const LOG_MONTHS = 60;
const GIGABYTE = 1e9;
/** What DynamoDB adds to each row when it bills its storage. */
const ROW_OVERHEAD_BYTES = 100;

/** Of a life that is kept for a year: each day while it is open and one after that, and once a week all the year. */
const proofUnitsOf = ({ proofUnits: { everything, open, ended, kept } }: MeteredLife): number =>
  OPEN_DAYS * open + ended + (KEPT_DAYS - OPEN_DAYS) * kept + (KEPT_DAYS / 7) * everything;

function dollarsTable(life: MeteredLife, cell: number): string {
  const months = KEPT_DAYS / MONTH_DAYS;
  const parts: readonly [what: string, ofCases: number, ofStations?: number][] = [
    [
      'lives, with 20 requests each',
      dollarsFor({
        'write units': benched.writeUnits,
        'read units': benched.readUnits,
        invocations: benched.calls,
        'function time': benched.calls * CALL_SECONDS * 0.5,
        requests: benched.requests,
        events: benched.events,
        'log bytes': 8000,
      }),
    ],
    ['what the proofs read, a year kept', dollarsFor({ 'read units': proofUnitsOf(life) })],
    [
      'rows, a year kept',
      ((life.bytes + life.rows * ROW_OVERHEAD_BYTES) / GIGABYTE) * months * STORAGE_DOLLARS,
    ],
    ['notary’s log: adding and reading an object a commit', (life.commits * (5 + 0.4)) / 1e6],
    ['notary’s log, five years kept', (life.logBytes / GIGABYTE) * LOG_MONTHS * LOG_DOLLARS],
    [`monitoring, key, sweep: a deployment for ${cell} stations`, 0, MONITORING_DOLLARS + minutesDollars],
  ];
  const costs = (stations: number, [, ofCases, ofDeployment = 0]: (typeof parts)[number]): number =>
    stations * CASES_A_DAY * MONTH_DAYS * ofCases + Math.ceil(stations / cell) * ofDeployment;
  const sum = (stations: number): number => parts.reduce((before, part) => before + costs(stations, part), 0);
  return tableOf(
    ['Dollars a month', 'one station', '1,000', 'a large country'],
    [
      ...parts.map((part) => [part[0], ...sizes.map((one) => round(costs(one, part)))]),
      ['**together**', ...sizes.map((one) => `**${round(sum(one))}**`)],
      ['for one station', ...sizes.map((one) => round(sum(one) / one))],
    ],
  );
}

/** The tables of the page, by the names of their places in it. */
export const scaleTables = (life: MeteredLife): Readonly<Record<string, string>> => ({
  load: loadTable(life),
  life: lifeTable(life),
  limits: limitsTable(life),
  dollars: dollarsTable(life, 25),
});
