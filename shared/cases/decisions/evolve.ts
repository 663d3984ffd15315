import type { Instant } from '../../engine/calendar/instant.ts';
import { drop, put } from '../../engine/clocks/clock-list.ts';
import { addPause } from '../../engine/clocks/pause.ts';
import { defined } from '../../engine/defined.ts';
import type { CaseDraft } from '../case.ts';
import type { Fact } from '../fact.ts';

/**
 * Applies one fact. A fact contains everything it changes, so this needs neither policy nor time and cannot disagree
 * with the decision that produced the fact.
 */
export function evolve(before: CaseDraft | undefined, fact: Fact): CaseDraft {
  const draft = fact.fact === 'submitted' ? fact.as : before;
  if (draft === undefined) throw new Error(`the first fact of a case is "submitted", not "${fact.fact}"`);
  const after = { ...withEffects(draft, fact), ...particulars(draft, fact) };
  switch (fact.fact) {
    case 'reopened':
      // A co-reporter's "not solved" reopens the primary case, and their own stays linked to it.
      if (fact.to === undefined) return withoutRating(after);
      return withoutAnswer(unlinkedFrom(fact.returned ? withReporter(after) : after));
    case 'unlinked':
      return withoutRating(unlinkedFrom(after));
    case 'reporter-returned':
      return withReporter(after);
    default:
      return after;
  }
}

/** The case as one of its own, no longer linked to another. */
function unlinkedFrom(draft: CaseDraft): CaseDraft {
  const { duplicateOf: _of, held: _held, ...own } = draft;
  return own;
}

/** The case's own reporter, who had left, follows it again. */
function withReporter(draft: CaseDraft): CaseDraft {
  const { reporterLeft, reporterLeftAt: _at, reachableAgain, ...followed } = draft;
  return reporterLeft && reachableAgain ? { ...followed, reachable: true } : followed;
}

/** How many co-reporters left, as a count of all that were linked, when `followed` of them remain. */
const leftOf = ({ linked }: CaseDraft, followed: number | undefined): Partial<CaseDraft> =>
  linked === undefined || followed === undefined ? {} : { unlinked: linked - followed };

/**
 * A reopened case may be rated again, gets a full reopen window after its next answer, and counts pauses and actions
 * anew, since its promises start anew.
 */
function withoutAnswer(draft: CaseDraft): CaseDraft {
  const { windowOver: _over, outcome: _outcome, pauses: _pauses, actions: _actions, ...open } = draft;
  return withoutRating(open);
}

function withoutRating({ rating: _rating, ratedAfter: _after, ...draft }: CaseDraft): CaseDraft {
  const { ratedAt: _at, ratingCorrections: _corrections, ...unrated } = draft;
  return unrated;
}

function withEffects({ escalation: current, ...draft }: CaseDraft, fact: Fact): CaseDraft {
  const escalation = fact.escalation === undefined ? current : (fact.escalation ?? undefined);
  // A proposal lasts as long as its clock: a later one begins anew, by whoever makes it.
  const { rejectionProposedBy: _proposer, ...others } = draft;
  const isOver = fact.dropClocks?.includes('sign-off') === true;
  return {
    ...(isOver ? others : draft),
    status: fact.to ?? draft.status,
    clocks: put(drop(draft.clocks, ...(fact.dropClocks ?? [])), ...(fact.clocks ?? [])),
    ...defined({ escalation }),
    ...(fact.paused && { pauses: addPause(draft.pauses ?? [], fact.paused) }),
    ...(fact.action && { actions: { ...draft.actions, [fact.action.move]: fact.action.at } }),
  };
}

/** What a fact changes besides status, clocks and escalation. */
function particulars(draft: CaseDraft, fact: Fact): Partial<CaseDraft> {
  switch (fact.fact) {
    case 'assigned':
      return { assignee: fact.person };
    case 'resident-asked':
      return { waits: draft.waits + 1 };
    case 'extended':
      return { extensions: draft.extensions + 1 };
    case 'retyped':
      return fact.as;
    case 'secrecy-lifted':
      return { secrecy: 'lifted' };
    case 'rejection-proposed':
      return { rejectionProposedBy: fact.person };
    case 'resolved':
      return { outcome: fact.outcome };
    case 'not-resolved':
    case 'rejected':
      return { outcome: fact.reason };
    case 'transferred':
      return { outcome: fact.target };
    case 'marked-duplicate':
      return { duplicateOf: fact.of, ...heldBy(draft, fact, fact.linkedAt) };
    case 'withdrawn':
      return heldBy(draft, fact);
    case 'notices-chosen':
      return { noticesBy: fact.by, language: fact.language };
    case 'photo-added':
      return fact.notifiedAt === undefined ? {} : { photoNotifiedAt: fact.notifiedAt };
    case 'rated':
      return {
        rating: fact.rating,
        ratingCorrections: fact.correction ?? 0,
        ...defined({ ratedAfter: fact.reopens, ratedAt: fact.firstAt }),
      };
    case 'co-reporter-linked':
      return {
        linked: (draft.linked ?? 0) + fact.linked,
        ...(fact.unlinked > 0 && { unlinked: (draft.unlinked ?? 0) + fact.unlinked }),
        ...fact.as,
      };
    case 'co-reporter-left':
      return { unlinked: (draft.unlinked ?? 0) + 1, ...heldIfWithdrawn(draft, fact) };
    case 'co-reporter-returned':
      return { unlinked: (draft.unlinked ?? 0) - 1 };
    case 'co-reporter-unlinked':
      return { unlinked: (draft.unlinked ?? 0) + fact.unlinked, ...heldIfWithdrawn(draft, fact) };
    case 'reporter-left':
      return {
        reporterLeft: true,
        reachable: false,
        ...defined({ reporterLeftAt: fact.leftAt }),
        ...(fact.reachable && { reachableAgain: true as const }),
      };
    case 'reopened':
      return { reopens: draft.reopens + 1, ...leftOf(draft, fact.followed) };
    case 'unlinked':
      return leftOf(draft, fact.followed);
    case 'closing-asked':
      return { windowOver: true };
    case 'lapsed':
      return fact.clock === 'window' ? { windowOver: true } : {};
    default:
      return {};
  }
}

/** The clocks that end when a case is linked to another, with its escalation. */
/** The last reporter who leaves withdraws the case. */
const heldIfWithdrawn = (draft: CaseDraft, fact: Fact): Pick<CaseDraft, 'held'> =>
  fact.to === 'withdrawn' ? heldBy(draft, fact) : {};

function heldBy(
  { clocks, escalation }: CaseDraft,
  { dropClocks = [] }: Fact,
  linkedAt?: Instant,
): Pick<CaseDraft, 'held'> {
  const ended = clocks.filter(({ kind }) => dropClocks.includes(kind));
  // A co-reporter who comes back had no clocks; what was held when they were linked first is still held.
  return ended.length === 0 ? {} : { held: { clocks: ended, ...defined({ escalation, linkedAt }) } };
}
