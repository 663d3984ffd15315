import { expect, test } from 'vitest';
import { seededChance } from '../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { MoveCommand, ResidentCommand } from '../../shared/cases/command.ts';
import { isVisibleToResident } from '../../shared/cases/decisions/resident-visibility.ts';
import { target } from '../../shared/cases/lifecycle.ts';
import { trackCase } from '../../shared/cases/reading/read-case.ts';
import type { World } from '../../shared/cases/world.ts';
import { DAY, HOUR } from '../../shared/engine/calendar/instant.ts';
import { readerName } from '../../shared/engine/secrets/recipient.ts';
import { isAddressedTo } from '../../shared/engine/secrets/sealed.ts';
import { trackView } from '../../shared/http/views/track-view.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { at } from '../engine/wall-clock.ts';
import { stubSecrets } from '../sim/world/stub-secrets.ts';
import { CasePeople, done, type Reporter } from './case-people.ts';
import { addStaff, type Room, room } from './room.ts';

const REPORTERS_MAX = 6;
const words = wordsOf('en');

/** What happened in all lives, so that a test that no longer reaches it fails. */
interface Reached {
  announcements: number;
  comebacks: number;
  unlinked: number;
  proposals: number;
  lifted: number;
}

type Dice = ReturnType<typeof seededChance>;
const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice.below(from.length)] as T;

let written = 0;
/** Each text is another one, so that two texts of a page cannot be mistaken for each other. */
const text = (): string => {
  written += 1;
  return `words number ${written}, long enough to close a case`;
};

const ofStaff = (dice: Dice, others: readonly Reporter[], now: number): MoveCommand =>
  pick<() => MoveCommand>(dice, [
    () => ({ move: 'start' }),
    () => ({ move: 'start' }),
    () => ({ move: 'reply', text: text(), to: 'everyone' }),
    () => ({ move: 'reply', text: text(), to: 'everyone' }),
    () => ({ move: 'reply', text: text() }),
    () => ({ move: 'note', text: text() }),
    () => ({ move: 'ask-resident', text: text() }),
    () => ({ move: 'await-third-party', text: text() }),
    () => ({ move: 'schedule', at: now + DAY, text: text() }),
    () => ({ move: 'resume' }),
    () => ({ move: 'extend', clock: 'resolve', promiseAt: now + 20 * DAY, text: text() }),
    () => ({ move: 'resolve', outcome: 'fixed', text: text() }),
    () => ({ move: 'not-resolve', reason: 'other', text: text() }),
    () => ({ move: 'reject', reason: 'abuse', text: text() }),
    () => ({ move: 'reject', reason: 'not-a-case', text: text() }),
    () => ({ move: 'transfer', to: '119', ref: 'F-1', text: text() }),
    () => ({ move: 'reopen', text: text() }),
    () => ({ move: 'unlink', text: text() }),
    () => ({ move: 'unlink', text: text() }),
    // Seldom, since cases of two types cannot be linked.
    () => (dice.below(3) === 0 ? { move: 'retype', type: 'lead', details: {} } : { move: 'start' }),
    () => ({ move: 'lift-secrecy', text: text() }),
    () => ({ move: 'close' }),
    () => ({ move: 'mark-duplicate', of: pick(dice, others).caseId }),
    () => ({ move: 'mark-duplicate', of: pick(dice, others).caseId }),
  ])();

const ofResident = (dice: Dice): ResidentCommand =>
  pick<() => ResidentCommand>(dice, [
    () => ({ move: 'join' }),
    () => ({ move: 'withdraw' }),
    () => ({ move: 'reopen', text: text() }),
    () => ({ move: 'reopen' }),
    () => ({ move: 'add-message', text: text() }),
    () => ({ move: 'rate', rating: 'dissatisfied', text: text() }),
  ])();

/** Drawn again a few times while the status does not allow it, so that most moves are carried out. */
async function fitting(
  people: CasePeople,
  reporters: Reporter[],
  one: Reporter,
  dice: Dice,
): Promise<MoveCommand> {
  const { status } = await people.caseOf(one);
  let command = ofStaff(dice, reporters, people.now);
  for (let left = 6; left > 0 && target(command.move, status) === undefined; left -= 1)
    command = ofStaff(dice, reporters, people.now);
  return command;
}

