import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Case, Details } from '../../../../shared/cases/case.ts';
import { type CaseType, caseTypes } from '../../../../shared/cases/case-type.ts';
import { type Clock, milestoneKinds } from '../../../../shared/cases/clock-kinds.ts';
import type { Command, MoveCommand } from '../../../../shared/cases/command.ts';
import { decide } from '../../../../shared/cases/decisions/decide.ts';
import { isHandled, isOpen, openStatuses } from '../../../../shared/cases/lifecycle.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../../shared/engine/calendar/instant.ts';
import { type Actor, personId } from '../../../../shared/engine/scope.ts';
import { standardPolicy } from '../../../../shared/policies/standard.ts';
import { at } from '../../../engine/wall-clock.ts';
import { clock, report, resident, staff } from '../scenario.ts';

const LIVES = 20_000;
/** Fixed, so that every run makes the same lives; fast-check prints it with a failure. */
const SEED = 20261130;
const TICKS_MAX = 400;
const text = '已经联系了，请您放心等候回复';

/** What happens to both cases. A milestone that only one of the types has happens to neither. */
const events: fc.Arbitrary<MoveCommand | { readonly move: 'photo-kept' }> = fc.oneof(
  fc.constantFrom<MoveCommand | { readonly move: 'photo-kept' }>(
    { move: 'acknowledge' },
    { move: 'start' },
    { move: 'reply', text },
    { move: 'reply', text },
    { move: 'note', text },
    { move: 'ask-resident', text },
    { move: 'resume' },
    { move: 'acknowledge-escalation' },
    { move: 'add-message', text },
    { move: 'await-third-party', text },
    { move: 'assign', to: personId('p-wang') },
    { move: 'schedule', at: 0 },
    { move: 'not-resolve', reason: 'not-found', text },
    { move: 'reopen' },
    { move: 'photo-kept' },
  ),
  fc
    .constantFrom(...milestoneKinds)
    .map((milestone) => ({ move: 'reach-milestone', milestone, done: true }) as const),
);

/** An answer to every question, so that the new type takes none over from the former one. */
const answersOf = (type: CaseType, choice: number): Details =>
  Object.fromEntries(
    Object.entries(standardPolicy.types[type].questions).map(([question, { choices }], index) => [
      question,
      choices[(choice + index * 7) % choices.length] ?? choices[0],
    ]),
  );

const lives = fc.record({
  from: fc.constantFrom(...caseTypes),
  to: fc.constantFrom(...caseTypes),
  firstAnswers: fc.nat(20),
  lastAnswers: fc.nat(20),
  minute: fc.integer({ min: 0, max: 300 * 24 * 60 }),
  hoursAgo: fc.option(fc.integer({ min: 0, max: 800 }), { nil: undefined }),
  steps: fc.array(
    fc.record({
      event: events,
      minutes: fc.oneof(fc.nat(20), fc.nat(300), fc.nat(4 * 24 * 60)),
      days: fc.nat(20),
    }),
    { maxLength: 10 },
  ),
  lastMinutes: fc.oneof(fc.nat(30), fc.nat(2000)),
});

const actorOf = (move: Command['move']): Actor =>
  move === 'add-message' || move === 'photo-kept' || move === 'reopen' ? resident : staff('officer', 'p-li');

/** The command with its date, and with an end for a wait whose length depends on the type. */
function dated(event: MoveCommand | { readonly move: 'photo-kept' }, now: Instant, days: number): Command {
  if (event.move === 'schedule') return { ...event, at: now + (days + 1) * DAY };
  if (event.move === 'await-third-party') return { ...event, until: now + (days + 1) * DAY + HOUR };
  return event;
}

const decided = (found: Case | undefined, command: Command, by: Actor, now: Instant): Case | undefined =>
  decide(found, command, by, now, standardPolicy).after;

const opened = (type: CaseType, details: Details, occurredAt: Instant | undefined, now: Instant): Case => {
  const more = occurredAt === undefined ? {} : { occurredAt };
  const found = decided(undefined, report(type, details, more), resident, now);
  if (found === undefined) throw new Error('a well-formed report was refused');
  return found;
};

/** Two cases to which the same happens at the same times; each has its own ticks. */
class Twins {
  now: Instant;
  /**
   * The second case broke a promise that then began anew, as `update` does with each reply. The first case made no such
   * promise and does not know when its escalation would have begun.
   */
  beganAnew = false;
  first: Case;
  second: Case;

  constructor(first: Case, second: Case, now: Instant) {
    [this.first, this.second, this.now] = [first, second, now];
  }

