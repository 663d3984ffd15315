import { describe, expect, it } from 'vitest';
import { stateName } from '../../shared/adapters/memory/tables.ts';
import type { Store } from '../../shared/cases/world.ts';
import type { AggregateKey } from '../../shared/engine/aggregate-key.ts';
import { registryOf } from '../../shared/engine/registry.ts';
import { readLogPrefix } from '../../shared/engine/storage/keys.ts';
import type { HelperClock, HelperTask } from '../../shared/helper-tasks/helper-task.ts';
import { helperTaskAggregate } from '../../shared/helper-tasks/helper-task-aggregate.ts';
import {
  type HelperInvariant,
  type HelperParts,
  helperInvariants,
  helperLife,
  realHelperParts,
} from './helper-life.ts';

const seeds = Array.from({ length: 40 }, (_, index) => 59_000 + index);

/** The system with one guard removed, and the sentence that it breaks. */
const mutants: readonly {
  readonly name: string;
  readonly breaks: HelperInvariant;
  readonly change: Partial<HelperParts>;
}[] = [
  {
    name: 'no clock: nobody is told of silence',
    breaks: 'answered-or-told',
    change: {
      registry: ({ all }) =>
        registryOf(
          all.map((one) =>
            one.kind !== helperTaskAggregate.kind
              ? one
              : {
                  ...helperTaskAggregate,
                  decide(before, command, context) {
                    const deaf = before && {
                      ...before,
                      clocks: before.clocks.filter((clock: HelperClock) => clock.kind !== 'silence'),
                    };
                    return helperTaskAggregate.decide(
                      command.move === 'tick' ? deaf : before,
                      command,
                      context,
                    );
                  },
                },
          ),
        ),
    },
  },
  {
    name: 'a link opens after it was taken back',
    breaks: 'opens-only-in-time',
    change: {
      pageStore: (store) => seeing(store, (task) => (task.status === 'revoked' ? 'asked' : task.status)),
    },
  },
  {
    name: 'a link opens for somebody who said “not me”',
    breaks: 'opens-only-in-time',
    change: {
      pageStore: (store) => seeing(store, (task) => (task.status === 'not-me' ? 'answered' : task.status)),
    },
  },
  {
    name: 'a look leaves no record',
    breaks: 'look-is-on-record',
    change: {
      pageStore: (store) =>
        changed(store, {
          writeCompanions: async (companions) =>
            companions.every(({ key }) => key.pk.startsWith(readLogPrefix))
              ? true
              : store.writeCompanions(companions),
        }),
    },
  },
  {
    name: 'a photo is taken from a link that was taken back',
    breaks: 'photo-with-answer',
    change: {
      pageStore: (store) => seeing(store, (task) => (task.status === 'revoked' ? 'answered' : task.status)),
    },
  },
  {
    name: 'a photo enters the case alone, and not its task',
    breaks: 'photo-with-answer',
    change: {
      pageStore: (store) =>
        changed(store, {
          commit(first, second) {
            const isPhoto = first.facts.some(({ fact }) => fact.fact === 'helper-photo-added');
            return store.commit(first, isPhoto ? undefined : second);
          },
        }),
    },
  },
  {
    name: 'an answer enters the case alone, and not its task',
    breaks: 'first-answer-wins',
    change: {
      pageStore: (store) => changed(store, { commit: (first) => store.commit(first) }),
    },
  },
];

const changed = (store: Store, members: Partial<Store>): Store =>
  new Proxy(store, { get: (target, name) => Reflect.get(members, name) ?? Reflect.get(target, name) });

/** A store in which a task has another status than the stored one. */
const seeing = (store: Store, statusOf: (task: HelperTask) => HelperTask['status']): Store =>
  changed(store, {
    load: (async (key: AggregateKey) => {
      const found = await store.load(key);
      return stateName(key).includes('#helper-task#') && found !== undefined
        ? { ...found, status: statusOf(found as HelperTask) }
        : found;
    }) as Store['load'],
  });

describe('officers who ask, helpers who answer, forget and come late, and a store that fails', () => {
  it.each(seeds)('seed %i breaks nothing', async (seed) => {
    expect(await helperLife(seed)).toEqual([]);
  });

  it.each(mutants)('notices: $name', async ({ breaks, change }) => {
    const found = new Set<string>();
    for (const seed of seeds) {
      for (const one of await helperLife(seed, { ...realHelperParts, ...change }))
        found.add(one.split(':')[0] ?? '');
      if (found.has(breaks)) break;
    }
    expect([...found], helperInvariants[breaks]).toContain(breaks);
  });
});
