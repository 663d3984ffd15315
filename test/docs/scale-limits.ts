import {
  aws,
  benched,
  CALL_SECONDS,
  CASES_A_DAY,
  chainsMeasured,
  code,
  inAYear,
  LOOKED_AT,
  MAP_ENTRIES_MAX,
  megabytes,
  OPEN_DAYS,
  processorMs,
  processors,
  round,
  stationsAt,
  stepsOfSweep,
  sweeper,
  sweepSeconds,
  whole,
  writeUnitsOf,
} from './scale-figures.ts';
import type { MeteredLife } from './scale-life.ts';
import { reservedInstances, settingsOf, shardsPerLane, throttles } from './scale-template.ts';

export interface Limit {
  readonly what: string;
  readonly stations: number;
  readonly how: string;
  readonly turn: string;
}

/** What breaks as stations are added, and from how many on. */
export function limitsOf(life: MeteredLife): readonly Limit[] {
  const prover = settingsOf('prove');
  const proofSeconds = prover.Timeout - code.proofReserveSeconds;
  const provedARun = (memory: number) => (proofSeconds * processors(memory) * 1000) / processorMs.history;
  // What is open, and what ended since the day before.
  const provedADay = CASES_A_DAY * (OPEN_DAYS + 1);
  const provedAWeek = 7 * provedADay + inAYear;
  const stationsAWeek = (memory: number, runsADay: number) =>
    (7 * runsADay * provedARun(memory)) / provedAWeek;
  const pageSeconds = aws.objectSeconds * (1 + code.objectsInPage / code.objectsAtOnce);
  const objectsARun = (proofSeconds / pageSeconds) * code.objectsInPage;
  const stationsSwept = (memory: number) => stationsAt(stepsOfSweep(memory) / 60 / life.steps);
  const chains = (chainsMeasured.chains * prover.MemorySize) / chainsMeasured.megabytes;
  const openPages = throttles.route * code.pollSeconds;
  const perLane = (shards: number) => stationsAt((aws.partitionUnits * shards) / life.written.due);
  return [
    {
      what: 'A proof of everything needs more than a week of daily runs, each of which proves first what is open and what changed',
      stations: stationsAWeek(prover.MemorySize, 1),
      how: `${prover.MemorySize} MB are ${round(processors(prover.MemorySize))} processors (A); ${processorMs.history} ms of one a history (M): ${round(provedARun(prover.MemorySize))} histories in ${proofSeconds} s; ${round(provedAWeek)} a week`,
      turn: `\`memoryMegabytes\` in \`prover.ts\`: ${whole(stationsAWeek(aws.processorMegabytes, 1))} stations with ${megabytes(aws.processorMegabytes)}; more runs a day (\`rate(1 day)\`), which are for everything: ${whole(stationsAWeek(aws.processorMegabytes, 4))} with four`,
    },
    {
      what: 'The proof of what is open and what changed takes more than one run a day',
      stations: provedARun(prover.MemorySize) / provedADay,
      how: `the same, of ${round(provedADay)} a day`,
      turn: `\`memoryMegabytes\` in \`prover.ts\`: ${whole(provedARun(aws.processorMegabytes) / provedADay)} stations with ${megabytes(aws.processorMegabytes)}; more runs a day: each goes on where the last stopped`,
    },
    {
      what: 'The heads of all chains no longer fit into the prover',
      stations: chains / inAYear,
      how: `${chainsMeasured.megabytes} MB a million chains (M), a chain a case and none is ever dropped`,
      turn: `\`memoryMegabytes\` in \`prover.ts\`, up to ${megabytes(aws.memoryMegabytesMax)} (A); at ${whole(MAP_ENTRIES_MAX / inAYear)} stations ends the longest map of the engine, 2^24 (M)`,
    },
    {
      what: 'A run cannot read the notary’s log of a day, and judges nothing',
      stations: objectsARun / (CASES_A_DAY * life.commits),
      how: `an object a commit; ${code.objectsAtOnce} at once, ${aws.objectSeconds} s each (A), a list before each ${code.objectsInPage}: ${round(objectsARun)} in ${proofSeconds} s`,
      turn: 'more runs a day; a batching window of the stream makes fewer objects (not in the template)',
    },
    {
      what: '`GET /v1/roots` no longer shows each station’s root of the day',
      stations: code.rootsShown,
      how: `the newest ${code.rootsShown} of all stations (\`published-roots.ts\`)`,
      turn: 'a deployment more; the station’s own proof shows its root at any size',
    },
    {
      what: 'The row of an unfinished proof is too large, and its run fails',
      stations: aws.itemBytesMax / life.proofBytes,
      how: `${life.proofBytes} bytes a station without findings (M), 400 KB a row (A)`,
      turn: 'a deployment more',
    },
    {
      what: `Pages of cases are refused with 429: ${openPages.toLocaleString('en-US')} of them are open`,
      stations: openPages / (LOOKED_AT * CASES_A_DAY * OPEN_DAYS),
      how: `${throttles.route} a second for a route (template), a page asks every ${code.pollSeconds} s; and one of a hundred open cases is looked at`,
      turn: '`throttle` in `station-api.ts`; a page asks less often after a refusal by itself',
    },
    {
      what: 'The sweep does not take all steps of the busiest minute; urgent ones go first',
      stations: stationsSwept(sweeper.MemorySize),
      how: `${sweeper.MemorySize} MB (A), ${processorMs.step} ms of a processor a step (M), ${life.steps} steps a case: ${round(stepsOfSweep(sweeper.MemorySize))} in ${sweepSeconds} s`,
      turn: `\`memoryMegabytes\` in \`clock.ts\`: ${whole(stationsSwept(aws.processorMegabytes))} stations with ${megabytes(aws.processorMegabytes)}; from there on \`ROWS_AT_ONCE\` in \`sweep-lane.ts\``,
    },
    {
      what: 'Reports are refused with 429, and telephones send them again',
      stations: stationsAt(throttles.report),
      how: `${throttles.report} a second for the route of reports (template)`,
      turn: '`writeThrottle` in `station-api.ts`',
    },
    {
      what: 'A new table is throttled until it has grown',
      stations: stationsAt(aws.newTableUnits / writeUnitsOf(life)),
      how: `${aws.newTableUnits.toLocaleString('en-US')} write units a second (A), ${writeUnitsOf(life)} a life (M)`,
      turn: 'warm throughput of the table, before the first day',
    },
    {
      what: 'A partition of the index `due` is throttled, and commits with it',
      stations: perLane(shardsPerLane),
      how: `all cases in one lane; ${life.written.due} units a life (M), ${aws.partitionUnits.toLocaleString('en-US')} a partition and second (A), ${shardsPerLane} shards`,
      turn: `\`shardsPerLane\` in \`stages.ts\`: ${round(perLane(16))} stations with 16`,
    },
    {
      what: 'The bus delays messages, in a region without a quota of its own',
      stations: stationsAt(aws.busInvocations / benched.events),
      how: `${aws.busInvocations.toLocaleString('en-US')} targets a second (A), ${benched.events} events a life (M)`,
      turn: 'the quota of the account',
    },
    {
      what: 'Functions are throttled by the account’s concurrency',
      stations: stationsAt((aws.instances - reservedInstances) / (benched.calls * CALL_SECONDS)),
      how: `${aws.instances.toLocaleString('en-US')} instances (A) without ${reservedInstances} reserved, ${benched.calls} calls a life (M) of ${CALL_SECONDS} s (guess)`,
      turn: 'the quota of the account (deploy.md, "The hour")',
    },
    {
      what: 'The table reaches the default quota of a table',
      stations: stationsAt(aws.tableUnits / writeUnitsOf(life)),
      how: `${aws.tableUnits.toLocaleString('en-US')} write units a second (A)`,
      turn: 'the quota of the account',
    },
    {
      what: 'The notary’s log is slowed: all names of a moment begin alike',
      stations: stationsAt(aws.bucketWrites / life.commits),
      how: `${aws.bucketWrites.toLocaleString('en-US')} writes a second and prefix (A), one a commit`,
      turn: 'full batches make fewer objects by themselves',
    },
  ];
}
