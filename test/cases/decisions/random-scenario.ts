import fc from 'fast-check';
import type { Case, CaseId } from '../../../shared/cases/case.ts';
import { caseTypes } from '../../../shared/cases/case-type.ts';
import { milestoneKinds, promiseKinds } from '../../../shared/cases/clock-kinds.ts';
import {
  type Command,
  type MoveCommand,
  notResolvedReasons,
  type Submit,
} from '../../../shared/cases/command.ts';
import { coReportersOf } from '../../../shared/cases/decisions/co-reporters.ts';
import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { type Actor, personId } from '../../../shared/engine/scope.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { at } from '../../engine/wall-clock.ts';
import { clock, report, resident, staff } from './scenario.ts';

const text = '已经联系了，请您放心等候回复';
const otherCase = 'cbbbbbbbbbbbbbbbbbbbbbbbbb' as CaseId;
const officers = ['p-li', 'p-wang', 'p-zhao'] as const;

export interface Report {
  readonly command: Submit;
  readonly now: Instant;
}

/** Reports of every type with random answers to its questions, at any minute of a year that has all holidays. */
export const reports: fc.Arbitrary<Report> = fc
  .record({
    type: fc.constantFrom(...caseTypes),
    minute: fc.integer({ min: 0, max: 330 * 24 * 60 }),
    choice: fc.nat(),
    reachable: fc.boolean(),
    hoursAgo: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  })
  .map(({ type, minute, choice, reachable, hoursAgo }) => {
    const now = at('2026-01-05 00:00') + minute * MINUTE;
    const details = Object.fromEntries(
      Object.entries(standardPolicy.types[type].questions).flatMap(([question, { choices }]) => {
        const answer = choices[choice % (choices.length + 1)];
        return answer === undefined ? [] : [[question, answer]];
      }),
    );
    const occurredAt = hoursAgo === undefined ? {} : { occurredAt: now - hoursAgo * HOUR };
    return { command: report(type, details, { reachable, ...occurredAt }), now };
  });

/** Commands that people send, whether or not the case allows them. */
const everyday: fc.Arbitrary<MoveCommand> = fc.oneof(
  fc.constantFrom<MoveCommand>(
    { move: 'acknowledge' },
    { move: 'start' },
    { move: 'reply', text },
    { move: 'note', text },
    { move: 'ask-resident', text },
    { move: 'resume' },
    { move: 'acknowledge-escalation' },
    { move: 'lift-secrecy', text },
    { move: 'reject', reason: 'abuse', text },
    { move: 'confirm-handover' },
    { move: 'close' },
    { move: 'grant-withdrawal' },
    { move: 'keep-open', text },
    { move: 'reopen' },
    { move: 'reopen', text },
    { move: 'unlink', text },
    { move: 'come-back' },
    {
      ...({ move: 'link', of: otherCase, linked: 1, unlinked: 0, type: 'dispute', priority: 'P1' } as const),
      urgentAnswers: { risk: 'violence' },
      owed: [],
    },
    { move: 'recount', unlinked: 1 },
    { move: 'add-message', text },
    { move: 'rate', rating: 'satisfied' },
    { move: 'await-third-party', text },
    { move: 'transfer', to: 'court', ref: 'A-1', text },
  ),
  // Drawn twice as often, so that many cases reach their end.
  fc.constantFrom<MoveCommand>({ move: 'acknowledge' }, { move: 'reply', text }, { move: 'start' }),
  // So that enough cases wait for a resident, whose every message and photo ends that.
  fc.constant<MoveCommand>({ move: 'ask-resident', text }),
  fc.constantFrom(...officers).map((to) => ({ move: 'assign', to: personId(to) }) as const),
  fc.constantFrom(...caseTypes).map((type) => ({ move: 'retype', type, details: {} }) as const),
  fc
    .record({ milestone: fc.constantFrom(...milestoneKinds), done: fc.boolean() })
    .map((given) => ({ move: 'reach-milestone', ...given }) as const),
  fc.constantFrom(...notResolvedReasons).map((reason) => ({ move: 'not-resolve', reason, text }) as const),
  fc.nat().map((n) => ({ move: 'resolve', outcome: `#${n}`, text }) as const),
  fc.nat(20).map((days) => ({ move: 'schedule', at: days }) as never),
  fc
    .record({ clock: fc.constantFrom(...promiseKinds), promiseAt: fc.nat(40) })
    .map((given) => ({ move: 'extend', text, ...given }) as const),
);

/** Commands that end a case early are rare, or few cases would get far. */
const commands: fc.Arbitrary<MoveCommand> = fc.oneof(
  { weight: 30, arbitrary: everyday },
  {
    weight: 1,
    arbitrary: fc.constantFrom<MoveCommand>(
      { move: 'withdraw' },
      { move: 'mark-duplicate', of: otherCase },
      { move: 'reject', reason: 'not-a-case', text },
    ),
  },
);

export interface Turn {
  readonly command: MoveCommand | { readonly move: 'tick' | 'photo-kept' };
  readonly by: Actor;
  /** How much time passes before the command: until the next due time, or a number of minutes. */
  readonly wait: { readonly toDue: boolean; readonly minutes: number };
}

const actorFor = ({ move }: Turn['command'], officer: number): Actor => {
  if (move === 'tick') return clock;
  if (move === 'link' || move === 'recount') return { kind: 'co-reporter' };
  if (
    move === 'withdraw' ||
    move === 'come-back' ||
    move === 'add-message' ||
    move === 'rate' ||
    move === 'photo-kept'
  )
    return resident;
  return staff(officer === 0 ? 'chief' : 'officer', officers[officer]);
};

export const turns: fc.Arbitrary<Turn> = fc
  .record({
    command: fc.oneof(
      { weight: 3, arbitrary: fc.constant({ move: 'tick' } as const) },
      { weight: 4, arbitrary: commands },
      { weight: 1, arbitrary: fc.constant({ move: 'photo-kept' } as const) },
    ),
    officer: fc.nat(2),
    toDue: fc.boolean(),
    minutes: fc.oneof(fc.nat(30), fc.nat(3 * 24 * 60), fc.constant(36 * 60)),
  })
  .map(({ command, officer, toDue, minutes }) => ({
    command,
    by: actorFor(command, officer),
    wait: { toDue, minutes },
  }));

/** What happens to a case, in order. */
export const lives: fc.Arbitrary<Turn[]> = fc.array(turns, { minLength: 20, maxLength: 60 });

/** Fills in values that depend on the case and the time: an outcome of its type, dates in the future. */
export function fitted(command: Turn['command'], found: Case, now: Instant): Command {
  switch (command.move) {
    case 'resolve': {
      const { outcomes } = standardPolicy.types[found.type];
      return { ...command, outcome: outcomes[Number(command.outcome.slice(1)) % outcomes.length] ?? '' };
    }
    case 'link':
      return { ...command, type: found.type };
    case 'recount':
      return coReportersOf(found) > 0 ? command : { ...command, of: otherCase, unlinked: 0 };
    case 'schedule':
      return { ...command, at: now + (command.at + 1) * 24 * HOUR };
    case 'extend':
      return { ...command, promiseAt: now + command.promiseAt * 24 * HOUR };
    default:
      return command;
  }
}
