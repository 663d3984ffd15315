import { seededChance, seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { type Case, isOpenCase } from '../../shared/cases/case.ts';
import { caseTypes } from '../../shared/cases/case-type.ts';
import { milestoneKinds, promiseKinds } from '../../shared/cases/clock-kinds.ts';
import { type Command, type MoveCommand, notResolvedReasons } from '../../shared/cases/command.ts';
import { decide } from '../../shared/cases/decisions/decide.ts';
import { moves } from '../../shared/cases/lifecycle.ts';
import { noticeWays } from '../../shared/cases/notices/notice-choice.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { languages } from '../../shared/engine/language.ts';
import { type Actor, personId, stationId } from '../../shared/engine/scope.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';

const station = stationId('st1');
const people = [
  '3f1c9a52-0b7e-4d1a-9a57-5c6f1e2d3b4a',
  '8d2b6c10-77aa-4f3e-8b1d-0e9f8a7b6c5d',
  'c4e5f6a7-1234-4abc-9def-fedcba987654',
].map(personId);

const TEXT = 'Words that are long enough to say something.';
const STEPS = 60;

/**
 * All states that a case passes through with random moves at random times. The same seed gives the same states.
 */
export function* caseWalk(seed: number): Generator<Case> {
  const chance = seededChance(seed);
  const ids = seededSystem(seed, 0);
  const pick = <T>(from: readonly T[]): T => from[chance.below(from.length)] as T;
  let now = Date.UTC(2026, 8, 1) + chance.below(90 * DAY);
  const type = pick(caseTypes);
  const questions = Object.entries(standardPolicy.types[type].questions);
  const details = Object.fromEntries(questions.map(([question, { choices }]) => [question, pick(choices)]));

  const moveOf = (move: MoveCommand['move']): MoveCommand => {
    const choice = {
      move,
      to: move === 'transfer' ? 'other-jurisdiction' : pick(people),
      text: TEXT,
      at: now + 1 + chance.below(20 * DAY),
      clock: pick(promiseKinds),
      promiseAt: now + chance.below(20 * DAY),
      milestone: pick(milestoneKinds),
      done: pick([true, true, false]),
      outcome: pick(standardPolicy.types[type].outcomes),
      reason: move === 'reject' ? 'abuse' : pick(notResolvedReasons),
      of: ids.newCaseId(),
      ref: 'LZ-110-20261001-0042',
      rating: 'mostly-satisfied',
      by: pick(noticeWays),
      language: pick(languages),
      ...(move === 'retype' && { type: pick(caseTypes), details: {} }),
    };
    return choice as unknown as MoveCommand;
  };

  let found = next(
    undefined,
    {
      move: 'submit',
      station,
      caseId: ids.newCaseId(),
      reference: ids.newReference(),
      reader: 'r'.repeat(43),
      type,
      details,
      occurredAt: now - chance.below(3 * DAY),
      place: 'b17-north-gate-2',
      building: '17-2',
      channel: 'guard-post',
      language: 'zh-CN',
      reachable: true,
    },
    { kind: 'resident' },
    now,
  );
  for (let step = 0; found !== undefined && step < STEPS; step += 1) {
    yield found;
    now += chance.below(pick([MINUTE, HOUR, DAY, 5 * DAY]));
    const late = isOpenCase(found) && found.dueAt <= now;
    const by: Actor =
      chance.below(5) === 0
        ? { kind: 'resident' }
        : { kind: 'staff', person: pick(people), role: 'chief', station };
    // Moves that end the case are drawn rarely, so that a walk passes through many states before its end.
    const move = pick(moves.filter((name) => !ending.has(name) || chance.below(20) === 0));
    found = (late && next(found, { move: 'tick' }, { kind: 'clock' }, now)) || found;
    found = next(found, moveOf(move), by, now) ?? found;
    if (chance.below(5) === 0)
      found = next(found, { move: 'photo-kept' }, { kind: 'resident' }, now) ?? found;
  }
}

const ending: ReadonlySet<string> = new Set([
  'withdraw',
  'mark-duplicate',
  'grant-withdrawal',
  'close',
  'transfer',
]);

const next = (before: Case | undefined, command: Command, by: Actor, now: Instant): Case | undefined =>
  decide(before, command, by, now, standardPolicy).after;
