import { join } from 'node:path';
import { createAwsJson } from '../../infra/local/engine/aws-json.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { type Instant, MINUTE, toIso } from '../../shared/engine/calendar/instant.ts';
import { bulkCases } from './bulk-cases.ts';
import type { Bench, Context } from './context.ts';
import { LATER, type OpenCases, openCases } from './open-cases.ts';
import { ownEngine } from './own-engine.ts';
import { processTree } from './process-tree.ts';
import { startRecorder } from './recorder.ts';
import { replay } from './replay.ts';
import { reportingTo } from './reporting.ts';
import { requestJson } from './request.ts';
import { type Stack, startStack } from './stack.ts';
import type { Ticked } from './sweep-run.ts';
import { startSweeper } from './sweeper.ts';

const DUE = 256;
const BACKLOG = 64;
const CALLERS = 8;
const TABLE = 'clock';
const MEBIBYTE = 1024 * 1024;
/** After four hours the promise of an answer within two is broken, and of what else is due nothing is left. */
const OUTAGE_MINUTES = 240;

/**
 * The deployed sweep on an engine of its own: due cases a second and the cost of each, however many are open; its
 * memory; the same calls on the engine alone. And on the whole run, an outage of hours: how fast broken promises are
 * recorded and their messages sent.
 */
export const clock: Bench = async (context) => {
  await shareOfEngine(context);
  await byOpenCases(context);
  await catchUp(context);
};

async function byOpenCases({ options, bundles, progress, report }: Context): Promise<void> {
  const engine = await ownEngine();
  try {
    const cases = await openCases(engine.endpoint, TABLE);
    const bulk = bulkCases({
      databaseFile: engine.databaseFile,
      tableName: TABLE,
      caseId: cases.caseId,
      instead: [toIso(cases.dueAt), LATER],
    });
    const engineTree = processTree(engine.pid);
    let open = 0;
    for (const size of options.open.toSorted((one, other) => one - other)) {
      const missing = Math.max(0, size - open);
      bulk.add(missing, (done) => progress(`clock: ${open + done} of ${size} open cases`));
      open = Math.max(open, size);
      const due = options.cases || DUE;
      await cases.addDue(due);
      const sweeper = await sweeperOf(await bundles(), engine.endpoint, cases);
      try {
        const sweepTree = processTree(sweeper.pid);
        const used = () => engineTree.processorSeconds() + sweepTree.processorSeconds();
        const [before, ofSweep] = [used(), sweepTree.processorSeconds()];
        progress(`clock: ${due} due cases among ${size} open ones`);
        const { stepped, finished, seconds, memoryBytesMax } = await sweeper.tick();
        const [processor, own] = [used() - before, sweepTree.processorSeconds() - ofSweep];
        requireSteps({ stepped, finished }, due);
        const name = `${size} open`;
        report(`${name}: due cases`, '/s', stepped / seconds);
        report(`${name}: cost of a due case`, 'ms', (seconds / stepped) * 1000);
        report(`${name}: processor time of a due case, sweep and engine`, 'ms', (processor / stepped) * 1000);
        report(`${name}: processor time of a due case, sweep alone`, 'ms', (own / stepped) * 1000);
        report(`${name}: memory of the sweep`, 'MiB', memoryBytesMax / MEBIBYTE);
      } finally {
        await sweeper.close();
      }
      open += due;
    }
    bulk.close();
  } finally {
    await engine.close();
  }
}

/** A sweep that parks its rows would be fast. */
function requireSteps({ stepped, finished }: Pick<Ticked, 'stepped' | 'finished'>, due: number): void {
  if (!finished || stepped < due) throw new Error(`the sweep took ${stepped} of ${due} steps`);
}

const sweeperOf = (bundles: string, endpoint: string, { dueAt }: OpenCases) =>
  startSweeper({
    file: join(bundles, 'sweep', 'index.mjs'),
    now: dueAt + MINUTE,
    endpoint,
    tableName: TABLE,
  });

