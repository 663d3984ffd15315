import { stateName } from '../../../shared/adapters/memory/tables.ts';
import { type Case, clockOf, isOpenCase } from '../../../shared/cases/case.ts';
import { type CaseKey, inScope } from '../../../shared/cases/case-key.ts';
import type { CaseTypes } from '../../../shared/cases/case-types.ts';
import type { Clock } from '../../../shared/cases/clock-kinds.ts';
import type { Store } from '../../../shared/cases/world.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { drop, put } from '../../../shared/engine/clocks/clock-list.ts';
import { nextDeadline } from '../../../shared/engine/clocks/next-deadline.ts';
import { defined } from '../../../shared/engine/defined.ts';
import type { NoticeContext } from '../../../shared/engine/outbox/aggregate-messages.ts';
import type { AggregateSubject, Delivery } from '../../../shared/engine/outbox/delivery.ts';
import { type Registry, registryOf } from '../../../shared/engine/registry.ts';
import { type PersonId, scopeOf } from '../../../shared/engine/scope.ts';
import { Unavailable } from '../../../shared/engine/storage/store-errors.ts';
import type { Policy } from '../../../shared/policies/policy.ts';
import { stations } from '../people/fixtures.ts';
import type { CaseCommit } from '../world/kept-cases.ts';
import type { Run } from '../world/run.ts';
import type { Mutant } from './mutant.ts';

/** Replaces store methods for one kind of handler, above the injected faults; `notify` stands for both senders. */
const seenBy =
  (handler: Run['handler'], change: (store: Store, run: Run) => Partial<Store>): Mutant['change'] =>
  (parts) => ({
    ...parts,
    seen(store, run) {
      const inner = parts.seen(store, run);
      const isIts = run.handler === handler || (handler === 'notify' && run.handler === 'notify-residents');
      return isIts ? Object.assign(Object.create(inner), change(inner, run)) : inner;
    },
  });

/** Replaces `load`, so that a handler gets another case than the stored one. */
const loadsAs = (
  store: Store,
  change: (load: () => Promise<Case | undefined>, key: CaseKey) => Promise<Case | undefined>,
): Pick<Store, 'load'> => ({ load: ((key: CaseKey) => change(() => store.load(key), key)) as Store['load'] });

/** The store of a move that does not see a pending proposal, and so leaves it and its clock as they are. */
function withProposalHidden(store: Store): Store {
  let signOff: Clock | undefined;
  let proposer: PersonId | undefined;
  const hiding = {
    ...loadsAs(store, async (load) => {
      const found = await load();
      signOff = found && clockOf(found, 'sign-off');
      if (found === undefined || signOff === undefined) return found;
      const { rejectionProposedBy, ...others } = found;
      proposer = rejectionProposedBy;
      return { ...others, clocks: drop(found.clocks, 'sign-off') } as Case;
    }),
    commit: (commit, second) => {
      const { after } = commit as CaseCommit;
      if (signOff === undefined || !isOpenCase(after)) return store.commit(commit, second);
      const clocks = put(after.clocks, signOff);
      const step = nextDeadline({ ...after, clocks }, () => after.responsible, after.dueAt);
      const pending = { ...after, ...step, clocks, ...defined({ rejectionProposedBy: proposer }) };
      return store.commit({ ...commit, after: pending }, second);
    },
  } satisfies Partial<Store>;
  return Object.assign(Object.create(store), hiding);
}

