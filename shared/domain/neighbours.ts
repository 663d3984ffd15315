import type { Case, CaseDraft, CaseId } from './case.ts';
import { drop } from './clock-list.ts';
import type { MoveCommand } from './command.ts';
import type { Instant } from './instant.ts';
import { type Status, target } from './lifecycle.ts';
import type { Message } from './message.ts';
import type { Refusal } from './refusal.ts';
import { type Ask, type Change, isRefusal, type Ruling, toResident, toResponsible } from './ruling.ts';
import { withdraw } from './withdrawal.ts';

/** Reports that one case takes in, in all its life. More of them stand by themselves, each with its own clock. */
export const NEIGHBOURS_MAX = 50;

type Shared = Pick<CaseDraft, 'joined' | 'parted' | 'reporterLeft'>;

/** How many joined and have not left again. */
export const neighboursOf = ({ joined = 0, parted = 0 }: Shared): number => joined - parted;

/** How many people still want an answer to it. */
export const reportersOf = (found: Shared): number =>
  neighboursOf(found) + (found.reporterLeft === true ? 0 : 1);

/** A message to those who joined, where there are any. */
export const toNeighbours = ({ draft }: Ask, kind: Message['kind']): readonly Message[] =>
  neighboursOf(draft) > 0 ? [{ to: 'neighbours', kind }] : [];

/** A message to everybody who wants an answer to it. */
export const toReporters = (ask: Ask, kind: Message['kind']): readonly Message[] => [
  ...toResident(ask, kind),
  ...toNeighbours(ask, kind),
];

/** What the surviving case is told when `found` joins it: itself, and whoever had joined it before. */
export const takeInOf = (found: Shared & { readonly caseId: CaseId }) =>
  ({
    move: 'take-in',
    of: found.caseId,
    joined: 1 + (found.joined ?? 0),
    parted: (found.parted ?? 0) + (found.reporterLeft === true ? 1 : 0),
  }) as const satisfies MoveCommand;

type TakeIn = Extract<MoveCommand, { move: 'take-in' }>;

export const takeIn = ({ of, joined, parted }: TakeIn, { draft }: Ask): Ruling =>
  of === draft.caseId || (draft.joined ?? 0) + joined > NEIGHBOURS_MAX
    ? { code: 'not-a-survivor' }
    : { happening: { fact: 'neighbour-joined', of, joined, parted } };

/** A report joins another case: its own clocks end, and everything it is promised is the other's from now on. */
export const joinTo = (of: CaseId, { draft }: Ask): Ruling =>
  of === draft.caseId ? { code: 'not-a-survivor' } : { happening: { fact: 'marked-duplicate', of } };

/** One who joined has left. When nobody is left who wants it, the case ends as its type lets a withdrawn one end. */
export function letGo(ask: Ask): Ruling {
  const happening = { fact: 'neighbour-left' } as const;
  const { draft } = ask;
  const without = { ...draft, parted: (draft.parted ?? 0) + 1 };
  if (reportersOf(without) > 0) return { happening, stays: true };
  const end = withdraw({ ...ask, draft: without });
  return isRefusal(end) ? { happening, stays: true } : { ...end, happening };
}

/** The one who reported it first takes it back, and others still want it: only that one leaves. */
export const reporterLeaves = (ask: Ask): Change => ({
  happening: { fact: 'reporter-left' },
  stays: true,
  clocks: (clocks) => drop(clocks, 'withdrawal'),
  messages: toResponsible(ask, 'resident-wrote'),
});

/** A case as its own reporter finds it: once they have left it, it is taken back, whatever becomes of it for others. */
export function asItsReporterFinds(found: Case, leftAt: Instant = found.receivedAt): Case {
  if (found.reporterLeft !== true) return found;
  const { dueAt: _at, dueKind: _kind, party: _party, ladder: _ladder, outcome: _outcome, ...core } = found;
  return { ...core, status: 'withdrawn', endedAt: leftAt, clocks: [] };
}

/**
 * Whether the answer that stands was rated. When others say that a shared matter is not solved, the next answer to it
 * is another one, and may be rated again; a matter of one's own forgets its rating when it is reopened.
 */
export const hasRated = (
  { rating, ratedAfter = 0 }: Pick<CaseDraft, 'rating' | 'ratedAfter'>,
  reopens = 0,
): boolean => rating !== undefined && ratedAfter === reopens;

/** What a deed of somebody who joined means: to their own case, and to the one that took it in. */
export interface JoinedDeed {
  readonly own: MoveCommand;
  readonly survivors?: MoveCommand;
}

/**
 * Whoever joined may do what the reporter of the surviving case may do at that moment. Words and rating stay with
 * their own case, so that neither reads the other's; only that it is not solved is the surviving case's business.
 */
export function deedOfJoined(command: MoveCommand, survivor: Case): JoinedDeed | Refusal {
  const { move } = command;
  const isNow = survivor.status !== 'duplicate' && target(move, survivor.status) !== undefined;
  switch (command.move) {
    case 'add-message':
      return isNow ? { own: command } : notNow(command, survivor);
    case 'rate':
      return isNow ? { own: { ...command, reopens: survivor.reopens } } : notNow(command, survivor);
    case 'reopen': {
      const { text } = command;
      const own = { move: 'say-unsolved', ...(text !== undefined && { text }) } as const;
      return { own, survivors: { move: 'reopen' } };
    }
    case 'withdraw':
      return target(move, survivor.status) === undefined
        ? notNow(command, survivor)
        : { own: { move: 'leave' }, survivors: { move: 'let-go' } };
    default:
      return notNow(command, survivor);
  }
}

const notNow = ({ move }: MoveCommand, { status }: { readonly status: Status }): Refusal => ({
  code: 'move-not-allowed',
  move,
  from: status,
});
