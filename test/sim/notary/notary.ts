import { notaryStore } from '../../../shared/adapters/memory/notary.ts';
import { memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import { systemOf } from '../../../shared/adapters/system.ts';
import { DAY, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { LogEntry } from '../../../shared/engine/notary/notary-log.ts';
import type { NotaryRecord } from '../../../shared/engine/notary/notary-record.ts';
import type { NotaryStore } from '../../../shared/engine/notary/notary-store.ts';
import { type SegmentWriter, segmentWriter } from '../../../shared/engine/notary/segment-writer.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import type { Dice } from '../world/dice.ts';
import type { Machines } from '../world/machines.ts';
import type { Parts } from '../world/parts.ts';
import type { Ending, Run } from '../world/run.ts';
import type { Timeline } from '../world/timeline.ts';
import type { RowChange } from './row-change.ts';
import { type ShardStream, shardStream } from './shard-stream.ts';

export interface NotarySettings {
  readonly timeline: Timeline;
  /** Apart from those of the run, with faults of their own. */
  readonly machines: Machines;
  readonly dice: Dice;
  readonly parts: Parts;
  readonly tables: Tables;
  /** Everything that was added to the log; no restored backup changes it. */
  readonly entries: LogEntry[];
  /** A change that the stream lost before any notary saw it. */
  readonly lost: (record: NotaryRecord) => void;
  readonly ended: (run: 'notary', ending: Ending | undefined) => void;
}

/** The function that the table’s stream invokes beside the relay, on machines of its own. */
export interface Notary extends Pick<ShardStream<NotaryRecord>, 'reset' | 'resume'> {
  /** A row that the notary watches was changed. */
  changed(change: RowChange): void;
  /** An operator says that the table was put back to how it stood at `to`, as often as it takes. */
  restored(to: Instant): void;
}

export function notary(settings: NotarySettings): Notary {
  const { timeline, machines, dice, parts, lost, ended } = settings;
  const instances = instancesOf(settings);
  const stream = shardStream<NotaryRecord>({
    timeline,
    machines,
    dice,
    lost,
    deliver(records, done) {
      let used: Instance | undefined;
      machines.launch(
        'notary',
        machines.drawSkew(),
        async (run) => {
          used = instances.take(run);
          await parts.notarise(used, records, timeline.now() + run.skewMs);
        },
        (ending) => {
          // An instance that was killed is gone; one whose run has failed is used again.
          if (ending?.how !== 'crashed' && used !== undefined) instances.giveBack(used);
          ended('notary', ending);
          done(ending, undefined);
        },
      );
    },
  });
  const restored = (to: Instant): void => {
    const mark = async (run: Run) => {
      const at = timeline.now();
      await instances.take(run).segments.write({ at, statements: [], objections: [], restored: { to } });
    };
    machines.launch('notary', 0, mark, (ending) => {
      ended('notary', ending);
      if (ending !== undefined) timeline.after(10 * MINUTE, () => restored(to));
    });
  };
  return {
    restored,
    changed({ item, record }) {
      stream.wrote(item, (sequence) => ({ ...record, sequence }));
    },
    reset: stream.reset,
    resume: stream.resume,
  };
}

/** A process that runs one batch after another. */
interface Instance {
  readonly notary: NotaryStore;
  readonly segments: SegmentWriter;
  run: Run;
  usedAt: Instant;
}

/** A process that had nothing to do for so long has been ended. The prover relies on that none lives for weeks. */
const IDLE_MAX = DAY;

/** From the newest fact back: the memory store looks at all of them, too slow here. */
function factsBehind(
  { facts }: Tables,
  ...[key, after, through]: Parameters<NotaryStore['factsBehind']>
): readonly FactRecord[] {
  const all = facts.get(stateName(key)) ?? [];
  let end = all.length;
  while (end > 0 && (all[end - 1]?.version ?? 0) > through) end -= 1;
  let start = end;
  while (start > 0 && (all[start - 1]?.version ?? 0) > after) start -= 1;
  return all.slice(start, end);
}

function instancesOf({ timeline, machines, dice, parts, tables, entries }: NotarySettings) {
  const idle: Instance[] = [];
  const kept = notaryStore(tables);
  const log = parts.log(memoryNotaryLog(entries));
  const start = (run: Run): Instance => {
    const call = <Value>(port: 'store' | 'log', effect: () => Promise<Value>): Promise<Value> =>
      machines.call(instance.run, port, effect);
    const system = systemOf(timeline.now, dice.chance);
    const instance: Instance = {
      run,
      usedAt: timeline.now(),
      notary: {
        findHead: (key) => call('store', () => kept.findHead(key)),
        factsBehind: (...asked) => call('store', async () => factsBehind(tables, ...asked)),
        readsBehind: (...asked) => call('store', () => kept.readsBehind(...asked)),
      },
      segments: segmentWriter(
        { append: (entry) => call('log', () => log.append(entry)) },
        parts.notaryMac,
        system,
      ),
    };
    return instance;
  };
  return {
    take(run: Run): Instance {
      const known = idle.pop();
      if (known === undefined || known.usedAt < timeline.now() - IDLE_MAX) return start(run);
      Object.assign(known, { run, usedAt: timeline.now() });
      return known;
    },
    giveBack: (instance: Instance): unknown => idle.push(instance),
  };
}
