import {
  deliveryName,
  dueName,
  setDue,
  stateName,
  type Tables,
} from '../../../shared/adapters/memory/tables.ts';
import { shardOf } from '../../../shared/adapters/shard.ts';
import { type Case, isOpenCase } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { referenceCompanion } from '../../../shared/cases/case-reference.ts';
import type { Reference } from '../../../shared/cases/reference.ts';
import type { Store } from '../../../shared/cases/world.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { EngineState } from '../../../shared/engine/aggregate-types.ts';
import { defined } from '../../../shared/engine/defined.ts';
import type { Commit } from '../../../shared/engine/storage/commit.ts';
import type { Companion } from '../../../shared/engine/storage/companion.ts';
import type { RowKey } from '../../../shared/engine/storage/row.ts';
import { type CaseCommit, caseNamed, isCompanion } from '../world/kept-cases.ts';
import type { Mutant } from './mutant.ts';

/** Replaces methods of the store itself, below the injected faults. */
const kept =
  (change: (store: Store, tables: Tables) => Partial<Store>): Mutant['change'] =>
  (parts) => ({
    ...parts,
    kept: (store, tables) => {
      const inner = parts.kept(store, tables);
      return { ...inner, ...change(inner, tables) };
    },
  });

/** The commit with the stored state as its `before`, so that the version condition always holds. */
function asIfUnchanged(tables: Tables, commit: Commit): Commit {
  const found = caseNamed(tables, stateName(commit.key));
  return commit.before === undefined || found === undefined ? commit : { ...commit, before: found };
}

/** Deletes the stored rows that a commit’s companions of this kind would conflict with. */
function forget(tables: Tables, kind: Parameters<typeof isCompanion>[0], { companions }: Commit): void {
  for (const { key } of companions.filter((companion) => isCompanion(kind, companion))) {
    const others = [...(tables.companions.get(key.pk) ?? [])].filter(([sk]) => sk !== key.sk);
    tables.companions.set(key.pk, new Map(others));
  }
}

/** The store without the conflict check for companions of this kind, and without a way to read them. */
const withoutRows = (kind: Parameters<typeof isCompanion>[0]): Mutant['change'] =>
  kept((store, tables) => ({
    commit(commit, second) {
      forget(tables, kind, commit);
      return store.commit(commit, second);
    },
    companion: async (key: RowKey) =>
      isCompanion(kind, { key } as Companion) ? undefined : store.companion(key),
  }));

/** The store whose cases are read with other kept commands than they have. */
const withCommandsSeen = (seen: (commands: string) => string | undefined): Mutant['change'] =>
  kept((store) => ({
    async load<State, Fact>(key: AggregateKey<State, Fact>, notBefore?: number) {
      const found = (await store.load(key, notBefore)) as EngineState | undefined;
      if (found?.commands === undefined) return found as State | undefined;
      const { commands, ...others } = found;
      return { ...others, ...defined({ commands: seen(commands) }) } as State;
    },
  }));

const isReadRow = ({ key }: Companion): boolean => key.pk.startsWith('V#');

/** The reference that all reports get. */
const ALWAYS_DRAWN = '0000000' as Reference;

