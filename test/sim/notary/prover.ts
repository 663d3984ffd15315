import { memoryCheckpoints, memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import { proofStore } from '../../../shared/adapters/memory/proof.ts';
import { seenState } from '../../../shared/adapters/memory/seen-rows.ts';
import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import { seenRead } from '../../../shared/adapters/seen-read.ts';
import { aggregates } from '../../../shared/aggregates.ts';
import { SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { LogEntry } from '../../../shared/engine/notary/notary-log.ts';
import type { ProofReason } from '../../../shared/engine/proof/proof.ts';
import type { ProofStore } from '../../../shared/engine/proof/proof-store.ts';
import type { ProveReport } from '../../../shared/engine/proof/prove.ts';
import type { SeenRow } from '../../../shared/engine/proof/seen.ts';
import { rootRow, unstatedRow } from '../../../shared/engine/storage/keys.ts';
import type { Dice } from '../world/dice.ts';
import type { Machines } from '../world/machines.ts';
import type { Parts } from '../world/parts.ts';
import type { Ending, Run } from '../world/run.ts';
import type { Timeline } from '../world/timeline.ts';
import { itemOf, type RowChange } from './row-change.ts';

export interface ProverSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly dice: Dice;
  readonly parts: Parts;
  readonly tables: Tables;
  readonly shardsPerLane: number;
  readonly entries: LogEntry[];
  /** What the prover writes reaches the notary by the table’s stream. */
  readonly changed: (change: RowChange) => void;
  readonly onReport: (report: ProveReport) => void;
  readonly ended: (run: 'prove', ending: Ending | undefined) => void;
}

/** The proof, on machines of its own. */
export interface Prover {
  /**
   * `onAsked`: before the notary hears that it is asked to state something late. Runs, up to so many one after the other, until one gets
   * through all there is.
   */
  prove(
    why: ProofReason,
    runsMax: number,
    ended: (finished: boolean) => void,
    onAsked?: (chain: string) => void,
  ): void;
}

/** Some runs get through only part of the table. */
const BUDGETS_MS: readonly number[] = [200, 2000, 600_000];
const PAGE_SIZE = 100;

export function prover(settings: ProverSettings): Prover {
  const { timeline, machines, dice, parts, tables, entries, onReport, ended } = settings;
  const budgetMs = dice.pick(BUDGETS_MS);
  let onAsked: (chain: string) => void = () => undefined;
  const kept = parts.proofs(
    withoutRepairs(settings, (chain) => onAsked(chain)),
    tables,
  );
  const log = parts.log(memoryNotaryLog(entries));
  const checkpoints = parts.checkpoints(memoryCheckpoints());
  const proveOnce = (why: ProofReason, then: (finished: boolean) => void): void => {
    let finished = false;
    const bodyOf = async (run: Run): Promise<void> => {
      const call = <Value>(port: 'store' | 'log', effect: () => Promise<Value>): Promise<Value> =>
        machines.call(run, port, effect);
      const notary = {
        log: { read: (cursor: string | undefined) => call('log', () => log.read(cursor)) },
        checkpoints: {
          readPart: (name: string) => call('store', () => checkpoints.readPart(name)),
          writePart: (name: string, text: string) => call('store', () => checkpoints.writePart(name, text)),
        },
        mac: parts.notaryMac,
      };
      const world = { proofs: calling(kept, call), policies: run.policies, aggregates, notary };
      const remainingMs = () => budgetMs - (timeline.now() - run.startedAt);
      const report = await parts.prove(world, timeline.now(), remainingMs, why);
      finished = report.finished;
      onReport(report);
    };
    machines.launch('prove', 0, bodyOf, (ending) => {
      ended('prove', ending);
      then(finished);
    });
  };
  const prove: Prover['prove'] = (why, runsMax, then, asked = () => undefined) => {
    onAsked = asked;
    proveOnce(why, (finished) => {
      if (finished || runsMax <= 1) then(finished);
      else timeline.after(10 * SECOND, () => prove(why, runsMax - 1, then, asked));
    });
  };
  return { prove };
}

/** The prover’s store. What it would repair is of no interest here, and would change the run. */
function withoutRepairs(
  { tables, shardsPerLane, changed }: ProverSettings,
  onAsked: (chain: string) => void,
): ProofStore {
  const inner = proofStore(tables, aggregates, shardsPerLane);
  return {
    ...inner,
    async scan(cursor = '0') {
      const names = [...tables.states.keys()].slice(Number(cursor), Number(cursor) + PAGE_SIZE);
      const end = Number(cursor) + names.length;
      const states = names.flatMap((name): readonly SeenRow[] => {
        const key = tables.states.get(name)?.key;
        const row = key && seenState(tables, key, shardsPerLane, aggregates);
        return row === undefined ? [] : [row];
      });
      const next = names.length === PAGE_SIZE ? { next: String(end) } : {};
      // The logs of reads come with the first page, which may come again.
      return { rows: cursor === '0' ? [...states, ...readsIn(tables)] : states, ...next };
    },
    async rowsOf(partition) {
      const rows = await inner.rowsOf(partition);
      return rows.filter(({ row }) => row === 'aggregate' || row === 'read');
    },
    repair: async () => false,
    async askToState(chain, after, now) {
      const since = await inner.askToState(chain, after, now);
      onAsked(chain);
      changed({
        item: itemOf(unstatedRow(chain, after.version)),
        record: { row: 'unstated', chain, after },
      });
      return since;
    },
    async keepRoot(root) {
      await inner.keepRoot(root);
      changed({ item: itemOf(rootRow(root.station, root.day)), record: { row: 'root', root } });
    },
  };
}

const readsIn = ({ companions }: Tables): readonly SeenRow[] =>
  [...companions]
    .filter(([pk]) => pk.startsWith('V#'))
    .flatMap(([, rows]) => [...rows.values()].flatMap((row) => seenRead(row) ?? []));

/** The store with each method as one external call. */
function calling(
  store: ProofStore,
  call: <Value>(port: 'store', effect: () => Promise<Value>) => Promise<Value>,
): ProofStore {
  const methods = Object.entries(store).map(([name, method]) => [
    name,
    (...asked: readonly unknown[]) =>
      call('store', () => (method as (...given: readonly unknown[]) => Promise<unknown>)(...asked)),
  ]);
  return Object.fromEntries(methods) as ProofStore;
}