  waitUntil(until: Instant): void {
    for (let ticks = 0; ticks < TICKS_MAX; ticks += 1) {
      const due = Math.min(this.first.dueAt ?? Number.MAX_VALUE, this.second.dueAt ?? Number.MAX_VALUE);
      if (due > until) break;
      this.now = Math.max(this.now, due);
      this.first = settled(this.first, this.now);
      this.second = settled(this.second, this.now);
    }
    this.now = until;
  }

  happens(command: Command): void {
    const first = decided(this.first, command, actorOf(command.move), this.now);
    const second = decided(this.second, command, actorOf(command.move), this.now);
    if (!first || !second) return;
    this.beganAnew ||= this.second.clocks.some(
      ({ kind, state }) =>
        state === 'breached' && !['breached', undefined].includes(unmet(second, kind)?.state),
    );
    [this.first, this.second] = [first, second];
  }
}

const unmetKinds = (found: Case): readonly string[] =>
  found.clocks
    .filter(({ state }) => state !== 'met')
    .map(({ kind }) => kind)
    .sort();

const unmet = (found: Case, kind: string): Clock | undefined =>
  found.clocks.find((candidate) => candidate.kind === kind && candidate.state !== 'met');

/** A case as it is once the clock has taken every step that is due. */
const settled = (found: Case, now: Instant): Case =>
  found.dueAt === undefined || found.dueAt > now
    ? found
    : (decided(found, { move: 'tick' }, clock, now) ?? found);

it('a case that gets another type, at any point of its life, is as if it had had this type from the start', () => {
  const seen = new Set<string>();
  const pairs = new Set<string>();
  let escalated = 0;
  fc.assert(
    fc.property(lives, (life) => {
      const begin = at('2026-01-05 00:00') + life.minute * MINUTE;
      const occurredAt = life.hoursAgo === undefined ? undefined : begin - life.hoursAgo * HOUR;
      const details = answersOf(life.to, life.lastAnswers);
      const wrong = opened(life.from, answersOf(life.from, life.firstAnswers), occurredAt, begin);
      const twins = new Twins(wrong, opened(life.to, details, occurredAt, begin), begin);
      for (const { event, minutes, days } of life.steps) {
        twins.waitUntil(twins.now + minutes * MINUTE);
        twins.happens(dated(event, twins.now, days));
      }
      twins.waitUntil(twins.now + life.lastMinutes * MINUTE);
      const { first: before, second, now } = twins;
      fc.pre(before.status === second.status && isOpen(before.status) && !isHandled(before.status));

      const retype = { move: 'retype', type: life.to, details } as const;
      const after = settled(decided(before, retype, staff('officer', 'p-li'), now) as Case, now);
      const expected = settled(decided(second, retype, staff('officer', 'p-li'), now) as Case, now);
      seen.add(before.status);
      pairs.add(`${life.from}/${life.to}`);

      expect(unmetKinds(after)).toEqual(unmetKinds(expected));
      for (const kind of unmetKinds(after)) {
        const [was, is, should] = [before, after, expected].map((found) => unmet(found, kind));
        const promiseAt = Math.min(was?.promiseAt ?? Infinity, should?.promiseAt ?? Infinity);
        // A broken promise keeps its date.
        expect(is?.promiseAt, kind).toBe(was?.state === 'breached' ? was.promiseAt : promiseAt);
      }
      // A promise that broke under the former type stays broken, and may escalate further than the new type would.
      const brokeBefore = before.clocks.some(
        ({ kind, state, promiseAt }) =>
          state === 'breached' &&
          unmet(after, kind) &&
          promiseAt < (unmet(expected, kind)?.promiseAt ?? Infinity),
      );
      const [level, expectedLevel] = [after, expected].map(({ escalation }) => escalation?.level ?? -1);
      if (twins.beganAnew) {
        expect(after.escalation === undefined).toBe(expected.escalation === undefined && !brokeBefore);
      } else if (brokeBefore || (before.escalation?.level ?? -1) > (expectedLevel ?? -1)) {
        expect(level).toBeGreaterThanOrEqual(expectedLevel ?? -1);
      } else {
        escalated += after.escalation === undefined ? 0 : 1;
        expect(level).toBe(expectedLevel);
        // A running escalation goes on: its next level never becomes later.
        const nextAt = Math.min(expected.escalation?.nextAt ?? 0, before.escalation?.nextAt ?? Infinity);
        expect(after.escalation?.nextAt ?? 0).toBe(
          before.escalation?.level === level ? nextAt : (expected.escalation?.nextAt ?? 0),
        );
      }
    }),
    { numRuns: LIVES, seed: SEED },
  );
  expect(pairs.size).toBe(caseTypes.length ** 2);
  expect([...seen].sort()).toEqual(openStatuses.filter((status) => !isHandled(status)).sort());
  expect(escalated).toBeGreaterThan(1000);
});
