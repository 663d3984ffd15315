import { hash } from 'node:crypto';
import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { caseAggregate } from '../../../shared/cases/case-aggregate.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import type { Store } from '../../../shared/cases/world.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import { buildCommit } from '../../../shared/engine/commands/build-commit.ts';
import type { LogEntry } from '../../../shared/engine/notary/notary-log.ts';
import { entryOf } from '../../../shared/engine/notary/segment.ts';
import type { Mac } from '../../../shared/engine/secrets/mac.ts';
import { aggregatePk, readLogPk, stateRow } from '../../../shared/engine/storage/keys.ts';
import type { NotaryJudge } from '../invariants/notary-judge.ts';
import type { Dice } from '../world/dice.ts';
import { caseNamed } from '../world/kept-cases.ts';
import { policyOf } from '../world/policies.ts';
import type { Timeline } from '../world/timeline.ts';
import { type Forgery, forge } from './forger.ts';
import type { Notary } from './notary.ts';
import { itemOf, type RowChange, stateChange } from './row-change.ts';

export interface CrimeSettings {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly tables: Tables;
  /** Without faults, and watched by nobody. */
  readonly store: Store;
  readonly entries: LogEntry[];
  readonly judge: NotaryJudge;
  readonly vouching: Notary;
}

/** What a person can do who may write every row of the table and add to the log, but has not the key of its codes. */
export interface Crimes {
  /** An honest step of a case, as the simulator’s own writer makes it; the stream loses it unless it is `heard`. */
  step(key: AggregateKey, heard: boolean): Promise<void>;
  /** The stream gives every step of a case again, which is no crime. */
  hearAgain(key: AggregateKey): void;
  /** Falsifies a history in this way, if it can be; the stream loses what was done unless it is `heard`. */
  falsify(what: Forgery, key: AggregateKey, heard: boolean, name?: string): boolean;
  /** What leaves the table as it was, so that only the stream can tell of it. */
  putBack(what: PutBack, key: AggregateKey): void;
  /** Adds to the log without its key. */
  addToLog(key: AggregateKey): Promise<void>;
}

export type PutBack = 'a step without facts' | 'facts changed and put back' | 'a state removed and put back';

/** A code that everybody can compute. */
export const keylessMac: Mac = async (text) => hash('sha256', text, 'base64url');

export function crimes({ timeline, dice, tables, store, entries, judge, vouching }: CrimeSettings): Crimes {
  const hear = (changes: readonly RowChange[]): void => {
    for (const change of changes) vouching.changed(change);
  };
  /** The heads that stand in the table once a chain was falsified: the notary may state them, and nobody believes it. */
  const noteHeads = (key: AggregateKey): void => {
    for (const { version, hash: head } of tables.facts.get(stateName(key)) ?? [])
      judge.forgedHead(aggregatePk(key), version, head);
    const reads = [...(tables.companions.get(readLogPk(key))?.values() ?? [])];
    for (const [index, { hash: head }] of reads.entries())
      judge.forgedHead(readLogPk(key), index + 1, String(head));
  };
  const accuse = (what: string, changes: readonly RowChange[]): void => {
    for (const { record } of changes) {
      if (record.row === 'read') judge.falsified(what, readLogPk(record.key));
      if (record.row === 'state' || record.row === 'fact') judge.falsified(what, aggregatePk(record.key));
    }
  };

  return {
    async step(key, heard) {
      const before = caseNamed(tables, stateName(key));
      if (before === undefined) return;
      const commit = buildCommit(caseAggregate, {
        before,
        after: { ...before, version: before.version + 1 } as Case,
        facts: [{ fact: 'noted' } as Fact],
        by: { kind: 'clock' },
        now: timeline.now(),
        policy: policyOf(before.policyVersion),
        sealedTexts: { texts: [], commitments: [] },
        companions: [],
      });
      await store.commit(commit);
      const change = stateChange(key, before, commit.after);
      if (judge.isFalsified(key)) noteHeads(key);
      else judge.wrote(change.record);
      if (heard) hear([change]);
      else judge.unheard(change.record);
    },
    hearAgain(key) {
      const facts = tables.facts.get(stateName(key)) ?? [];
      const last = [...new Map(facts.map((fact) => [fact.version, fact])).values()];
      hear(
        last.map(({ version, hash: head }, index) => {
          const [before, item] = [last[index - 1], itemOf(stateRow(key))];
          const from = before && { before: { version: before.version, head: before.hash } };
          return { item, record: { row: 'state', key, ...from, after: { version, head } } };
        }),
      );
    },
    falsify(what, key, heard, name = what) {
      const changes = forge[what](tables, key, dice);
      if (changes === undefined) return false;
      accuse(name, changes);
      noteHeads(key);
      if (heard) hear(changes);
      return true;
    },
    putBack(what, key) {
      const state = caseNamed(tables, stateName(key));
      if (state === undefined) return;
      const changes: readonly RowChange[] = {
        'a step without facts': () => [
          stateChange(key, state, { ...state, version: state.version + 1, chainHead: 'of no fact' }),
        ],
        'facts changed and put back': () => factsPutBack(tables, key, dice),
        'a state removed and put back': () => [
          stateChange(key, state, undefined),
          stateChange(key, undefined, state),
        ],
      }[what]();
      accuse(what, changes);
      hear(changes);
    },
    async addToLog(key) {
      const state = caseNamed(tables, stateName(key));
      const at = timeline.now();
      const head = { version: (state?.version ?? 0) + 1, head: 'of no fact' };
      const content = {
        at,
        statements: [{ chain: stateName(key), ...head, after: { version: 0, head: '' } }],
      };
      const statement = await entryOf(
        { ...content, objections: [], writer: 'forger', number: 1 },
        keylessMac,
      );
      const mark = { at, statements: [], objections: [], writer: 'forger', number: 2, restored: { to: 0 } };
      for (const entry of [statement, await entryOf(mark, keylessMac)]) {
        judge.forgedEntry('an entry of the log', entry.name);
        entries.push(entry);
      }
    },
  };
}

/** The facts themselves are not changed: what counts is that they were, for a while. */
const factsPutBack = (tables: Tables, key: AggregateKey, dice: Dice): readonly RowChange[] => {
  const [facts, found] = [tables.facts.get(stateName(key)), tables.states.get(stateName(key))];
  const changes = forge['another author'](tables, key, dice) ?? [];
  if (facts !== undefined) tables.facts.set(stateName(key), facts);
  if (found !== undefined) tables.states.set(stateName(key), found);
  return changes.filter(({ record }) => record.row === 'fact').flatMap((change) => [change, change]);
};
