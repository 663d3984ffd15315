import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { caseAggregate } from '../../../shared/cases/case-aggregate.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { EngineState } from '../../../shared/engine/aggregate-types.ts';
import { fromIso } from '../../../shared/engine/calendar/instant.ts';
import { hashFact } from '../../../shared/engine/commands/fact-chain.ts';
import type { StaffActor } from '../../../shared/engine/scope.ts';
import type { FactRecord } from '../../../shared/engine/storage/fact-record.ts';
import { readLogPk } from '../../../shared/engine/storage/keys.ts';
import { hashRead, type ReadRecord } from '../../../shared/engine/storage/read-log.ts';
import type { Row } from '../../../shared/engine/storage/row.ts';
import { hashState } from '../../../shared/engine/storage/state-columns.ts';
import { desks } from '../people/fixtures.ts';
import type { Dice } from '../world/dice.ts';
import { factChange, type RowChange, readChange, stateChange } from './row-change.ts';

/** What stands in the table about one aggregate. */
interface History {
  readonly state: EngineState;
  readonly facts: readonly FactRecord[];
}

const YEAR_3000 = fromIso('3000-01-01T00:00:00.000+08:00') ?? 0;

export type Forgery =
  | 'another author'
  | 'another first author'
  | 'a version less'
  | 'begun anew'
  | 'a case less'
  | 'another deadline'
  | 'another reader'
  | 'a read less'
  | 'a log of reads less';

type Forge = (tables: Tables, key: AggregateKey, dice: Dice) => readonly RowChange[] | undefined;

/** Each falsifies one chain so that every hash in it is right, and returns the rows that changed. */
export const forge: { readonly [Name in Forgery]: Forge } = {
  'another author': (tables, key, dice) =>
    rewritten(tables, key, (found) => withAuthor(found, dice.below(found.facts.length), dice)),

  'another first author': (tables, key, dice) =>
    rewritten(tables, key, (found) => withAuthor(found, 0, dice)),

  'a version less': (tables, key, dice) =>
    rewritten(tables, key, ({ state, facts }) => {
      if (state.version < 2) return undefined;
      const gone = dice.between(2, state.version);
      const left = facts.filter(({ version }) => version !== gone);
      return {
        state: { ...state, version: state.version - 1 },
        facts: left.map((fact) => (fact.version < gone ? fact : { ...fact, version: fact.version - 1 })),
      };
    }),

  'begun anew': (tables, key, dice) =>
    rewritten(tables, key, ({ state, facts }) => {
      const by = otherThan(facts[0]?.by, dice);
      const first = facts.filter(({ version }) => version === 1);
      return { state: { ...state, version: 1 }, facts: first.map((fact) => ({ ...fact, by })) };
    }),

  'a case less'(tables, key) {
    const name = stateName(key);
    const found = historyOf(tables, key);
    if (found === undefined) return undefined;
    for (const map of [tables.states, tables.facts, tables.texts, tables.due]) map.delete(name);
    for (const delivery of [...tables.deliveries.keys()]) {
      if (!delivery.startsWith(`${name}/`)) continue;
      tables.deliveries.delete(delivery);
      tables.due.delete(delivery);
    }
    const reads = withReads(tables, key, () => []) ?? [];
    tables.companions.delete(name);
    return [
      stateChange(key, found.state, undefined),
      ...found.facts.map((fact) => factChange(key, fact, 'removed')),
      ...reads,
    ];
  },

  'another deadline'(tables, key) {
    const name = stateName(key);
    const [found, due] = [historyOf(tables, key), tables.due.get(name)];
    if (found?.state.dueAt === undefined || due === undefined) return undefined;
    const state = { ...found.state, dueAt: YEAR_3000 };
    tables.states.set(name, { key, state });
    tables.due.set(name, { ...due, row: { ...due.row, dueAt: YEAR_3000 } });
    return [stateChange(key, found.state, state)];
  },

  'another reader': (tables, key, dice) =>
    withReads(tables, key, (reads) => {
      const place = dice.below(reads.length);
      return reads.map((read, index) => {
        const { kind, ...by } = otherThan(read.by, dice);
        return index === place ? { ...read, by: { kind, ...by } } : read;
      });
    }),

  'a read less': (tables, key, dice) =>
    withReads(tables, key, (reads) => {
      const gone = dice.below(reads.length);
      return reads
        .filter((_, index) => index !== gone)
        .map((read, index) => ({ ...read, number: index + 1 }));
    }),

  'a log of reads less': (tables, key) => withReads(tables, key, () => []),
};

