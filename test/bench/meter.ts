import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createAwsJson } from '../../infra/local/engine/aws-json.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { addUnits } from './consumed-units.ts';
import type { Bench, Context } from './context.ts';
import type { WorkCounts } from './count-work.ts';
import { countsOf } from './engine-share.ts';
import { LIFE_MS, liveOnce, type Spent } from './metered-life.ts';
import { dollarsFor, type Priced, prices, pricesAsOf, pricesRegion } from './prices.ts';
import { type ProvedReport, provedReports } from './proved-report.ts';
import { isOfStream, operationOf, type RecordedCall } from './recorded-call.ts';
import { withRecorder } from './recorded-work.ts';
import { reportingTo } from './reporting.ts';
import type { Stack } from './stack.ts';

/** A function has half a gigabyte. How long it takes on AWS is a guess that the dashboard corrects. */
const GIGABYTES = 0.5;
const SECONDS_GUESSED = 0.1;
const LIVES = 1e6;
/** Higher than the number of any report before. */
const FIRST = 50_001;
const pricedNames = Object.keys(prices) as Priced[];

/**
 * What a case's life takes of the services that are billed, counted on the whole run with nothing else in it, and what a
 * million lives cost at list prices. What is the same each minute whether there are cases or not is left out.
 */
export const meter: Bench = async ({ bundles, progress, report, print }) => {
  await withRecorder({ bundles: await bundles(), isMetered: true }, async ({ stack, recorder, engine }) => {
    await reportingTo(stack);
    // Lived and not counted: each function reads its keys once, and then has them.
    const warmUp = { proved: await provedAfter(stack, 0), hasTelephone: true, done: async () => {} };
    await liveOnce(stack, warmUp, progress);
    for (const [index, hasTelephone] of [false, true].entries()) {
      await deleteCases(engine.endpoint, stack.tableName);
      const proved = await provedAfter(stack, index + 1);
      await stack.settle();
      await recorder.take();
      await stack.takeCounts();
      const logsBefore = logBytes(stack);
      const calls: Record<Spent, RecordedCall[]> = { life: [], looking: [] };
      const done = async (what: Spent): Promise<void> =>
        void calls[what].push(...(await recorder.take()).filter(isBilled));
      const life = await liveOnce(stack, { proved, hasTelephone, done }, progress);
      const counts = await stack.takeCounts();
      const bytes = grownBy(logsBefore, logBytes(stack));
      const happened = await life.happened();
      reportLife(report, `${hasTelephone ? 'with' : 'without'} a telephone`, {
        ...life,
        happened,
        calls,
        counts,
        bytes,
      });
    }
  });
  print(`Prices of ${pricesRegion} as of ${pricesAsOf}. A call is guessed to take ${SECONDS_GUESSED} s.`);
};

/** The report of a life, after so many lives of the run. */
const provedAfter = async (stack: Stack, lives: number): ReturnType<ProvedReport> =>
  (await provedReports(stack, stack.startedAt + lives * LIFE_MS))(FIRST + lives);

/** The local run finds and deletes expired rows by itself; DynamoDB does that for nothing, and no function does. */
const isBilled = (call: RecordedCall): boolean => !['Scan', 'DeleteItem'].includes(operationOf(call));

interface MeteredLife {
  readonly requests: number;
  readonly happened: Readonly<Record<string, number>>;
  readonly calls: Readonly<Record<Spent, readonly RecordedCall[]>>;
  readonly counts: WorkCounts;
  readonly bytes: Readonly<Record<string, number>>;
}

function reportLife(
  report: Context['report'],
  name: string,
  { requests, happened, calls, counts, bytes }: MeteredLife,
): void {
  const each = (what: string, unit: string, values: Readonly<Record<string, number>>): void => {
    for (const [one, value] of Object.entries(values)) report(`${name}: ${what}${one}`, unit, value);
  };
  const [units, looking] = [unitsOf(calls.life), unitsOf(calls.looking)];
  const { sweep: _, ...invocations } = counts.invocations;
  const amounts: Record<Priced, number> = {
    'write units': units.written + looking.written,
    'read units': units.read + looking.read,
    invocations: total(invocations),
    'function time': total(invocations) * SECONDS_GUESSED * GIGABYTES,
    requests,
    events: total(counts.events),
    'log bytes': total(bytes),
  };
  each('', 'count', happened);
  for (const one of pricedNames) report(`${name}: ${one}`, prices[one].unit, amounts[one]);
  report(`${name}: write units of looking`, 'units', looking.written);
  report(`${name}: read units of looking`, 'units', looking.read);
  each('invocations of ', 'calls', invocations);
  each('events ', 'events', counts.events);
  each('log bytes of ', 'bytes', bytes);
  each('engine calls of the life ', 'calls', Object.fromEntries(countsOf(calls.life.filter(isOfTheLife))));
  for (const one of pricedNames) {
    report(`${name}: a million lives, ${one}`, '$', dollarsFor({ [one]: amounts[one] }) * LIVES);
  }
  report(`${name}: a million lives`, '$', dollarsFor(amounts) * LIVES);
}

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The sweep asks what is due every minute; the stream is read by calls of the engine on one machine only. */
const isOfTheLife = (call: RecordedCall): boolean =>
  !isOfStream(call) && !call.body.includes('"IndexName":"due"');

function unitsOf(calls: readonly RecordedCall[]) {
  const units = { written: 0, read: 0 };
  for (const call of calls) {
    const [asked, answered] = [JSON.parse(call.body), JSON.parse(call.answer)];
    addUnits(units, { operation: operationOf(call), asked, answered });
  }
  return units;
}

/** By how many bytes each log grew. What the sweep logs, it logs every minute. */
function grownBy(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  const grown = [...after].map(([file, size]) => [file, size - (before.get(file) ?? 0)] as const);
  return Object.fromEntries(grown.filter(([file, size]) => file !== 'sweep.log' && size > 0));
}

/** The sizes of the functions' logs. Engine, gateway and rights log nothing on AWS. */
function logBytes({ dataDir }: Pick<Stack, 'dataDir'>): ReadonlyMap<string, number> {
  const directory = join(dataDir, 'logs');
  const ofFunctions = readdirSync(directory).filter((file) => !/^(engine|gateway|rights)\./.test(file));
  return new Map(ofFunctions.map((file) => [file, statSync(join(directory, file)).size]));
}

type Keys = Readonly<Record<'pk' | 'sk', { readonly S: string }>>;

/** Takes the seeded cases away, so that the clock has nothing to do but with the one that is metered. */
async function deleteCases(endpoint: string, TableName: string): Promise<void> {
  const call = createAwsJson(endpoint, TIMEOUT_FACTOR);
  let page: { readonly Items: readonly Keys[]; readonly LastEvaluatedKey?: object } | undefined;
  do {
    page = (await call('DynamoDB_20120810.Scan', {
      TableName,
      ProjectionExpression: '#pk, #sk',
      FilterExpression: 'begins_with(#pk, :cases)',
      ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':cases': { S: 'S#st1#case#' } },
      ...(page?.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey }),
    })) as NonNullable<typeof page>;
    for (const Key of page.Items) await call('DynamoDB_20120810.DeleteItem', { TableName, Key });
  } while (page.LastEvaluatedKey !== undefined);
}