export const handlerMutants: readonly Mutant[] = [
  {
    name: 'watermark sweep',
    removes: 'reading all that is due, instead of what became due since the last sweep',
    change(parts) {
      let doneUntil: Instant = 0;
      return {
        ...parts,
        async sweep(world, now, remainingMs) {
          const from = doneUntil;
          doneUntil = now;
          const { store } = world;
          const due: Store['due'] = async (...asked) => {
            const page = await store.due(...asked);
            return { ...page, rows: page.rows.filter(({ dueAt }) => dueAt > from) };
          };
          return parts.sweep(
            { ...world, store: Object.assign(Object.create(store), { due }) },
            now,
            remainingMs,
          );
        },
      };
    },
  },
  {
    name: 'every role reads who reported',
    removes: 'the roles that may know who reported a secret case',
    change: (parts) => ({
      ...parts,
      readCase(world, reader, caseId) {
        const { scope } = reader;
        return parts.readCase(world, { ...reader, scope: scopeOf({ ...scope, role: 'chief' }) }, caseId);
      },
      reveal(world, reader, caseId, asked) {
        const scope = scopeOf({ ...reader.scope, role: 'chief' });
        return parts.reveal(world, { ...reader, scope }, caseId, asked);
      },
    }),
  },
  {
    name: 'every missed minute is made up for',
    removes: 'one tick for all that has passed',
    change(parts) {
      let doneUntil: Instant = 0;
      return {
        ...parts,
        async sweep(world, now, remainingMs) {
          let report = await parts.sweep(world, Math.max(doneUntil, now - DAY), remainingMs);
          for (let at = doneUntil + HOUR; doneUntil > 0 && at < now; at += HOUR) {
            report = await parts.sweep(world, at, remainingMs);
          }
          doneUntil = now;
          return report;
        },
      };
    },
  },
  {
    name: 'sweep ahead of time',
    removes: 'taking a step only once it is due',
    change: (parts) => ({
      ...parts,
      sweep: (world, now, remainingMs) => parts.sweep(world, now + HOUR, remainingMs),
    }),
  },
  {
    name: 'one bad row stops its lane',
    removes: 'parking a row that fails, so that those behind it are served',
    change: seenBy('sweep', (store) =>
      loadsAs(store, async (load) => {
        try {
          return await load();
        } catch (error) {
          throw new Unavailable(String(error));
        }
      }),
    ),
  },
  {
    name: 'bad rows are parked for ever',
    removes: 'the daily try of a row that failed often',
    change: seenBy('sweep', (store) => ({
      park: (row, until) => store.park(row, until + 30 * DAY),
    })),
  },
  {
    name: 'no check before send',
    removes: 'reading the case again before a message about it is sent',
    change(parts) {
      const old = new Map<string, { readonly found: Case; readonly at: Instant }[]>();
      return {
        ...parts,
        kept(store, tables) {
          const inner = parts.kept(store, tables);
          return {
            ...inner,
            async commit(...steps) {
              const committed = await inner.commit(...steps);
              const [{ key, after, facts }] = steps;
              const at = facts[0]?.at ?? 0;
              const versions = old.get(stateName(key)) ?? [];
              if (committed.ok)
                old.set(stateName(key), [...versions.slice(-3), { found: after as Case, at }]);
              return committed;
            },
          };
        },
        seen(store, run) {
          const inner = parts.seen(store, run);
          if (!run.handler.startsWith('notify')) return inner;
          const stale = loadsAs(inner, async (load, key) => {
            const found = await load();
            const versions = old.get(stateName(key)) ?? [];
            // Like an eventually consistent read, or a copy sent along with the offer.
            return versions.find(({ at }) => at > run.startedAt - HOUR)?.found ?? found;
          });
          return Object.assign(Object.create(inner), stale);
        },
      };
    },
  },
  {
    name: 'the station is what the request says',
    removes: 'taking the station from the token alone',
    change: (parts) => ({
      ...parts,
      async moveCase(world, scope, caseId, ...asked) {
        const meant = stations.map((station) => scopeOf({ ...scope, station }));
        const there = await Promise.all(meant.map((one) => world.store.load(inScope(one, caseId))));
        return parts.moveCase(world, meant[there.findIndex(Boolean)] ?? scope, caseId, ...asked);
      },
    }),
  },
  {
    name: 'no status check',
    removes: 'refusing what the lifecycle does not allow',
    change: seenBy('http', (store) =>
      loadsAs(store, async (load) => {
        const found = await load();
        if (found === undefined || found.dueAt !== undefined) return found;
        const { endedAt: _, ...ended } = found;
        return {
          ...ended,
          status: 'in-progress',
          dueAt: 0,
          dueKind: 'review',
          responsible: 'officer',
        } as Case;
      }),
    ),
  },
  {
    name: 'a proposal outlives its case',
    removes: 'ending a proposal to reject a case when the case moves on',
    change: (parts) => ({
      ...parts,
      moveCase: (world, scope, caseId, asked, now) =>
        parts.moveCase(
          asked.command.move === 'reject' ? world : { ...world, store: withProposalHidden(world.store) },
          scope,
          caseId,
          asked,
          now,
        ),
    }),
  },
  {
    name: 'messages go out at night',
    removes: 'quiet hours below P1',
    change: (parts) => ({
      ...parts,
      policies: (book) => {
        const awake = (policy: Policy): Policy => ({
          ...policy,
          calendars: { ...policy.calendars, isQuiet: () => false },
        });
        const inner = parts.policies(book);
        return {
          current: async (station) => awake(await inner.current(station)),
          of: async (...asked) => awake(await inner.of(...asked)),
        };
      },
    }),
  },
  {
    name: 'everything old is suppressed',
    removes: 'suppressing only reminders and escalations',
    change: seenBy('notify', (store) => ({
      async loadDelivery(subject) {
        const found = await store.loadDelivery(subject);
        if (found?.message.to !== 'resident' || found.attempts < 2) return found;
        await store.settle(found, 'suppressed', { reason: 'case-ended' });
        return undefined;
      },
    })),
  },
  {
    name: 'a dead message is not reported',
    removes: 'recording in the case that a message could not be delivered',
    change: seenBy('notify', () => ({ commit: async () => ({ ok: true }) })),
  },
  {
    name: 'settled before reported',
    removes: 'recording the failure in the case before the message is given up',
    change: seenBy('notify', (store) => ({
      async commit(...steps) {
        const [commit] = steps as readonly unknown[] as readonly [CaseCommit];
        for (const { fact } of commit.facts) {
          if (fact.fact !== 'delivery-failed') continue;
          const [version, index] = fact.delivery.split('#').map(Number);
          const subject = { about: 'aggregate', key: commit.key, version, index } as const;
          const delivery = await store.loadDelivery(subject as Parameters<Store['loadDelivery']>[0]);
          if (delivery) await store.settle(delivery, 'dead', { reason: 'attempts-exhausted' });
        }
        return store.commit(...steps);
      },
    })),
  },
  {
    name: 'settled before the brief',
    removes: 'writing the brief before the messages it contains are suppressed',
    change: seenBy('notify', (store) => {
      let brief: Delivery | undefined;
      return {
        async addMessage(made) {
          brief = made;
          return true;
        },
        async settle(...given) {
          await store.settle(...given);
          if (brief !== undefined) await store.addMessage(brief);
        },
      };
    }),
  },
  {
    name: 'the newest policy for all',
    removes: 'deciding a case by the policy version it was received under',
    change: (parts) => ({
      ...parts,
      policies: (book) => {
        const { current } = parts.policies(book);
        return { current, of: current };
      },
    }),
  },
  {
    name: 'attempts without end',
    removes: 'giving a message up after so many attempts',
    change: seenBy('notify', (store) => ({
      async claim(delivery, retryAt) {
        const claimed = await store.claim(delivery, retryAt);
        return claimed && { ...claimed, attempts: 1 };
      },
    })),
  },
  {
    name: 'half a batch is forgotten',
    removes: 'asking the stream again for what the bus did not take',
    change: (parts) => ({
      ...parts,
      async relay(...given) {
        const { failedFrom: _, ...relayed } = await parts.relay(...given);
        return relayed;
      },
    }),
  },
  {
    name: 'messages overtake each other',
    removes: 'sending the earlier unsent messages to the same resident first',
    change: seenBy('notify', () => ({ pending: async () => [] })),
  },
  {
    name: 'what is held stays behind',
    removes: 'sending what was held for the morning before a message of a risen priority',
    change: seenBy('notify', (store, run) => ({
      async pending(key) {
        const now = run.startedAt + run.skewMs;
        return (await store.pending(key)).filter(({ held, dueAt = 0 }) => !held || dueAt <= now + MINUTE);
      },
    })),
  },
  {
    name: 'an attempt under way is overtaken',
    removes: 'waiting for a sender that has claimed an earlier message to the same resident',
    change: seenBy('notify', (store) => ({
      pending: async (key) =>
        (await store.pending(key)).map((one) =>
          one.attempts === 0 ? one : { ...one, failed: true as const },
        ),
    })),
  },
  {
    name: 'one by one in the morning',
    removes: 'folding what was held over night for one resident',
    change: seenBy('notify', (store) => ({
      pending: async (key) => (await store.pending(key)).map(({ held: _, ...one }) => one),
    })),
  },
  {
    name: 'folded before it is told',
    removes: 'ending a message that a later one tells only after that one was sent',
    change: seenBy('notify', (store) => {
      let first: Delivery | undefined;
      return {
        async claim(delivery, retryAt) {
          const { subject } = delivery;
          if (first?.held && subject.about === 'aggregate') {
            await store.settle(first, 'folded', { reason: `${subject.version}#${subject.index}` });
          }
          first = await store.loadDelivery(delivery.subject);
          return store.claim(delivery, retryAt);
        },
      };
    }),
  },
  {
    name: 'the receipt as it was decided',
    removes: 'telling what is true when a message to a resident is sent',
    change: (parts) => ({
      ...parts,
      notify: (world, ...offered) =>
        parts.notify({ ...world, aggregates: asReceived(world.aggregates) }, ...offered),
    }),
  },
  {
    name: 'told of their own action',
    removes: 'leaving out of a message the member of staff whose command caused it',
    change: seenBy('notify', (store) => ({
      async claim(delivery, retryAt) {
        const claimed = await store.claim(delivery, retryAt);
        if (claimed === undefined) return undefined;
        const { by: _, ...others } = claimed;
        return others;
      },
    })),
  },
];

/** Notices of cases are written as if nothing had happened since the report. */
const asReceived = ({ all }: Registry): Registry =>
  registryOf(
    all.map((aggregate) => ({
      ...aggregate,
      messages: {
        ...aggregate.messages,
        noticesOf: (delivery: Delivery<AggregateSubject>, found: Case, context: NoticeContext<CaseTypes>) =>
          aggregate.messages.noticesOf(delivery, unanswered(found, context.now), context),
      },
    })),
  );

const unanswered = (found: Case, now: Instant): Case =>
  ({
    ...found,
    status: 'received',
    clocks: found.clocks.map((clock) =>
      clock.kind === 'respond' ? { ...clock, state: 'running', promiseAt: now + HOUR } : clock,
    ),
  }) as Case;
