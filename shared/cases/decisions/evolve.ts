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
  return fact.fact === 'reopened' ? withoutAnswer(after) : after;
}

/**
 * A reopened case may be rated again, gets a full reopen window after its next answer, and counts pauses and actions
 * anew, since its promises start anew.
 */
function withoutAnswer(draft: CaseDraft): CaseDraft {
  const { rating: _rating, ratedAfter: _after, windowOver: _over, outcome: _outcome, ...unanswered } = draft;
  const { pauses: _pauses, actions: _actions, ...open } = unanswered;
  return open;
}

function withEffects({ escalation: current, ...draft }: CaseDraft, fact: Fact): CaseDraft {
  const escalation = fact.escalation === undefined ? current : (fact.escalation ?? undefined);
  return {
    ...draft,
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
      return { duplicateOf: fact.of };
    case 'photo-added':
      return fact.notifiedAt === undefined ? {} : { photoNotifiedAt: fact.notifiedAt };
    case 'rated':
      return { rating: fact.rating, ...defined({ ratedAfter: fact.reopens }) };
    case 'co-reporter-linked':
      return {
        linked: (draft.linked ?? 0) + fact.linked,
        ...(fact.unlinked > 0 && { unlinked: (draft.unlinked ?? 0) + fact.unlinked }),
      };
    case 'co-reporter-left':
      return { unlinked: (draft.unlinked ?? 0) + 1 };
    case 'reporter-left':
      return { reporterLeft: true, reachable: false };
    case 'reopened':
      return { reopens: draft.reopens + 1 };
    case 'closing-asked':
      return { windowOver: true };
    case 'lapsed':
      return fact.clock === 'window' ? { windowOver: true } : {};
    default:
      return {};
  }
}
