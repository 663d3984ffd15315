import { isUnmet, meet } from '../../engine/clocks/clock.ts';
import { clockIn, put } from '../../engine/clocks/clock-list.ts';
import type { MilestoneKind } from '../clock-kinds.ts';
import type { MoveContext, MoveOutcome } from './move-outcome.ts';
import { milestoneClock, milestoneOf, milestonesStartedBy } from './terms.ts';

/** Records that a milestone was reached: `done`, or finished without success. */
export function reachMilestone(kind: MilestoneKind, done: boolean, context: MoveContext): MoveOutcome {
  const { draft, policy, by, now } = context;
  const clock = clockIn(draft.clocks, kind);
  const milestone = milestoneOf(policy, draft, kind);
  if (clock === undefined || !isUnmet(clock) || milestone === undefined) {
    return { code: 'no-such-milestone', milestone: kind };
  }
  const person = by.kind === 'staff' ? by.person : undefined;
  const doneBy = milestone.notBy && clockIn(draft.clocks, milestone.notBy)?.metBy;
  // In a station with one person only the chief can do both steps (DESIGN.md), so the chief is exempt.
  if (by.kind === 'staff' && by.role !== 'chief' && doneBy === person) {
    return { code: 'second-person-needed' };
  }
  const retry = done ? undefined : milestone.ifNotDone && milestoneOf(policy, draft, milestone.ifNotDone);
  const next = retry
    ? [milestoneClock(policy, draft, retry, now)]
    : milestonesStartedBy(policy, draft, kind, now);
  // A repeating milestone, such as the check on a missing person, restarts: "done" must not end it.
  const kept =
    milestone.again === undefined ? meet(clock, now, person) : milestoneClock(policy, draft, milestone, now);
  return {
    happening: { fact: 'milestone-reached', milestone: kind, done },
    clocks: (clocks) => put(clocks, kept, ...next),
  };
}
