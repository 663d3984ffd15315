import type { Instant } from '../../engine/calendar/instant.ts';
import { type Explanation, explainClocks } from '../../engine/clocks/explain-clocks.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case } from '../case.ts';
import type { ClockKind } from '../clock-kinds.ts';
import { draftOf } from './decision-draft.ts';
import { responsibleForClock } from './responsible-role.ts';

/** Explains the deadlines of a case for the staff console. */
export const explainClock = (found: Case, policy: Policy, now: Instant): Explanation<ClockKind> =>
  explainClocks<ClockKind>(
    found,
    {
      calendars: policy.calendars,
      escalationPolicy: policy.escalations[found.priority],
      responsibleFor: (clock) => responsibleForClock(draftOf(found), policy, clock),
    },
    now,
  );
