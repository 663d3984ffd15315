import { type AggregateKey, nameOfKey } from '../../../shared/engine/aggregate-key.ts';
import type { LogEntry } from '../../../shared/engine/notary/notary-log.ts';
import type { Violation } from '../../../shared/engine/proof/proof.ts';
import type { ProveReport } from '../../../shared/engine/proof/prove.ts';
import { aggregateKeyIn, aggregatePk, readLogPk } from '../../../shared/engine/storage/keys.ts';
import type { RowChange } from '../notary/row-change.ts';
import { writtenHeads } from '../notary/written-heads.ts';
import type { Invariant } from './catalogue.ts';
import * as rules from './notary-rules.ts';

/** Knows what was written, lost and falsified, and judges by it what the log and the proofs say. */
export interface NotaryJudge {
  /** A row was written by whom it may. */
  wrote(record: RowChange['record']): void;
  /** The stream has lost a change. */
  unheard(record: RowChange['record']): void;
  /** Takes a snapshot and returns a function that restores it, for when the table is restored from a backup. */
  remember(): () => void;
  /** Somebody has falsified a chain, or what stands in it follows from that. */
  falsified(what: string, chain: string): void;
  forgedHead(chain: string, version: number, head: string): void;
  /** Somebody has added an entry to the log who has no key. */
  forgedEntry(what: string, name: string): void;
  /** Those whose history and log of reads are as they were written, and about which the log and the table agree. */
  honestAmong(keys: readonly AggregateKey[]): readonly AggregateKey[];
  isFalsified(key: AggregateKey): boolean;
  /**
   * The log holds a head of the history. One that it has never known, or that a restored table made void, can be begun anew
   * unnoticed until somebody states it.
   */
  isStated(key: AggregateKey): boolean;
  /** A run of the prover has ended. */
  reported(report: ProveReport): void;
  /** Judges what the proofs have found since the last call; while faults last, anything may be stated late. */
  judgeFound(isDisturbed: boolean): void;
  /** Judges the log when all that was heard is stated, and all else was asked for. */
  judgeLog(): void;
  /** Whether what the proofs have found since the last call names all that is false. */
  judgeNamed(): void;
}

export function notaryJudge(
  entries: readonly LogEntry[],
  broken: (invariant: Invariant, detail: string) => void,
): NotaryJudge {
  const written = writtenHeads();
  const unheardHeads = new Set<string>();
  const unheardChains = new Set<string>();
  const falsified = new Map<string, string>();
  const forgedEntries = new Set<string>();
  let found: readonly Violation[] = [];
  let read: rules.LogContent | undefined;
  /** Read again only where the log has grown. */
  const content = (): rules.LogContent => {
    if (read?.entries !== entries.length) read = rules.contentOf(entries, forgedEntries);
    return read;
  };

  /** Partitions by the names that the prover gives to their rows. */
  const chainsIn = ({ statements }: rules.LogContent): ReadonlyMap<string, string> =>
    new Map(
      [...written.heads.keys(), ...statements.map(({ chain }) => chain)].flatMap((chain) => {
        const key = aggregateKeyIn(chain);
        return key === undefined ? [] : [[nameOfKey(key), chain] as const];
      }),
    );
  const exceptedIn = ({ statements }: rules.LogContent): ReadonlySet<string> =>
    new Set([...rules.lostChains(written, statements), ...falsified.keys()]);
  /** A chain of which a mark has made a statement void, and nobody has stated it again yet. */
  const unstatedIn = ({ statements, valid }: rules.LogContent): ReadonlySet<string> => {
    const stillValid = new Set(valid);
    const made = statements.filter((statement) => !stillValid.has(statement)).map(({ chain }) => chain);
    return new Set([...unheardChains, ...made]);
  };

  return {
    wrote(record) {
      const head = headIn(record);
      if (head !== undefined) written.wrote(head.chain, head.version, head.head);
    },
    unheard(record) {
      const head = headIn(record);
      if (head === undefined) return;
      unheardHeads.add(rules.headName(head.chain, head));
      unheardChains.add(head.chain);
    },
    remember: written.remember,
    falsified: (what, chain) => falsified.set(chain, what),
    forgedHead: written.forged,
    forgedEntry(what, name) {
      forgedEntries.add(name);
      falsified.set(name, what);
    },
    honestAmong(keys) {
      const excepted = exceptedIn(content());
      return keys.filter((key) => !excepted.has(aggregatePk(key)) && !excepted.has(readLogPk(key)));
    },
    isFalsified: (key) => falsified.has(aggregatePk(key)),
    isStated: (key) => content().valid.some(({ chain }) => chain === aggregatePk(key)),
    reported(report) {
      // What an unfinished run has found is in the proofs that the next one goes on with.
      found = [...found, ...report.violations, ...report.proofs.flatMap(({ violations }) => violations)];
    },
    judgeFound(isDisturbed) {
      const log = content();
      const unstated = unstatedIn(log);
      const mayBeUnstated = (chain: string): boolean => isDisturbed || unstated.has(chain);
      rules.judgeHonest(found, chainsIn(log), exceptedIn(log), mayBeUnstated, broken);
      found = [];
    },
    judgeLog() {
      const log = content();
      rules.judgeStatements(written, log, broken);
      rules.judgeWhole(written, log, unheardHeads, exceptedIn(log), broken);
      rules.judgeObjections(log, exceptedIn(log), broken);
    },
    judgeNamed() {
      const log = content();
      const lost = [...rules.lostChains(written, log.valid)].map((chain) => [chain, 'lost'] as const);
      rules.judgeNamed(rules.namedIn(found, chainsIn(log)), new Map([...lost, ...falsified]), broken);
    },
  };
}

/** The head that a change has brought, and its chain. */
function headIn(record: RowChange['record']) {
  if (record.row === 'state') {
    const { key, before, after } = record;
    if (after === undefined || after === 'unreadable' || before === 'unreadable') return undefined;
    return before?.version === after.version ? undefined : { chain: aggregatePk(key), ...after };
  }
  if (record.row !== 'read' || typeof record.change === 'string') return undefined;
  return { chain: readLogPk(record.key), version: record.number, head: record.change.hash };
}
