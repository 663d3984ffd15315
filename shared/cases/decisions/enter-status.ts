import type { Instant } from '../../engine/calendar/instant.ts';
import { clockUntil, isUnmet, pause, resume } from '../../engine/clocks/clock.ts';
import { drop, meetIn, put } from '../../engine/clocks/clock-list.ts';
import { defined } from '../../engine/defined.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import { type ClockKind, type ClockList, milestoneKinds } from '../clock-kinds.ts';
import type { CasePause } from '../life-so-far.ts';
import { isOpen, type Status } from '../lifecycle.ts';
import { milestonesStartedBy, promiseClocks, start, termsOfDraft, windowClock } from './terms.ts';
import { endedPause } from './waiting.ts';

/** A change of status: the case before it, the new status, and the date that came with the move, if any. */
export interface StatusEntry {
  readonly draft: CaseDraft;
  readonly to: Status;
  readonly now: Instant;
  readonly policy: Policy;
  /** The appointment, or the date by which a third party must act. */
  readonly until?: Instant;
}

const milestones: ReadonlySet<ClockKind> = new Set(milestoneKinds);

/** The clocks of a case after a change of status, and the wait that the change ended. */
export interface EnteredStatus {
  readonly clocks: ClockList;
  readonly paused?: CasePause;
}

/**
 * Changes the status. Entering one starts the clock that gives it a deadline; leaving a wait resumes the paused clocks.
 */
export function enterStatus(entry: StatusEntry): EnteredStatus {
  const { draft, to, now } = entry;
  if (draft.status === to) return { clocks: draft.clocks };
  const clocks = entering[to]?.(entry, leaving(entry)) ?? leaving(entry);
  return { clocks, ...defined({ paused: endedPause(draft, now) }) };
}

/** Ends a wait: drops its clock and resumes paused clocks with the time they had left. */
function leaving({ draft, now, policy }: StatusEntry): ClockList {
  return resumePaused(policy, drop(draft.clocks, 'resident-answer', 'third-party', 'appointment'), now);
}

/** Resumes every paused clock from `now` on. */
export const resumePaused = (policy: Policy, clocks: ClockList, now: Instant): ClockList =>
  clocks.map((clock) => resume(policy.calendars, clock, now));

const pauseIn = (clocks: ClockList, now: Instant, ...kinds: readonly ClockKind[]): ClockList =>
  clocks.map((clock) => (kinds.includes(clock.kind) ? pause(clock, now) : clock));

type Enter = (entry: StatusEntry, clocks: ClockList) => ClockList;

const waitForResident: Enter = ({ draft, now, policy }, clocks) => {
  const length = policy.types[draft.type].residentAnswer;
  const answer = start(
    policy,
    { kind: 'resident-answer', calendar: 'always', length, reminders: 'percent' },
    now,
  );
  return put(pauseIn(clocks, now, 'update', 'resolve'), answer);
};

const waitForThirdParty: Enter = ({ draft, now, policy, until }, clocks) => {
  const wait = { kind: 'third-party', calendar: 'office', reminders: 'percent' } as const;
  const length = policy.types[draft.type].thirdParty;
  const clock =
    until === undefined
      ? start(policy, { ...wait, length }, now)
      : clockUntil(policy.calendars, wait, now, until);
  return put(pauseIn(clocks, now, 'resolve'), clock);
};

const keepAppointment: Enter = ({ now, policy, until = now }, clocks) => {
  const endAt = until + policy.calendars.lengthMs('always', policy.appointmentGrace);
  const appointment = {
    kind: 'appointment',
    calendar: 'always',
    reminders: { beforeEnd: { hours: 2 } },
  } as const;
  return put(pauseIn(clocks, now, 'resolve'), clockUntil(policy.calendars, appointment, now, endAt));
};

/** The case is answered: running promises are met, open milestones end, and the reopen window starts. */
const answer: Enter = ({ draft, now, policy }, clocks) => {
  const met = (['acknowledge', 'respond', 'resolve'] as const).reduce(
    (list: ClockList, kind) => meetIn(list, kind, now),
    clocks,
  );
  const kept = met.filter(({ kind, state }) => !milestones.has(kind) || state === 'met');
  const promises = drop(kept, 'update', 'sign-off', 'withdrawal');
  return put(
    promises,
    windowClock(policy, draft, now),
    ...milestonesStartedBy(policy, draft, 'resolved', now),
  );
};

const handOver: Enter = ({ draft, now, policy }, clocks) => {
  const { calendar, handover: length } = termsOfDraft(policy, draft);
  const kept = meetIn(meetIn(clocks, 'acknowledge', now), 'respond', now).filter(
    ({ state }) => state === 'met',
  );
  return put(kept, start(policy, { kind: 'handover', calendar, length, reminders: 'percent' }, now));
};

/**
 * Starts new promises. The earlier ones stay in the history and in the statistics. A withdrawal that is taken back also
 * gives back the dates that it ended; those that have passed meanwhile break at the next tick.
 */
const reopen: Enter = ({ draft, now, policy }, clocks) => {
  const fresh = promiseClocks(policy, termsOfDraft(policy, draft), now, ['respond', 'resolve']);
  const kept = clocks.filter((clock) => clock.state === 'met');
  const heldDates = draft.status === 'withdrawn' ? (draft.held?.clocks ?? []) : [];
  return put(kept, ...fresh, ...heldDates.filter(({ kind }) => milestones.has(kind)));
};

const end: Enter = (_, clocks) => clocks.filter((clock) => clock.state === 'met');

const entering: { readonly [To in Status]?: Enter } = {
  'waiting-resident': waitForResident,
  'waiting-third-party': waitForThirdParty,
  scheduled: keepAppointment,
  resolved: answer,
  'not-resolved': answer,
  rejected: answer,
  transferred: handOver,
  reopened: reopen,
  closed: end,
  withdrawn: end,
  duplicate: end,
};

/** Whether an answered case may be closed: its reopen window has passed and no clock is unmet. */
export const nothingLeft = (draft: CaseDraft, clocks: ClockList): boolean =>
  isOpen(draft.status) && draft.windowOver === true && !clocks.some(isUnmet);
