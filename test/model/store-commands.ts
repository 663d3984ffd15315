import fc from 'fast-check';
import { expect } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import type { Command } from '../../shared/cases/command.ts';
import { decide } from '../../shared/cases/decisions/decide.ts';
import type { Store } from '../../shared/cases/world.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { answerOf } from '../../shared/engine/commands/handle-command.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import type { Actor } from '../../shared/engine/scope.ts';
import { commandCompanion } from '../../shared/engine/storage/command-record.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { brief, li, moved, officer, submitted } from '../contract/cases.ts';
import { lookAtEverything } from './look.ts';
import {
  addMessage,
  conflictIn,
  nameOf,
  newest,
  replace,
  type Step,
  type StoreModel,
  take,
} from './store-model.ts';

/** Something done to a store and to its model alike; told as a sentence when it was part of a failure. */
export type StoreCommand = fc.AsyncCommand<StoreModel, Store>;

/** `tell` says what was done, which is known only when it is done: the third matter may be the only one. */
function command(
  check: (model: StoreModel) => boolean,
  run: (model: StoreModel, store: Store, append: (scenario: string) => void) => Promise<void>,
): StoreCommand {
  let scenario = 'something that was not possible then';
  return {
    check,
    run: (model, store) =>
      run(model, store, (notified) => {
        scenario = notified;
      }),
    toString: () => scenario,
  };
}

/** Mostly the same few, so that one of them has a long history and much is done to it twice. */
const few = fc.nat(3);

/** One of what there is, by any number. */
const nth = <Item>(items: readonly Item[], n: number): Item => {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
};

async function commitBoth(model: StoreModel, store: Store, step: Step): Promise<void> {
  const conflict = conflictIn(model, step);
  const committed = await store.commit(step.commit);
  expect(committed).toEqual(conflict === undefined ? { ok: true } : { ok: false, conflict });
  if (committed.ok) take(model, step);
}

const report = fc
  .record({
    type: fc.constantFrom('lost-person', 'lost-item', 'hazard', 'consultation'),
    token: fc.constantFrom('new', 'new', 'known'),
    reference: fc.constantFrom('new', 'new', 'known'),
    n: few,
  })
  .map(({ type, token, reference, n }) =>
    command(
      ({ cases }) => cases.length > 0 || (token === 'new' && reference === 'new'),
      async (model, store, append) => {
        const { ids, cases, now } = model;
        const tokenHash = token === 'new' ? ids.newToken() : nth(cases, n).submission.tokenHash;
        append(`a ${type} is reported under a ${token} token and a ${reference} reference`);
        const commit = submitted(
          {
            type,
            caseId: ids.newCaseId(),
            reference: reference === 'new' ? ids.newReference() : newest(nth(cases, n).versions).reference,
          },
          now,
          tokenHash,
        );
        const submission = { tokenHash, key: commit.key, contentHash: 'content' };
        await commitBoth(model, store, { commit, submission });
      },
    ),
  );

const moves = ['acknowledge', 'note', 'reply', 'assign', 'resolve', 'withdraw', 'tick'] as const;

function asked(move: (typeof moves)[number], { type }: Case): readonly [Command, Actor] {
  const text = '已经在看了，请等一等';
  const [outcome = ''] = standardPolicy.types[type].outcomes;
  switch (move) {
    case 'tick':
      return [{ move }, { kind: 'clock' }];
    case 'withdraw':
      return [{ move }, { kind: 'resident' }];
    case 'acknowledge':
      return [{ move }, officer];
    case 'assign':
      return [{ move, to: li }, officer];
    case 'resolve':
      return [{ move, outcome, text }, officer];
    default:
      return [{ move, text }, officer];
  }
}

const move = fc
  .record({
    move: fc.constantFrom(...moves),
    n: few,
    behind: fc.constantFrom(0, 0, 0, 1, 2),
    id: fc.constantFrom('new', 'new', 'known'),
  })
  .map(({ move, n, behind, id }) => {
    /** The version that whoever asks has on the screen, which others may have left behind. */
    const seen = ({ cases }: StoreModel): Case | undefined =>
      cases.length === 0 ? undefined : nth(cases, n).versions.at(-1 - behind);
    return command(
      (model) => {
        const before = seen(model);
        if (before === undefined || (id === 'known' && nth(model.cases, n).commands.length === 0))
          return false;
        const { facts = [] } = decide(before, ...asked(move, before), model.now, standardPolicy);
        return facts.length > 0;
      },
      async (model, store, append) => {
        const trackedCase = nth(model.cases, n);
        const before = newest(trackedCase.versions.slice(0, trackedCase.versions.length - behind));
        const [what, by] = asked(move, before);
        const commandId = id === 'new' ? model.ids.newToken() : nth(trackedCase.commands, n).commandId;
        append(
          `${move} on matter ${(n % model.cases.length) + 1} as it was ${behind} versions ago, ` +
            `under a ${id} command id`,
        );
        const made = moved(before, what, model.now, by);
        const answer = answerOf(made.after);
        const record = { commandId, contentHash: move, answer, expiresAt: model.now + DAY };
        const commit = { ...made, companions: [commandCompanion(made.key, record)] };
        await commitBoth(model, store, { commit, command: record });
      },
    );
  });

