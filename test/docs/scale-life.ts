import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createAwsJson } from '../../infra/local/engine/aws-json.ts';
import { matches, parsePattern } from '../../infra/local/events/pattern.ts';
import { createStreamReader, type StreamRecord } from '../../infra/local/events/stream-reader.ts';
import { notaryStore } from '../../shared/adapters/dynamo/notary.ts';
import { proofStore } from '../../shared/adapters/dynamo/proof.ts';
import type { Table } from '../../shared/adapters/dynamo/rows.ts';
import { notaryRecordsIn } from '../../shared/adapters/events/notary-record.ts';
import { memoryCheckpoints, memoryNotaryLog } from '../../shared/adapters/memory/notary-log.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { DAY, HOUR, type Instant } from '../../shared/engine/calendar/instant.ts';
import { notarise } from '../../shared/engine/notary/notarise.ts';
import type { LogEntry } from '../../shared/engine/notary/notary-log.ts';
import { segmentWriter } from '../../shared/engine/notary/segment-writer.ts';
import type { ProofReason } from '../../shared/engine/proof/proof.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { rootPk } from '../../shared/engine/storage/keys.ts';
import { rowBytes } from '../../shared/engine/storage/row-bytes.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { ampleTime, report } from '../cases/duty-room.ts';
import { movesOfALife } from '../cases/moves-of-a-life.ts';
import { deskOf, station } from '../cases/room.ts';
import type { TestEngine } from '../dynamo-engine.ts';
import { testMac } from '../engine/notary/test-mac.ts';
import { streamingRoom } from '../engine/streaming-room.ts';
import { at } from '../engine/wall-clock.ts';
import { ownProdStage, resourcesOf, templateOf } from '../infra/stack.ts';
import { type Meter, meterOf } from './scale-meter.ts';

const received = at('2026-11-23 10:00');
const REMINDERS = 4;

/** What one life takes of everything that can be too small. */
export interface MeteredLife {
  /** Write units of the table and of each index. */
  readonly written: Meter['written'];
  /** How many partitions of the index `due` its rows stood in. */
  readonly duePartitions: number;
  readonly rows: number;
  readonly bytes: number;
  /** Records of the stream: all, and those that each of its readers wants, most first. */
  readonly records: { readonly all: number; readonly wanted: readonly number[] };
  readonly commits: number;
  /** Commits that the sweep made. */
  readonly steps: number;
  readonly statements: number;
  readonly logBytes: number;
  /**
   * Read units that a proof takes for it: of everything, and of a day while it is open, of the day after its end and of each
   * one after that.
   */
  readonly proofUnits: {
    readonly everything: number;
    readonly open: number;
    readonly ended: number;
    readonly kept: number;
  };
  /** Bytes of the proof of its station, as a run that is not done is saved. */
  readonly proofBytes: number;
}

/**
 * Lives one life on the engine: a report with a name, four steps of the clock, four moves and the closing. What it
 * takes of the table is what the engine reports; what the notary and the proof take comes on top.
 */
export async function meteredLife({ documents, endpoint }: TestEngine): Promise<MeteredLife> {
  // How often a proof reads a register depends on which rows are checked at the same moment, and is none of a life's.
  const isOfLife = (input: object): boolean => !JSON.stringify(input).includes('#register#');
  const [meter, proofMeter] = [meterOf(documents), meterOf(documents, isOfLife)];
  const world = await streamingRoom({ documents, endpoint }, 'scale');
  const table = { documents, name: world.name, aggregates, shardsPerLane: ownProdStage.shardsPerLane };
  const rows = async () => (await documents.send(new ScanCommand({ TableName: world.name }))).Items ?? [];
  const stream = await streamOf(endpoint, world.name);
  const notary = notaryOn(table, world.system);

  await notary.states(await stream.taken(), received);
  const provedBefore = await notary.proves(world, received - DAY, proofMeter);
  const dayBefore = await notary.proves(world, received - HOUR, proofMeter);
  const before = await rows();
  // The proof has written rows too.
  await stream.taken();
  const statedBefore = notary.entries.length;

  const records: StreamRecord[] = [];
  let statements = 0;
  let openUnits = 0;
  const provesDay = async (now: Instant) =>
    (await notary.proves(world, now, proofMeter)).units - dayBefore.units;
  const { commits, steps, ended } = await lived(world, meter, async (now, commit) => {
    // As with little traffic: each commit comes to the notary in a batch of its own.
    const taken = await stream.taken();
    records.push(...taken);
    statements += await notary.states(taken, now);
    if (commit !== 1 + REMINDERS + movesOfALife.length) return;
    openUnits = await provesDay(now + HOUR);
    // Else the one after its end would be of everything.
    await notary.proves(world, now + 6 * DAY, proofMeter, 'asked');
    // What the proof has written is of no reader of the stream.
    await stream.taken();
  });
  const known = new Set(before.map(nameOf));
  // The roots of the days that the proofs came on are of no life.
  const added = (await rows()).filter((row) => !known.has(nameOf(row)) && row.pk !== rootPk);
  const proofUnits = {
    open: openUnits,
    ended: await provesDay(ended + DAY),
    kept: await provesDay(ended + 2 * DAY),
  };
  const logBytes = notary.entries
    .slice(statedBefore)
    .reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  // Asked for, so that no proof of the day comes before it.
  const proved = await notary.proves(world, ended + 40 * DAY, proofMeter, 'asked');
  return {
    written: meter.written,
    duePartitions: new Set(records.flatMap((record) => dueOf(record) ?? [])).size,
    rows: added.length,
    bytes: added.reduce((sum, row) => sum + rowBytes(row), 0),
    records: { all: records.length, wanted: wantedOf(records) },
    commits,
    steps,
    statements,
    logBytes,
    proofUnits: { ...proofUnits, everything: proved.units - provedBefore.units },
    proofBytes: proved.bytes,
  };
}

