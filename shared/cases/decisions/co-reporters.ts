import type { Instant } from '../../engine/calendar/instant.ts';
import { drop } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case, CaseDraft, CaseId } from '../case.ts';
import type { MoveCommand } from '../command.ts';
import { isWorkedOn, mayAsk, type Status, target } from '../lifecycle.ts';
import type { Message } from '../message-kinds.ts';
import type { Refusal } from '../refusal.ts';
import { raisedBy, urgencyOf } from './linking/raised-priority.ts';
import { type Change, isRefusal, type MoveContext, type MoveOutcome, toResident } from './move-outcome.ts';
import { toResponsible } from './staff-messages.ts';
import { withdraw } from './withdrawal.ts';

/** How many reports may be linked to one case over its lifetime. Further reports stay separate cases. */
export const CO_REPORTERS_MAX = 50;

type Shared = Pick<CaseDraft, 'linked' | 'unlinked' | 'reporterLeft'>;

/** How many co-reporters are linked at present. */
export const coReportersOf = ({ linked = 0, unlinked = 0 }: Shared): number => linked - unlinked;

/** How many people still follow the case: its co-reporters and, unless they left, its own reporter. */
export const reportersOf = (found: Shared): number =>
  coReportersOf(found) + (found.reporterLeft === true ? 0 : 1);

/** A message to the co-reporters, where there are any. */
const toCoReporters = ({ draft }: MoveContext, kind: Message['kind']): readonly Message[] =>
  coReportersOf(draft) > 0 ? [{ to: 'co-reporters', kind }] : [];

/** A message to the reporter and the co-reporters. */
export const toReporters = (context: MoveContext, kind: Message['kind']): readonly Message[] => [
  ...toResident(context, kind),
  ...toCoReporters(context, kind),
];

/** The command that links `found`, together with the cases linked to it, to a primary case. */
export const linkOf = (found: Case, policy: Policy) =>
  ({
    move: 'link',
    of: found.caseId,
    linked: 1 + (found.linked ?? 0),
    unlinked: (found.unlinked ?? 0) + (found.reporterLeft === true ? 1 : 0),
    ...urgencyOf(found, policy),
  }) as const satisfies MoveCommand;

/** Links another case to this primary case. Two types never share a case, since each has promises of its own. */
export function link(
  { move: _, ...report }: Extract<MoveCommand, { move: 'link' }>,
  context: MoveContext,
): MoveOutcome {
  const { draft } = context;
  const { of, linked, unlinked, type } = report;
  if (of === draft.caseId || (draft.linked ?? 0) + linked > CO_REPORTERS_MAX) return { code: 'not-linkable' };
  if (type !== draft.type) return { code: 'other-type' };
  const { as, ...raised } = raisedBy(report, context);
  return { happening: { fact: 'co-reporter-linked', of, linked, unlinked, ...defined({ as }) }, ...raised };
}

/** Marks the case as a duplicate of a primary case: its own clocks end, and the primary case's promises apply. */
export const joinTo = (of: CaseId, { draft, now }: MoveContext): MoveOutcome =>
  of === draft.caseId
    ? { code: 'not-linkable' }
    : { happening: { fact: 'marked-duplicate', of, linkedAt: now } };

/**
 * Co-reporters have left, were unlinked, or came back. When no reporter remains while the case is being worked on, it is
 * withdrawn by the rules of its type.
 */
export function recount(
  { of, unlinked }: Extract<MoveCommand, { move: 'recount' }>,
  context: MoveContext,
): MoveOutcome {
  const left =
    unlinked > 0 ? ({ fact: 'co-reporter-left' } as const) : ({ fact: 'co-reporter-returned' } as const);
  const happening = of === undefined ? left : ({ fact: 'co-reporter-unlinked', of, unlinked } as const);
  const { draft } = context;
  const after = { ...draft, unlinked: (draft.unlinked ?? 0) + unlinked };
  if (reportersOf(after) > 0 || !isWorkedOn(draft.status)) return { happening, stays: true };
  const withdrawal = withdraw({ ...context, draft: after });
  return isRefusal(withdrawal) ? { happening, stays: true } : { ...withdrawal, happening };
}

/** The case's own reporter withdraws while co-reporters remain: the case stays open for them. */
export const reporterLeaves = (context: MoveContext): Change => ({
  happening: { fact: 'reporter-left', leftAt: context.now, reachable: context.draft.reachable },
  stays: true,
  clocks: (clocks) => drop(clocks, 'withdrawal'),
  messages: toResponsible(context, 'resident-wrote'),
});

/** The case as its own reporter sees it: withdrawn once they have left, even while it stays open for co-reporters. */
export function asSeenByReporter(
  found: Case,
  leftAt: Instant = found.reporterLeftAt ?? found.receivedAt,
): Case {
  if (found.reporterLeft !== true) return found;
  const {
    dueAt: _at,
    dueKind: _kind,
    responsible: _responsible,
    escalation: _escalation,
    outcome: _outcome,
    ...core
  } = found;
  return { ...core, status: 'withdrawn', endedAt: leftAt, clocks: [] };
}

/**
 * Whether the present answer was rated. After a primary case was reopened, its next answer may be rated again from each
 * linked case; a case's own rating is removed when it is reopened.
 */
export const hasRated = (
  { rating, ratedAfter = 0 }: Pick<CaseDraft, 'rating' | 'ratedAfter'>,
  reopens = 0,
): boolean => rating !== undefined && ratedAfter === reopens;

/** The commands of a co-reporter's action: for their own case and for the primary case. */
export interface LinkedAction {
  readonly own: MoveCommand;
  readonly onPrimary?: MoveCommand;
}

/**
 * A co-reporter may do what the reporter of the primary case may do in its present status. Texts and ratings stay in
 * their own case, so that the reporters do not read each other's. Only reopening and leaving change the primary case.
 */
export function actionOfLinked(command: MoveCommand, primary: Case): LinkedAction | Refusal {
  const { move } = command;
  const isAllowed = primary.status !== 'duplicate' && target(move, primary.status) !== undefined;
  switch (command.move) {
    case 'choose-notices':
      return { own: command };
    case 'add-message':
      return isAllowed ? { own: command } : notAllowed(command, primary);
    case 'rate':
      return isAllowed ? { own: { ...command, reopens: primary.reopens } } : notAllowed(command, primary);
    case 'reopen': {
      const { text } = command;
      if (!mayAsk(move, 'co-reporter', primary.status)) return notAllowed(command, primary);
      const own = { move: 'say-unsolved', ...defined({ text }) } as const;
      return { own, onPrimary: { move: 'reopen' } };
    }
    case 'withdraw':
      return target(move, primary.status) === undefined
        ? notAllowed(command, primary)
        : { own: { move: 'leave' }, onPrimary: { move: 'recount', unlinked: 1 } };
    default:
      return notAllowed(command, primary);
  }
}

const notAllowed = ({ move }: MoveCommand, { status }: { readonly status: Status }): Refusal => ({
  code: 'move-not-allowed',
  move,
  from: status,
});
