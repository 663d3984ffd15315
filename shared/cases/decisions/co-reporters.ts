import type { Instant } from '../../engine/calendar/instant.ts';
import { drop } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { Case, CaseDraft, CaseId } from '../case.ts';
import type { MoveCommand } from '../command.ts';
import { type Status, target } from '../lifecycle.ts';
import type { Message } from '../message-kinds.ts';
import type { Refusal } from '../refusal.ts';
import {
  type Change,
  isRefusal,
  type MoveContext,
  type MoveOutcome,
  toResident,
  toResponsible,
} from './move-outcome.ts';
import { withdraw } from './withdrawal.ts';

/** Reports that one case takes in, in all its life. More of them stand by themselves, each with its own clock. */
export const CO_REPORTERS_MAX = 50;

type Shared = Pick<CaseDraft, 'linked' | 'unlinked' | 'reporterLeft'>;

/** How many joined and have not left again. */
export const coReportersOf = ({ linked = 0, unlinked = 0 }: Shared): number => linked - unlinked;

/** How many people still want an answer to it. */
export const reportersOf = (found: Shared): number =>
  coReportersOf(found) + (found.reporterLeft === true ? 0 : 1);

/** A message to those who joined, where there are any. */
export const toCoReporters = ({ draft }: MoveContext, kind: Message['kind']): readonly Message[] =>
  coReportersOf(draft) > 0 ? [{ to: 'co-reporters', kind }] : [];

/** A message to everybody who wants an answer to it. */
export const toReporters = (context: MoveContext, kind: Message['kind']): readonly Message[] => [
  ...toResident(context, kind),
  ...toCoReporters(context, kind),
];

/** What the primary case is told when `found` joins it: itself, and whoever had joined it before. */
export const linkOf = (found: Shared & { readonly caseId: CaseId }) =>
  ({
    move: 'link',
    of: found.caseId,
    linked: 1 + (found.linked ?? 0),
    unlinked: (found.unlinked ?? 0) + (found.reporterLeft === true ? 1 : 0),
  }) as const satisfies MoveCommand;

type Link = Extract<MoveCommand, { move: 'link' }>;

export const link = ({ of, linked, unlinked }: Link, { draft }: MoveContext): MoveOutcome =>
  of === draft.caseId || (draft.linked ?? 0) + linked > CO_REPORTERS_MAX
    ? { code: 'not-linkable' }
    : { happening: { fact: 'co-reporter-linked', of, linked, unlinked } };

/** A report joins another case: its own clocks end, and everything it is promised is the other's from now on. */
export const joinTo = (of: CaseId, { draft }: MoveContext): MoveOutcome =>
  of === draft.caseId ? { code: 'not-linkable' } : { happening: { fact: 'marked-duplicate', of } };

/** One who joined has left. When nobody is left who wants it, the case ends as its type lets a withdrawn one end. */
export function unlink(context: MoveContext): MoveOutcome {
  const happening = { fact: 'co-reporter-left' } as const;
  const { draft } = context;
  const without = { ...draft, unlinked: (draft.unlinked ?? 0) + 1 };
  if (reportersOf(without) > 0) return { happening, stays: true };
  const end = withdraw({ ...context, draft: without });
  return isRefusal(end) ? { happening, stays: true } : { ...end, happening };
}

/** The one who reported it first takes it back, and others still want it: only that one leaves. */
export const reporterLeaves = (context: MoveContext): Change => ({
  happening: { fact: 'reporter-left' },
  stays: true,
  clocks: (clocks) => drop(clocks, 'withdrawal'),
  messages: toResponsible(context, 'resident-wrote'),
});

/** A case as its own reporter finds it: once they have left it, it is taken back, whatever becomes of it for others. */
export function asItsReporterFinds(found: Case, leftAt: Instant = found.receivedAt): Case {
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
 * Whether the answer that stands was rated. When others say that a shared case is not solved, the next answer to it
 * is another one, and may be rated again; a case of one's own forgets its rating when it is reopened.
 */
export const hasRated = (
  { rating, ratedAfter = 0 }: Pick<CaseDraft, 'rating' | 'ratedAfter'>,
  reopens = 0,
): boolean => rating !== undefined && ratedAfter === reopens;

/** What a action of somebody who joined means: to their own case, and to the one that took it in. */
export interface LinkedAction {
  readonly own: MoveCommand;
  readonly onPrimary?: MoveCommand;
}

/**
 * Whoever joined may do what the reporter of the primary case may do at that moment. Words and rating stay with
 * their own case, so that neither reads the other's; only that it is not solved is the primary case's business.
 */
export function actionOfLinked(command: MoveCommand, primary: Case): LinkedAction | Refusal {
  const { move } = command;
  const isNow = primary.status !== 'duplicate' && target(move, primary.status) !== undefined;
  switch (command.move) {
    case 'add-message':
      return isNow ? { own: command } : notNow(command, primary);
    case 'rate':
      return isNow ? { own: { ...command, reopens: primary.reopens } } : notNow(command, primary);
    case 'reopen': {
      const { text } = command;
      const own = { move: 'say-unsolved', ...defined({ text }) } as const;
      return { own, onPrimary: { move: 'reopen' } };
    }
    case 'withdraw':
      return target(move, primary.status) === undefined
        ? notNow(command, primary)
        : { own: { move: 'leave' }, onPrimary: { move: 'unlink' } };
    default:
      return notNow(command, primary);
  }
}

const notNow = ({ move }: MoveCommand, { status }: { readonly status: Status }): Refusal => ({
  code: 'move-not-allowed',
  move,
  from: status,
});