type World = Awaited<ReturnType<typeof streamingRoom>>;

const nameOf = ({ pk, sk }: Readonly<Record<string, unknown>>): string => `${pk} ${sk}`;

/** The life itself; `settled` is called after each commit, when its messages are sent, with how many there were. */
async function lived(
  world: World,
  { counting }: Meter,
  settled: (now: Instant, commits: number) => Promise<void>,
) {
  let [commits, steps, last] = [0, 0, received];
  const commit = async <T>(now: Instant, work: () => Promise<T>): Promise<T> => {
    const done = await counting(async () => {
      const made = await work();
      await world.flow(world, now);
      return made;
    });
    commits += 1;
    last = now;
    await settled(now, commits);
    return done;
  };
  const found = await commit(received, () =>
    report(world, received, { token: 'S'.repeat(32), contact: { name: '王' } }),
  );
  const key = keyOf(found);
  const tick = async (): Promise<void> => {
    const now = (await world.store.load(key))?.dueAt ?? Number.NaN;
    await commit(now, () => sweep(world, now, ampleTime));
    steps += 1;
  };
  for (let reminders = 0; reminders < REMINDERS; reminders += 1) await tick();
  for (const [index, command] of movesOfALife.entries()) {
    const now = received + (30 + index) * HOUR;
    const request = { command, expectedVersion: commits, commandId: `c-${commits}` };
    const moved = await commit(now, () => moveCase(world, deskOf('officer'), key.id, request, now));
    if (moved.refusal) throw new Error(moved.refusal.code);
  }
  await tick();
  const closed = await world.store.load(key);
  if (closed?.status !== 'closed' || closed.version !== commits)
    throw new Error(`ended as ${closed?.status}`);
  return { commits, steps, ended: last };
}

/** The notary and the prover of a table. */
function notaryOn(table: Table, system: World['system']) {
  const entries: LogEntry[] = [];
  const log = memoryNotaryLog(entries);
  const segments = segmentWriter(log, testMac, system);
  const reader = { log, checkpoints: memoryCheckpoints(), mac: testMac };
  return {
    entries,
    async states(records: readonly StreamRecord[], now: Instant): Promise<number> {
      const seen = notaryRecordsIn({ Records: records });
      return (await notarise({ notary: notaryStore(table), segments }, seen, now)).statements;
    },
    async proves(world: World, now: Instant, meter: Meter, why: ProofReason = 'daily') {
      const before = meter.read;
      const context = { ...world, proofs: proofStore(table), notary: reader };
      const { proofs } = await meter.counting(() => prove(context, now, ampleTime, why));
      const proof = proofs.find((one) => one.station === station);
      return { units: meter.read - before, bytes: rowBytes({ ...proof }) };
    },
  };
}

/** The table's stream: each call takes what is new. */
async function streamOf(endpoint: string, TableName: string) {
  const call = createAwsJson(endpoint);
  const { Table: described } = (await call('DynamoDB_20120810.DescribeTable', { TableName })) as {
    readonly Table: { readonly LatestStreamArn: string };
  };
  const stream = createStreamReader(call, described.LatestStreamArn);
  const [shard = ''] = await stream.shards();
  let after: string | undefined;
  return {
    async taken(): Promise<readonly StreamRecord[]> {
      const found = await stream.read(shard, after);
      after = found.at(-1)?.dynamodb.SequenceNumber ?? after;
      return found;
    },
  };
}

const dueOf = ({ dynamodb }: StreamRecord): string | undefined =>
  (dynamodb.NewImage as Readonly<Record<string, { readonly S?: string }>> | undefined)?.due_pk?.S;

/** How many of the records pass the filters of each reader in production, most first. */
const wantedOf = (records: readonly StreamRecord[]): readonly number[] =>
  resourcesOf(templateOf(ownProdStage), 'AWS::Lambda::EventSourceMapping')
    .map(({ properties }) => {
      const { Filters } = properties.FilterCriteria as { readonly Filters: readonly { Pattern: string }[] };
      const patterns = Filters.map(({ Pattern }) => parsePattern(JSON.parse(Pattern)));
      return records.filter((record) => patterns.some((one) => matches(one, record))).length;
    })
    .toSorted((one, other) => other - one);
