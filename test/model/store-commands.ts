import fc from 'fast-check';
import { expect } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import type { Command } from '../../shared/cases/command.ts';
import { decide } from '../../shared/cases/decisions/decide.ts';
import type { Store } from '../../shared/cases/world.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';

import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import type { Actor } from '../../shared/engine/scope.ts';
import { answerOf, commandCompanion } from '../../shared/engine/storage/command-record.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { brief, li, moved, officer, submitted } from '../contract/cases.ts';
import { expectStoreMatches } from './expect-store-matches.ts';
import {
  addMessage,
  applyStep,
  expectedConflict,
  nameOf,
  newest,
  replace,
  type Step,
  type StoreModel,
} from './store-model.ts';

/** A command that runs on a store and on its model; a failure prints it as a sentence. */
export type StoreCommand = fc.AsyncCommand<StoreModel, Store>;

/** `describe` sets that sentence while the command runs, because only then is it known which case it concerns. */
function command(
  check: (model: StoreModel) => boolean,
  run: (model: StoreModel, store: Store, describe: (sentence: string) => void) => Promise<void>,
): StoreCommand {
  let description = 'a command that was not possible then';
  return {
    check,
    run: (model, store) =>
      run(model, store, (sentence) => {
        description = sentence;
      }),
    toString: () => description,
  };
}

/** Few distinct numbers, so that single cases get a long history and repeated commands. */
const few = fc.nat(3);

/** The item at index `n`, wrapped around. */
const nth = <Item>(items: readonly Item[], n: number): Item => {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
};

async function commitBoth(model: StoreModel, store: Store, step: Step): Promise<void> {
  const conflict = expectedConflict(model, step);
  const committed = await store.commit(step.commit);
  expect(committed).toEqual(conflict === undefined ? { ok: true } : { ok: false, conflict });
  if (committed.ok) applyStep(model, step);
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
      async (model, store, describe) => {
        const { ids, cases, now } = model;
        const tokenHash = token === 'new' ? ids.newToken() : nth(cases, n).submission.tokenHash;
        describe(`a ${type} is reported under a ${token} token and a ${reference} reference`);
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
    /** The version that the sender saw, which may be older than the current one. */
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
      async (model, store, describe) => {
        const trackedCase = nth(model.cases, n);
        const before = newest(trackedCase.versions.slice(0, trackedCase.versions.length - behind));
        const [what, by] = asked(move, before);
        const commandId = id === 'new' ? model.ids.newToken() : nth(trackedCase.commands, n).commandId;
        describe(
          `${move} on case ${(n % model.cases.length) + 1} as it was ${behind} versions ago, ` +
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
    async (model, store, describe) => {
      describe(`the last commit of case ${(n % model.cases.length) + 1} is sent once more`);
      await commitBoth(model, store, nth(model.cases, n).lastStep);
    },
  ),
);

const claim = fc
  .record({ n: few, behind: fc.constantFrom(0, 0, 1), minutes: fc.integer({ min: 1, max: 60 }) })
  .map(({ n, behind, minutes }) =>
    command(
      ({ messages }) => messages.length > 0,
      async (model, store, describe) => {
        const versions = nth(model.messages, n);
        const current = newest(versions);
        const known = versions.at(-1 - behind) ?? current;
        describe(
          `message ${(n % model.messages.length) + 1} is claimed at attempt ${known.attempts} ` +
            `for ${minutes} minutes`,
        );
        const retryAt = model.now + minutes * MINUTE;
        const mayClaim = current.state === 'pending' && current.attempts === known.attempts;
        const claimed: Delivery = { ...current, attempts: current.attempts + 1, dueAt: retryAt };
        expect(await store.claim(known, retryAt)).toEqual(mayClaim ? claimed : undefined);
        if (mayClaim) replace(model, versions, claimed);
      },
    ),
  );

const settle = fc
  .record({ n: few, state: fc.constantFrom('sent', 'folded', 'suppressed', 'dead') })
  .map(({ n, state }) =>
    command(
      ({ messages }) => messages.length > 0,
      async (model, store, describe) => {
        const versions = nth(model.messages, n);
        const current = newest(versions);
        describe(`message ${(n % model.messages.length) + 1} is ${state}`);
        await store.settle(current, state, { reason: 'a reason' });
        const { dueAt: _, ...rest } = current;
        if (current.state === 'pending') replace(model, versions, { ...rest, state, reason: 'a reason' });
      },
    ),
  );

const hear = fc
  .record({ n: few, behind: fc.constantFrom(0, 0, 1), arrived: fc.boolean() })
  .map(({ n, behind, arrived }) =>
    command(
      ({ messages }) => messages.length > 0,
      async (model, store, describe) => {
        const versions = nth(model.messages, n);
        const current = newest(versions);
        const known = versions.at(-1 - behind) ?? current;
        const outcome = arrived ? 'delivered' : 'undelivered';
        describe(`message ${(n % model.messages.length) + 1}, known as ${known.state}, is ${outcome}`);
        const report = { outcome, code: 'a-code', at: model.now } as const;
        const state = arrived ? 'sent' : 'dead';
        const isKnown = known.state === current.state;
        expect(await store.recordReport(known, report, state, { reason: 'heard' })).toBe(isKnown);
        const { dueAt: _, ...rest } = current;
        if (isKnown) replace(model, versions, { ...rest, state, report, reason: 'heard' });
      },
    ),
  );

const park = fc
  .record({ n: fc.nat(50), early: fc.constantFrom(0, 0, 1), minutes: fc.integer({ min: 1, max: 600 }) })
  .map(({ n, early, minutes }) =>
    command(
      ({ work }) => work.size > 0,
      async (model, store, describe) => {
        const place = nth([...model.work.values()], n);
        const until = model.now + minutes * MINUTE;
        describe(
          `what is due at ${place.row.dueAt} (${nameOf(place.row)}) is parked for ${minutes} minutes` +
            (early === 0 ? '' : ', as it no longer current'),
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
    async (model, store, describe) => {
      const made = { ...brief, subject: { ...brief.subject, day }, dueAt: model.now } as Delivery;
      const isThere = model.messages.some(
        ([first]) => JSON.stringify(first?.subject) === JSON.stringify(made.subject),
      );
      describe(`the brief of ${day} is made`);
      expect(await store.addMessage(made)).toBe(!isThere);
      if (!isThere) addMessage(model, made);
    },
  ),
);

const pass = fc.integer({ min: 1, max: 2000 }).map((minutes) =>
  command(
    () => true,
    async (model, _, describe) => {
      describe(`${minutes} minutes pass`);
      model.now += minutes * MINUTE;
    },
  ),
);

const look = fc.integer({ min: 1, max: 5 }).map((pageSize) =>
  command(
    () => true,
    async (model, store, describe) => {
      describe(`everything is read, ${pageSize} rows a page`);
      await expectStoreMatches(model, store, pageSize);
    },
  ),
);

/** Random sequences of all commands; a command that is not possible at its point is skipped. */
export const storeScenarios = fc.commands(
  [report, move, move, move, sendAgain, claim, claim, settle, hear, park, morning, pass, look],
  { maxCommands: 60, size: 'max' },
);