function historyOf(tables: Tables, key: AggregateKey): History | undefined {
  const state = tables.states.get(stateName(key))?.state;
  const facts = tables.facts.get(stateName(key));
  return state === undefined || state === 'unreadable' || facts === undefined ? undefined : { state, facts };
}

/** A member of staff of the same station who is not this one. */
function otherThan(by: FactRecord['by'] | undefined, dice: Dice): StaffActor {
  const person = by?.kind === 'staff' ? by.person : undefined;
  const others = desks.filter((desk) => desk.person !== person);
  const { person: other, role, station } = dice.pick(others);
  return { kind: 'staff', person: other, role, station };
}

function withAuthor({ state, facts }: History, place: number, dice: Dice): History {
  const by = otherThan(facts[place]?.by, dice);
  return { state, facts: facts.map((fact, index) => (index === place ? { ...fact, by } : fact)) };
}

function rewritten(
  tables: Tables,
  key: AggregateKey,
  change: (found: History) => History | undefined,
): readonly RowChange[] | undefined {
  const found = historyOf(tables, key);
  const changed = found && change(found);
  if (found === undefined || changed === undefined) return undefined;
  const facts = chained(key, withStateOf(changed));
  const state = { ...changed.state, chainHead: facts.at(-1)?.hash ?? '' };
  tables.states.set(stateName(key), { key, state });
  tables.facts.set(stateName(key), facts);
  return [...factChanges(key, found.facts, facts), stateChange(key, found.state, state)];
}

/** The newest fact names the row of the state as it is now. */
const withStateOf = ({ state, facts }: History): readonly FactRecord[] =>
  facts.map((fact, index) =>
    index === facts.length - 1 ? { ...fact, state: hashState(caseAggregate.codec, state as Case) } : fact,
  );

/** The facts with all hashes computed anew. */
function chained(key: AggregateKey, facts: readonly FactRecord[]): readonly FactRecord[] {
  let previousHash = '';
  return facts.map(({ hash: _, ...fact }) => {
    const hash = hashFact(key, { ...fact, previousHash });
    const record = { ...fact, previousHash, hash };
    previousHash = hash;
    return record;
  });
}

/** A fact that is only added has no record of its own. */
function factChanges(
  key: AggregateKey,
  before: readonly FactRecord[],
  after: readonly FactRecord[],
): readonly RowChange[] {
  const now = new Map(after.map((fact) => [`${fact.version}#${fact.index}`, fact.hash]));
  return before.flatMap((fact) => {
    const hash = now.get(`${fact.version}#${fact.index}`);
    return hash === fact.hash ? [] : [factChange(key, fact, hash === undefined ? 'removed' : 'changed')];
  });
}

function withReads(
  tables: Tables,
  key: AggregateKey,
  change: (
    reads: readonly Omit<ReadRecord, 'hash' | 'previousHash'>[],
  ) => readonly Omit<ReadRecord, 'hash' | 'previousHash'>[],
): readonly RowChange[] | undefined {
  const pk = readLogPk(key);
  const rows = tables.companions.get(pk);
  if (rows === undefined || rows.size === 0) return undefined;
  const reads = [...rows.values()].map((row, index) => ({
    ...JSON.parse(String(row.read)),
    number: index + 1,
  }));
  const after = new Map<string, Row>();
  let previousHash = '';
  for (const { number, ...read } of change(reads)) {
    const hash = hashRead(key, { ...read, number, previousHash });
    const sk = `READ#${String(number).padStart(10, '0')}`;
    after.set(sk, { pk, sk, read: JSON.stringify(read), previousHash, hash });
    previousHash = hash;
  }
  if (after.size === 0) tables.companions.delete(pk);
  else tables.companions.set(pk, after);
  return [...rows].flatMap(([sk, { hash }]) => {
    const now = after.get(sk)?.hash;
    return hash === now ? [] : readChange({ pk, sk }, now === undefined ? 'removed' : 'changed');
  });
}
