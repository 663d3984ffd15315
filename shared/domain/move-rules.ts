import type { CaseId } from './case.ts';
import { takenOn } from './climbing.ts';
import { clockIn, drop } from './clock-list.ts';
import { closing, reject } from './closing.ts';
import type { MoveCommand } from './command.ts';
import { extend, outOfReach } from './extension.ts';
import type { Move } from './lifecycle.ts';
import { reachMilestone } from './milestone-reached.ts';
import { hasRated, joinTo, letGo, neighboursOf, reporterLeaves, takeIn, toReporters } from './neighbours.ts';
import { retype } from './retype.ts';
import { type Ask, type Change, type Ruling, toResident, toResponsible } from './ruling.ts';
import { withdraw, withdrawalAsked } from './withdrawal.ts';

type Rules = { readonly [M in Move]: (command: Extract<MoveCommand, { move: M }>, ask: Ask) => Ruling };

/** What each move checks and does of its own; all that follows from the new status is in arrival.ts. */
export const moveRules: Rules = {
  acknowledge: (_, ask) => ({ happening: { fact: 'acknowledged' }, ...takeOn(ask) }),
  start: (_, ask) => ({ happening: { fact: 'started' }, ...takeOn(ask) }),
  assign: ({ to }) => ({
    happening: { fact: 'assigned', person: to },
    messages: [{ to: 'assignee', person: to, kind: 'assigned' }],
  }),
  reply: ({ to }, ask) => ({
    happening: { fact: 'replied' },
    messages: to === 'everyone' ? toReporters(ask, 'reply') : toResident(ask, 'reply'),
  }),
  note: () => ({ happening: { fact: 'noted' } }),
  'ask-resident': (_, ask) =>
    ask.draft.waits >= ask.policy.waitsMax
      ? { code: 'waits-exhausted', waitsMax: ask.policy.waitsMax }
      : { happening: { fact: 'resident-asked' }, messages: toResident(ask, 'ask') },
  'await-third-party': ({ until }, ask) =>
    (until === undefined ? undefined : outOfReach(until, ask, 'third-party')) ?? {
      happening: { fact: 'third-party-awaited' },
      ...(until !== undefined && { until }),
    },
  schedule: ({ at }, ask) =>
    outOfReach(at, ask, 'appointment') ?? {
      happening: { fact: 'scheduled' },
      until: at,
      messages: toResident(ask, 'deadline-moved'),
    },
  resume: () => ({ happening: { fact: 'resumed' } }),
  extend: (command, ask) => extend(command.clock, command.promiseAt, ask),
  retype: (command, ask) => retype(command, ask),
  'acknowledge-rung': (_, ask) =>
    ask.draft.ladder === undefined
      ? { code: 'nothing-to-acknowledge' }
      : { happening: { fact: 'rung-acknowledged', rung: ask.draft.ladder.rung }, ...takeOn(ask) },
  'reach-milestone': ({ milestone, done }, ask) => reachMilestone(milestone, done, ask),
  resolve: ({ outcome, text }, ask) =>
    ask.policy.types[ask.draft.type].outcomes.includes(outcome)
      ? closing(text, { fact: 'resolved', outcome }, ask)
      : { code: 'unknown-outcome', outcome },
  'not-resolve': ({ reason, text }, ask) => closing(text, { fact: 'not-resolved', reason }, ask),
  reject: (command, ask) => reject(command, ask),
  'mark-duplicate': ({ of }, ask) => markDuplicate(of, ask),
  transfer: ({ to, ref }, ask) => ({
    happening: { fact: 'transferred', target: to, ref },
    messages: toReporters(ask, 'reply'),
  }),
  'confirm-handover': () => ({ happening: { fact: 'handover-confirmed' } }),
  close: (_, { draft }) =>
    draft.windowOver === true ? { happening: { fact: 'closed' } } : { code: 'window-still-open' },
  'grant-withdrawal': (_, ask) => {
    if (!withdrawalAsked(ask.draft)) return { code: 'no-withdrawal-asked' };
    return neighboursOf(ask.draft) > 0 ? reporterLeaves(ask) : { happening: { fact: 'withdrawn' } };
  },
  'keep-open': (_, ask) =>
    withdrawalAsked(ask.draft)
      ? {
          happening: { fact: 'withdrawal-declined' },
          clocks: (clocks) => drop(clocks, 'withdrawal'),
          messages: toResident(ask, 'reply'),
        }
      : { code: 'no-withdrawal-asked' },
  reopen: (_, ask) =>
    ask.by.kind !== 'staff' && windowIsOver(ask)
      ? { code: 'window-over' }
      : { happening: { fact: 'reopened' }, messages: toResponsible(ask, 'reopened') },
  withdraw: (_, ask) => (neighboursOf(ask.draft) > 0 ? reporterLeaves(ask) : withdraw(ask)),
  'add-message': ({ wish }, ask) => ({
    happening: { fact: 'message-added', ...(wish && { wish }) },
    messages: toResponsible(ask, 'resident-wrote'),
  }),
  rate: ({ rating, reopens }, { draft }) =>
    hasRated(draft, reopens)
      ? { code: 'already-rated' }
      : { happening: { fact: 'rated', rating, ...(reopens !== undefined && { reopens }) } },
  join: ({ of }, ask) => joinTo(of, ask),
  leave: () => ({ happening: { fact: 'withdrawn' } }),
  'say-unsolved': () => ({ happening: { fact: 'reopened' } }),
  'take-in': (command, ask) => takeIn(command, ask),
  'let-go': (_, ask) => letGo(ask),
};

const takeOn = ({ draft, policy, now }: Ask): Pick<Change, 'ladder'> =>
  draft.ladder === undefined ? {} : { ladder: takenOn(draft, draft.ladder, policy, now) };

/** Which case survives is checked by the use case, which alone can look at another case. */
const markDuplicate = (of: CaseId, ask: Ask): Ruling =>
  of === ask.draft.caseId
    ? { code: 'not-a-survivor' }
    : { happening: { fact: 'marked-duplicate', of }, messages: toResident(ask, 'reply') };

function windowIsOver({ draft, now }: Ask): boolean {
  const window = clockIn(draft.clocks, 'window');
  return draft.windowOver === true || window === undefined || window.promiseAt <= now;
}
