import { toIso } from '../../engine/calendar/instant.ts';
import type { ExplainedClock, Explanation } from '../../engine/clocks/explain-clocks.ts';
import type { ShownExplanation } from './shown-types.ts';

/** The explanation of a case's deadlines, with times in ISO 8601. */
export const clockView = ({ policyVersion, next, clocks, escalation }: Explanation): ShownExplanation => ({
  policyVersion,
  ...(next && { next: { ...next, dueAt: toIso(next.dueAt) } }),
  clocks: clocks.map(explained),
  ...(escalation && {
    escalation: {
      ...escalation,
      startedAt: toIso(escalation.startedAt),
      levels: [...escalation.levels],
      nextAt: toIso(escalation.nextAt),
    },
  }),
});

const explained = ({
  pausedAt,
  reminders,
  work,
  ...clock
}: ExplainedClock): ShownExplanation['clocks'][number] => ({
  ...clock,
  startedAt: toIso(clock.startedAt),
  promiseAt: toIso(clock.promiseAt),
  ...(pausedAt !== undefined && { pausedAt: toIso(pausedAt) }),
  ...(work && { work: work.map(({ from, to }) => ({ from: toIso(from), to: toIso(to) })) }),
  reminders: reminders.map(({ at, taken }) => ({ at: toIso(at), taken })),
});