export const storeMutants: readonly Mutant[] = [
  {
    name: 'no version condition',
    removes: 'the condition that the case is still at the version seen, with fact ids that never collide',
    change: kept((store, tables) => ({
      commit: (commit, second) => store.commit(asIfUnchanged(tables, commit), second),
    })),
  },
  {
    name: 'the type decides what is secret',
    removes: 'the secrecy that outlives a change of type',
    change: kept((store) => ({
      commit({ after, ...commit }, second) {
        const { secrecy: _, ...forgetful } = after as Case;
        return store.commit({ ...commit, after: forgetful as Case }, second);
      },
    })),
  },
  {
    name: 'reads leave no record',
    removes: 'the log of who read a secret case',
    change: kept((store) => ({
      writeCompanions: async (written) => written.some(isReadRow) || store.writeCompanions(written),
    })),
  },
  {
    name: 'no read condition',
    removes: 'the condition that the number of a recorded read is free',
    change: kept((store, tables) => ({
      writeCompanions(written) {
        for (const { key } of written.filter(isReadRow)) {
          const others = [...(tables.companions.get(key.pk) ?? [])].filter(([sk]) => sk !== key.sk);
          tables.companions.set(key.pk, new Map(others));
        }
        return store.writeCompanions(written);
      },
    })),
  },
  {
    name: 're-arm in a second write',
    removes: 'state and next deadline in one write',
    change: (parts) => ({
      ...parts,
      kept: (store, tables) => {
        const inner = parts.kept(store, tables);
        return {
          ...inner,
          async commit(commit, second) {
            const committed = await inner.commit(commit, second);
            if (committed.ok) setDue(tables, stateName(commit.key), undefined);
            return committed;
          },
          // The second write is a separate call, which may be refused or never made.
          async park(row, until) {
            if (until > 0) return inner.park(row, until);
            const found = caseNamed(tables, dueName(row));
            if (found !== undefined && isOpenCase(found)) {
              const shard = shardOf(found.caseId, inner.shardsPerLane);
              setDue(tables, dueName(row), {
                lane: found.priority,
                shard,
                row: { ...row, dueAt: found.dueAt },
              });
            } else setDue(tables, dueName(row), undefined);
            return undefined;
          },
        };
      },
      seen: (store, run) => {
        const inner = parts.seen(store, run);
        return Object.assign(Object.create(inner), {
          async commit(commit: Commit, second?: Commit) {
            const committed = await inner.commit(commit, second);
            const { key, after } = commit;
            if (committed.ok) await inner.park({ row: 'aggregate', key, dueAt: after.dueAt ?? 0 }, 0);
            return committed;
          },
        });
      },
    }),
  },
  {
    name: 'no token condition',
    removes: 'the row that makes a report with a known token the same report',
    change: withoutRows('token'),
  },
  {
    name: 'no reference condition',
    removes: 'the row that keeps a reference for one case',
    change: kept((store, tables) => ({
      async commit(first, second) {
        if (first.before !== undefined) return store.commit(first, second);
        const { key, after, companions, ...commit } = first as CaseCommit;
        const drawn = {
          ...{ ...commit, key, after: { ...after, reference: ALWAYS_DRAWN } },
          companions: companions.map((companion) =>
            isCompanion('reference', companion) ? referenceCompanion(keyOf(after), ALWAYS_DRAWN) : companion,
          ),
        };
        forget(tables, 'reference', drawn);
        return store.commit(drawn, second);
      },
    })),
  },
  {
    name: 'no kept commands',
    removes: 'looking for the id of a command among those that the case has carried out',
    change: withCommandsSeen(() => undefined),
  },
  {
    name: 'no command row',
    removes: 'the row of a command for which there is no room in the row of its case',
    change: withoutRows('command'),
  },
  {
    name: 'only the newest command is kept',
    removes: 'keeping a command beyond the next one',
    change: withCommandsSeen((commands) => commands.split(' ').at(-1)),
  },
  {
    name: 'no proof condition',
    removes: 'the row that lets a proof of work pay for one report',
    change: kept((store, tables) => ({
      commit(commit, second) {
        forget(tables, 'proof', commit);
        return store.commit(commit, second);
      },
    })),
  },
  {
    name: 'a join is half written',
    removes: 'both cases of a join in one transaction',
    change: kept((store) => ({
      commit: (commit) =>
        store.commit({
          ...commit,
          companions: commit.companions.filter((companion) => !isCompanion('link', companion)),
        }),
    })),
  },
  {
    name: 'no claim condition',
    removes: 'the condition that an attempt was not claimed yet',
    change: kept((store, tables) => ({
      claim(delivery, retryAt) {
        const found = tables.deliveries.get(deliveryName(delivery.subject));
        return store.claim({ ...delivery, attempts: found?.attempts ?? 0 }, retryAt).then(
          // Every caller believes that its claim succeeded.
          (claimed) => claimed && { ...claimed, attempts: delivery.attempts + 1 },
        );
      },
    })),
  },
  {
    name: 'claim ends the retry',
    removes: 'the next due time that a claim leaves',
    change: kept((store, tables) => ({
      async claim(delivery, retryAt) {
        const claimed = await store.claim(delivery, retryAt);
        if (claimed) tables.due.delete(deliveryName(delivery.subject));
        return claimed;
      },
    })),
  },
  {
    name: 'acknowledge before send',
    removes: 'marking a message sent only after its channel took it',
    change: kept((store) => ({
      async claim(delivery, retryAt) {
        const claimed = await store.claim(delivery, retryAt);
        if (claimed) await store.settle(claimed, 'sent');
        return claimed;
      },
    })),
  },
  {
    name: 'no fold',
    removes: 'folding the messages of one commit to one for each addressee',
    change: kept((store) => ({
      commit(commit, second) {
        const [pattern] = commit.deliveries;
        if (pattern?.subject.about !== 'aggregate') return store.commit(commit, second);
        const { subject } = pattern;
        const more = commit.facts
          .flatMap(({ fact }) => fact.messages ?? [])
          .filter((message) => !commit.deliveries.some((delivery) => delivery.message === message))
          .map((message, index) => ({
            ...pattern,
            message,
            subject: { ...subject, index: commit.deliveries.length + index },
          }));
        return store.commit({ ...commit, deliveries: [...commit.deliveries, ...more] }, second);
      },
    })),
  },
  {
    name: 'no outbox row',
    removes: 'the row of a message to staff in the commit that owes it',
    change: kept((store) => ({
      commit: (commit, second) =>
        store.commit(
          { ...commit, deliveries: commit.deliveries.filter(({ message }) => message.to !== 'officer') },
          second,
        ),
    })),
  },
  {
    name: 'stream-only outbox',
    removes: 'messages in the due index',
    change: kept((store) => ({
      async due(...asked) {
        const page = await store.due(...asked);
        return { ...page, rows: page.rows.filter(({ row }) => row === 'aggregate') };
      },
    })),
  },
  {
    name: 'first page only',
    removes: 'following the pages of the due index',
    change: kept((store) => ({
      async due(lane, shard, now, limit, cursor) {
        const { rows } = await store.due(lane, shard, now, limit, cursor);
        return { rows };
      },
    })),
  },
  {
    name: 'first shard only',
    removes: 'visiting every shard of a lane',
    change: kept((store) => ({
      due: async (lane, shard, ...asked) => (shard > 0 ? { rows: [] } : store.due(lane, shard, ...asked)),
    })),
  },
  {
    name: 'park without a condition',
    removes: 'the condition that a parked row is still due when the sweep saw it due',
    change: kept((store, tables) => ({
      park(row, until) {
        const found = tables.due.get(dueName(row));
        return store.park(found === undefined ? row : { ...row, dueAt: found.row.dueAt }, until);
      },
    })),
  },
  {
    name: 'brief forgotten',
    removes: 'the brief that stands for what was held over night',
    change: kept(() => ({ addMessage: async () => true })),
  },
];