/** A case with a co-reporter, who has one in turn. */
async function linkedFromTheStart(people: CasePeople, reporters: Reporter[]): Promise<void> {
  for (let left = 3; left > 0; left -= 1) reporters.unshift(await people.report(reportOfHazard()));
  const [deep, linked, primary] = reporters as [Reporter, Reporter, Reporter];
  await done(people.desk('officer', deep, { move: 'mark-duplicate', of: linked.caseId }));
  await done(people.desk('officer', linked, { move: 'mark-duplicate', of: primary.caseId }));
}

const reportOfHazard = () => ({ type: 'hazard', details: { kind: 'clutter' }, what: text() }) as const;

async function turn(people: CasePeople, reporters: Reporter[], dice: Dice): Promise<void> {
  if (dice.below(4) === 0) people.now += dice.below(6) * HOUR;
  if (reporters.length < 2 || (reporters.length < REPORTERS_MAX && dice.below(8) === 0)) {
    reporters.push(await people.report(reportOfHazard()));
    return;
  }
  const one = pick(dice, reporters);
  if (dice.below(3) === 0) await people.home(one, ofResident(dice));
  else await people.desk(pick(dice, ['officer', 'chief']), one, await fitting(people, reporters, one, dice));
}

async function pageOf(world: World, { token }: Reporter, now: number): Promise<string> {
  const read = await trackCase(world, token);
  if (read.refusal) throw new Error(read.refusal.code);
  return JSON.stringify(trackView(read.caseDetails, now, words));
}

/** Every text that is sealed to a resident belongs to a step that they may be shown. */
async function nothingElseIsSealedToResidents(
  world: Room,
  people: CasePeople,
  reporters: readonly Reporter[],
) {
  for (const of of reporters) {
    const { facts, texts } = await world.store.history(keyOf(await people.caseOf(of)));
    for (const { version, kind, sealed } of texts) {
      const readers = reporters.filter(({ caseId }) => isAddressedTo(sealed, readerName(caseId)));
      const fact = facts.find((record) => record.version === version && record.index === 0)?.fact;
      if (readers.length > 0)
        expect(fact && isVisibleToResident(fact), `${kind} of ${fact?.fact}`).toBe(true);
      const others = readers.filter(({ caseId }) => caseId !== of.caseId);
      if (others.length > 0) expect(kind).toBe('announcement');
    }
  }
}

async function live(world: Room, seed: number, turns: number, reached: Reached): Promise<void> {
  await addStaff(world);
  const dice = seededChance(seed);
  const people = new CasePeople(world, at('2026-11-23 10:00'));
  const reporters: Reporter[] = [];
  if (dice.below(3) > 0) await linkedFromTheStart(people, reporters);
  // With what staff and the sender of messages can open, a page shows whatever stands on it.
  const openingAll: World = {
    ...world,
    readerKeys: {
      ...world.readerKeys,
      opener: async () => ({
        ...world.opener,
        open: (sealed, address) =>
          (address.kind === 'notice-address' ? world.contacts : world.opener).open(sealed, address),
      }),
    },
  };
  for (let left = turns; left > 0; left -= 1) {
    await turn(people, reporters, dice);
    for (const one of reporters) {
      const page = await pageOf(world, one, people.now);
      expect(page, `seed ${seed}, ${left} turns left`).toBe(await pageOf(openingAll, one, people.now));
    }
  }
  await nothingElseIsSealedToResidents(world, people, reporters);
  for (const one of reporters) {
    const found = await people.caseOf(one);
    const { facts, texts } = await world.store.history(keyOf(found));
    const count = (name: string) => facts.filter(({ fact }) => fact.fact === name).length;
    reached.announcements += texts.filter(({ kind }) => kind === 'announcement').length;
    reached.proposals += texts.filter(({ kind }) => kind === 'proposal').length;
    reached.comebacks += count('reporter-returned') + count('co-reporter-returned');
    reached.unlinked += count('co-reporter-unlinked');
    reached.lifted += count('secrecy-lifted');
  }
}

test('a resident’s page is read with the link alone, and shows all that stands on it, in random lives', async () => {
  const reached = { announcements: 0, comebacks: 0, unlinked: 0, proposals: 0, lifted: 0 };
  for (let seed = 1; seed <= 40; seed += 1) {
    await live({ ...(await room(seed)), ...stubSecrets() }, seed, 50, reached);
  }
  for (let seed = 41; seed <= 42; seed += 1) await live(await room(seed), seed, 30, reached);
  for (const [what, count] of Object.entries(reached)) expect(count, what).toBeGreaterThan(0);
});
