import { drop } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { CaseId } from '../case.ts';
import type { MoveCommand } from '../command.ts';
import type { Move } from '../lifecycle.ts';
import { isSecret } from '../secrecy.ts';
import { closing, reject } from './answering/closing.ts';
import { rate } from './answering/rating.ts';
import { coReportersOf, joinTo, link, recount, reporterLeaves, toReporters } from './co-reporters.ts';
import { acknowledged } from './escalation-effect.ts';
import { extend, invalidDate } from './extension.ts';
import { unlink } from './linking/unlinking.ts';
import { reachMilestone } from './milestone-reached.ts';
import { type Change, type MoveContext, type MoveOutcome, toResident } from './move-outcome.ts';
import { comeBack, reopen } from './reopening.ts';
import { retype } from './retype.ts';
import { toResponsible } from './staff-messages.ts';
import { withdraw, withdrawalAsked } from './withdrawal.ts';

type Rules = {
  readonly [M in Move]: (command: Extract<MoveCommand, { move: M }>, context: MoveContext) => MoveOutcome;
};

/** What each move itself checks and changes. What follows from the new status is in enter-status.ts. */
export const moveRules: Rules = {
  acknowledge: (_, context) => ({ happening: { fact: 'acknowledged' }, ...acknowledging(context) }),
  start: (_, context) => ({ happening: { fact: 'started' }, ...acknowledging(context) }),
  assign: ({ to }) => ({
    happening: { fact: 'assigned', person: to },
    messages: [{ to: 'assignee', person: to, kind: 'assigned' }],
  }),
  reply: ({ to }, context) => ({
    happening: { fact: 'replied' },
    messages: to === 'everyone' ? toReporters(context, 'reply') : toResident(context, 'reply'),
  }),
  note: () => ({ happening: { fact: 'noted' } }),
  'ask-resident': (_, context) =>
    context.draft.waits >= context.policy.waitsMax
      ? { code: 'waits-exhausted', waitsMax: context.policy.waitsMax }
      : { happening: { fact: 'resident-asked' }, messages: toResident(context, 'ask') },
  'await-third-party': ({ until }, context) =>
    (until === undefined ? undefined : invalidDate(until, context, 'third-party')) ?? {
      happening: { fact: 'third-party-awaited' },
      ...defined({ until }),
    },
  schedule: ({ at }, context) =>
    invalidDate(at, context, 'appointment') ?? {
      happening: { fact: 'scheduled' },
      until: at,
      messages: toResident(context, 'deadline-moved'),
    },
  resume: () => ({ happening: { fact: 'resumed' } }),
  extend: (command, context) => extend(command.clock, command.promiseAt, context),
  retype: (command, context) => retype(command, context),
  'lift-secrecy': (_, { draft, policy }) =>
    isSecret(draft, policy) ? { happening: { fact: 'secrecy-lifted' } } : { code: 'not-secret' },
  'acknowledge-escalation': (_, context) =>
    context.draft.escalation === undefined
      ? { code: 'nothing-to-acknowledge' }
      : {
          happening: { fact: 'escalation-acknowledged', level: context.draft.escalation.level },
          ...acknowledging(context),
        },
  'reach-milestone': ({ milestone, done }, context) => reachMilestone(milestone, done, context),
  resolve: ({ outcome, text }, context) =>
    context.policy.types[context.draft.type].outcomes.includes(outcome)
      ? closing(text, { fact: 'resolved', outcome }, context)
      : { code: 'unknown-outcome', outcome },
  'not-resolve': ({ reason, text }, context) => closing(text, { fact: 'not-resolved', reason }, context),
  reject: (command, context) => reject(command, context),
  'mark-duplicate': ({ of }, context) => markDuplicate(of, context),
  transfer: ({ to, ref }, context) => ({
    happening: { fact: 'transferred', target: to, ref },
    messages: toReporters(context, 'reply'),
  }),
  'confirm-handover': () => ({ happening: { fact: 'handover-confirmed' } }),
  close: (_, { draft }) =>
    draft.windowOver === true ? { happening: { fact: 'closed' } } : { code: 'window-still-open' },
  'grant-withdrawal': (_, context) => {
    if (!withdrawalAsked(context.draft)) return { code: 'no-withdrawal-asked' };
    return coReportersOf(context.draft) > 0 ? reporterLeaves(context) : { happening: { fact: 'withdrawn' } };
  },
  'keep-open': (_, context) =>
    withdrawalAsked(context.draft)
      ? {
          happening: { fact: 'withdrawal-declined' },
          clocks: (clocks) => drop(clocks, 'withdrawal'),
          messages: toResident(context, 'reply'),
        }
      : { code: 'no-withdrawal-asked' },
  'choose-notices': ({ by, language }) => ({ happening: { fact: 'notices-chosen', by, language } }),
  reopen: (command, context) => reopen(command, context),
  unlink: (command, context) => unlink(command, context),
  withdraw: (_, context) => (coReportersOf(context.draft) > 0 ? reporterLeaves(context) : withdraw(context)),
  'add-message': ({ wish }, context) => ({
    happening: { fact: 'message-added', ...defined({ wish }) },
    messages: toResponsible(context, 'resident-wrote'),
  }),
  rate: (command, context) => rate(command, context),
  join: ({ of }, context) => joinTo(of, context),
  leave: () => ({ happening: { fact: 'withdrawn' } }),
  'say-unsolved': () => ({ happening: { fact: 'reopened' } }),
  link: (command, context) => link(command, context),
  'come-back': (_, context) => comeBack(context),
  recount: (command, context) => recount(command, context),
};

const acknowledging = ({ draft, policy, now }: MoveContext): Pick<Change, 'escalation'> =>
  draft.escalation === undefined ? {} : { escalation: acknowledged(draft, draft.escalation, policy, now) };

/** The use case has checked the primary case, since a decision cannot load another case. */
const markDuplicate = (of: CaseId, context: MoveContext): MoveOutcome =>
  of === context.draft.caseId
    ? { code: 'not-linkable' }
    : {
        happening: { fact: 'marked-duplicate', of, linkedAt: context.now },
        messages: toResident(context, 'reply'),
      };