const sendAgain = few.map((n) =>
  command(
    ({ cases }) => cases.length > 0,
    async (model, store, append) => {
      append(`the last commit of matter ${(n % model.cases.length) + 1} is sent once more`);
      await commitBoth(model, store, nth(model.cases, n).lastStep);
    },
  ),
);

const claim = fc
  .record({ n: few, behind: fc.constantFrom(0, 0, 1), minutes: fc.integer({ min: 1, max: 60 }) })
  .map(({ n, behind, minutes }) =>
    command(
      ({ messages }) => messages.length > 0,
      async (model, store, append) => {
        const versions = nth(model.messages, n);
        const stands = newest(versions);
        const known = versions.at(-1 - behind) ?? stands;
        append(
          `message ${(n % model.messages.length) + 1} is claimed at attempt ${known.attempts} ` +
            `for ${minutes} minutes`,
        );
        const retryAt = model.now + minutes * MINUTE;
        const mayClaim = stands.state === 'pending' && stands.attempts === known.attempts;
        const claimed: Delivery = { ...stands, attempts: stands.attempts + 1, dueAt: retryAt };
        expect(await store.claim(known, retryAt)).toEqual(mayClaim ? claimed : undefined);
        if (mayClaim) replace(model, versions, claimed);
      },
    ),
  );

const settle = fc
  .record({ n: few, state: fc.constantFrom('sent', 'suppressed', 'dead') })
  .map(({ n, state }) =>
    command(
      ({ messages }) => messages.length > 0,
      async (model, store, append) => {
        const versions = nth(model.messages, n);
        const stands = newest(versions);
        append(`message ${(n % model.messages.length) + 1} is ${state}`);
        await store.settle(stands, state, 'a reason');
        const { dueAt: _, ...rest } = stands;
        if (stands.state === 'pending') replace(model, versions, { ...rest, state, reason: 'a reason' });
      },
    ),
  );

const park = fc
  .record({ n: fc.nat(50), early: fc.constantFrom(0, 0, 1), minutes: fc.integer({ min: 1, max: 600 }) })
  .map(({ n, early, minutes }) =>
    command(
      ({ work }) => work.size > 0,
      async (model, store, append) => {
        const place = nth([...model.work.values()], n);
        const until = model.now + minutes * MINUTE;
        append(
          `what is due at ${place.row.dueAt} (${nameOf(place.row)}) is parked for ${minutes} minutes` +
            (early === 0 ? '' : ', as it no longer stands'),
        );
        const counted = await store.park({ ...place.row, dueAt: place.row.dueAt - early }, until);
        expect(counted).toBe(early === 0 ? place.parked + 1 : undefined);
        if (early !== 0) return;
        place.parked += 1;
        place.row = { ...place.row, dueAt: until };
        expect(await store.timesParked(place.row)).toBe(place.parked);
      },
    ),
  );

const morning = fc.constantFrom('2026-10-02', '2026-10-03').map((day) =>
  command(
    () => true,
    async (model, store, append) => {
      const made = { ...brief, subject: { ...brief.subject, day }, dueAt: model.now } as Delivery;
      const isThere = model.messages.some(
        ([first]) => JSON.stringify(first?.subject) === JSON.stringify(made.subject),
      );
      append(`the brief of ${day} is made`);
      expect(await store.addBrief(made)).toBe(!isThere);
      if (!isThere) addMessage(model, made);
    },
  ),
);

const pass = fc.integer({ min: 1, max: 2000 }).map((minutes) =>
  command(
    () => true,
    async (model, _, append) => {
      append(`${minutes} minutes pass`);
      model.now += minutes * MINUTE;
    },
  ),
);

const look = fc.integer({ min: 1, max: 5 }).map((pageSize) =>
  command(
    () => true,
    async (model, store, append) => {
      append(`somebody looks at everything, ${pageSize} at a time`);
      await lookAtEverything(model, store, pageSize);
    },
  ),
);

/** Everything that is ever done to a store, in any order, as long as it can be asked for. */
export const storeStories = fc.commands(
  [report, move, move, move, sendAgain, claim, claim, settle, park, morning, pass, look],
  { maxCommands: 60, size: 'max' },
);