async function shareOfEngine({ options, bundles, progress, report }: Context): Promise<void> {
  const due = options.cases || DUE;
  const engine = await ownEngine();
  const recorder = await startRecorder(engine.endpoint);
  try {
    const cases = await openCases(recorder.endpoint, TABLE);
    await cases.addDue(due);
    const before = await recorder.take();
    const recording = await sweeperOf(await bundles(), recorder.endpoint, cases);
    const recorded = await recording.tick();
    await recording.close();
    requireSteps(recorded, due);
    const during = await recorder.take();
    progress(`clock: ${during.length} calls on the engine alone`);
    const first = await replay(before, during, CALLERS);
    const own = await sweepOnce(await bundles(), due);
    const second = await replay(before, during, CALLERS);
    const alone = (2 * due) / (first.seconds + second.seconds);
    const aloneTime = (first.processorSeconds + second.processorSeconds) / 2;
    report('share of the engine alone, by processor time', '%', (aloneTime / own.processorSeconds) * 100);
    report('engine alone: due cases', '/s', alone);
    report('share of the engine alone', '%', (own.stepped / own.seconds / alone) * 100);
    report('engine calls', 'a due case', during.length / due);
    const otherwise = first.answeredOtherwise + second.answeredOtherwise;
    report('replayed calls that were answered otherwise', '%', (otherwise / during.length / 2) * 100);
  } finally {
    await recorder.close();
    await engine.close();
  }
}

/** The same without a recorder, on an engine of its own. */
async function sweepOnce(bundles: string, due: number) {
  const engine = await ownEngine();
  try {
    const cases = await openCases(engine.endpoint, TABLE);
    await cases.addDue(due);
    const sweeper = await sweeperOf(bundles, engine.endpoint, cases);
    const trees = [processTree(engine.pid), processTree(sweeper.pid)];
    const used = (): number => trees.reduce((sum, tree) => sum + tree.processorSeconds(), 0);
    const before = used();
    const ticked = await sweeper.tick();
    const processorSeconds = used() - before;
    await sweeper.close();
    requireSteps(ticked, due);
    return { ...ticked, processorSeconds };
  } finally {
    await engine.close();
  }
}

/** An outage of the whole run with open cases, and one tick after it. */
async function catchUp({ options, bundles, progress, report }: Context): Promise<void> {
  const backlog = options.cases || BACKLOG;
  const stack = await startStack({ time: 'day', bundles: await bundles() });
  try {
    await (await reportingTo(stack)).send(CALLERS, backlog, Number.POSITIVE_INFINITY);
    const late = await dueBy(stack, stack.startedAt + OUTAGE_MINUTES * MINUTE);
    const sent = await messagesOf(stack);
    progress(`clock: catching up with ${late} late cases`);
    const startedAt = performance.now();
    const body = { jumpMinutes: OUTAGE_MINUTES };
    await requestJson(stack.origin, { method: 'POST', path: '/local/clock', body });
    const seconds = (performance.now() - startedAt) / 1000;
    report('catch-up: late cases', 'cases', late);
    report('catch-up: recorded and told', '/s', late / seconds);
    report('catch-up: messages sent', 'messages', (await messagesOf(stack)) - sent);
  } finally {
    await stack.close();
  }
}

/** How many cases have their next step by then. */
async function dueBy(
  { endpoint, tableName }: Pick<Stack, 'endpoint' | 'tableName'>,
  then: Instant,
): Promise<number> {
  const call = createAwsJson(endpoint, TIMEOUT_FACTOR);
  let count = 0;
  let page: { readonly Count: number; readonly LastEvaluatedKey?: object } | undefined;
  do {
    page = (await call('DynamoDB_20120810.Scan', {
      TableName: tableName,
      Select: 'COUNT',
      FilterExpression: '#sk = :state AND #due < :then',
      ExpressionAttributeNames: { '#sk': 'sk', '#due': 'due_sk' },
      ExpressionAttributeValues: { ':state': { S: 'STATE' }, ':then': { S: toIso(then) } },
      ...(page?.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey }),
    })) as NonNullable<typeof page>;
    count += page.Count;
  } while (page.LastEvaluatedKey !== undefined);
  return count;
}

async function messagesOf({ origin }: { readonly origin: string }): Promise<number> {
  const { messages } = await requestJson<{ messages: readonly unknown[] }>(origin, { path: '/local/outbox' });
  return messages.length;
}
