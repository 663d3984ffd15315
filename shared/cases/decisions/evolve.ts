import { drop, put } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { CaseDraft } from '../case.ts';
import type { Fact } from '../fact.ts';

/**
 * Applies one fact. All that a fact changes stands in the fact itself, so this needs neither policy nor time and
 * can never disagree with the decision that made it.
 */
export function evolve(before: CaseDraft | undefined, fact: Fact): CaseDraft {
  const known = fact.fact === 'submitted' ? fact.as : before;
  if (known === undefined) throw new Error(`the first fact of a case is "submitted", not "${fact.fact}"`);
  const after = { ...withEffects(known, fact), ...particulars(known, fact) };
  return fact.fact === 'reopened' ? asIfNeverAnswered(after) : after;
}

/** A reopened case is rated anew and has its whole window before it again. */
function asIfNeverAnswered(draft: CaseDraft): CaseDraft {
  const { rating: _rating, ratedAfter: _after, windowOver: _over, outcome: _outcome, ...open } = draft;
  return open;
}

function withEffects({ escalation: standing, ...known }: CaseDraft, fact: Fact): CaseDraft {
  const escalation = fact.escalation === undefined ? standing : (fact.escalation ?? undefined);
  return {
    ...known,
    status: fact.to ?? known.status,
    clocks: put(drop(known.clocks, ...(fact.dropClocks ?? [])), ...(fact.clocks ?? [])),
    ...defined({ escalation }),
  };
}

/** The few facts that change more than status, clocks and escalation. */
function particulars(known: CaseDraft, fact: Fact): Partial<CaseDraft> {
  switch (fact.fact) {
    case 'assigned':
      return { assignee: fact.person };
    case 'resident-asked':
      return { waits: known.waits + 1 };
    case 'extended':
      return { extensions: known.extensions + 1 };
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
        linked: (known.linked ?? 0) + fact.linked,
        ...(fact.unlinked > 0 && { unlinked: (known.unlinked ?? 0) + fact.unlinked }),
      };
    case 'co-reporter-left':
      return { unlinked: (known.unlinked ?? 0) + 1 };
    case 'reporter-left':
      return { reporterLeft: true, reachable: false };
    case 'reopened':
      return { reopens: known.reopens + 1 };
    case 'closing-asked':
      return { windowOver: true };
    case 'lapsed':
      return fact.clock === 'window' ? { windowOver: true } : {};
    default:
      return {};
  }
}
