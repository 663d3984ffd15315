import type { Fact } from '../../cases/fact.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { OfficeCase } from './shown-types.ts';

type Particulars = NonNullable<OfficeCase['history'][number]['particulars']>;

/** One step of the history for staff: the fact's kind and the particulars of that kind. */
export function factView({
  version,
  index,
  at,
  fact,
}: FactRecord<Fact>): Omit<OfficeCase['history'][number], 'by'> {
  const particulars = particularsOf(fact);
  return {
    version,
    index,
    at: toIso(at),
    fact: fact.fact,
    ...defined({ to: fact.to }),
    ...(Object.keys(particulars).length > 0 && { particulars }),
  };
}

function particularsOf(fact: Fact): Particulars {
  switch (fact.fact) {
    case 'assigned':
    case 'rejection-proposed':
      return { person: fact.person };
    case 'extended':
    case 'reminded':
    case 'breached':
    case 'lapsed':
      return { clock: fact.clock };
    case 'retyped':
      return { type: fact.as.type, priority: fact.as.priority };
    case 'escalation-acknowledged':
      return { level: fact.level };
    case 'level-reached':
      return {
        level: fact.level,
        responsible: fact.responsible,
        skipped: fact.skipped.length,
        repeats: fact.repeats,
      };
    case 'milestone-reached':
      return { milestone: fact.milestone, done: fact.done };
    case 'resolved':
      return { outcome: fact.outcome };
    case 'not-resolved':
    case 'rejected':
      return { reason: fact.reason };
    case 'marked-duplicate':
      return { of: fact.of };
    case 'transferred':
      return { target: fact.target, ref: fact.ref };
    case 'message-added':
      return { ...(fact.wish && { wish: fact.wish }) };
    case 'helper-asked':
    case 'helper-photo-added':
      return { task: fact.task, for: fact.for };
    case 'helper-answered':
      return {
        task: fact.task,
        for: fact.for,
        answer: fact.answer,
        ...defined({ correction: fact.correction }),
      };
    case 'rated':
      return { rating: fact.rating };
    case 'delivery-failed':
      return { delivery: fact.delivery, reason: fact.reason };
    default:
      return {};
  }
}
