import { isOpenCase } from '../../cases/case.ts';
import { nextStep } from '../../cases/decisions/next-step.ts';
import type { PolicyBook } from '../../policies/policy.ts';
import { DAY, HOUR, type Instant } from '../calendar/instant.ts';
import type { Finding } from './prove-chain.ts';
import type { Mend, SeenCase, SeenDelivery } from './seen.ts';

/** What is wrong with a row's keys, and what would set them right. */
export interface KeyFindings {
  readonly findings: readonly Finding[];
  readonly mend: Mend;
}

const nothing: KeyFindings = { findings: [], mend: {} };

/** Rule 0 on one row: an open case stands among what is due, at its own time; one that has ended does not. */
export function caseKeyFindings(row: SeenCase, policies: PolicyBook, now: Instant): KeyFindings {
  const { found, stepless, due, priority, listed } = row;
  if (stepless !== undefined) {
    const step = nextStep(stepless, policies.of(stepless.policyVersion), now);
    const mend = { step, due: { lane: priority, at: step.dueAt }, list: openAt(step.dueAt) };
    return { findings: [{ kind: 'no-next-step' }], mend };
  }
  // Nobody can read when it is due; the sweep shall try now, fail, park it and call somebody.
  if (found === undefined) return both(dueFinding(row, undefined, now), unreadable);
  if (!isOpenCase(found)) {
    const ended = due === undefined ? nothing : only('due-though-ended', { due: 'none' });
    const list = { side: 'closed', at: found.endedAt } as const;
    return both(ended, listed ? nothing : only('wrong-list', { list }));
  }
  const list = openAt(found.dueAt);
  return both(dueFinding(row, found.dueAt, now), listed ? nothing : only('wrong-list', { list }));
}

/** The same for a message: it is offered again until it is sent or given up. */
export function messageKeyFindings(row: SeenDelivery, now: Instant): KeyFindings {
  const { pending, dueAt = now, due, priority } = row;
  if (!pending) return due === undefined ? nothing : only('message-due-though-settled', { due: 'none' });
  const mend = { due: { lane: priority, at: dueAt } };
  return isArmed(row, row.dueAt, now) && row.dueAt !== undefined ? nothing : only('message-not-armed', mend);
}

const only = (kind: Finding['kind'], mend: Mend): KeyFindings => ({ findings: [{ kind }], mend });
const unreadable: KeyFindings = { findings: [{ kind: 'unreadable' }], mend: {} };
const openAt = (at: Instant) => ({ side: 'open', at }) as const;

const both = (one: KeyFindings, other: KeyFindings): KeyFindings => ({
  findings: [...one.findings, ...other.findings],
  mend: { ...one.mend, ...other.mend },
});

function dueFinding(row: SeenCase, dueAt: Instant | undefined, now: Instant): KeyFindings {
  if (!row.open || isArmed(row, dueAt, now)) return nothing;
  const isLive = row.due?.swept === true && row.due.at !== undefined;
  const mend = { due: { lane: row.priority, at: dueAt ?? now } };
  return only(isLive ? 'wrong-due' : 'not-armed', mend);
}

/** Parking puts a row off by a day at most; a clock may be some minutes ahead of ours. */
const PARKED_MAX = DAY + HOUR;

/** Whether a row is due where the sweep looks, and when it should be: at its own time, or soon when it is parked. */
export function isArmed(
  { due, parked }: Pick<SeenCase, 'due' | 'parked'>,
  dueAt: Instant | undefined,
  now: Instant,
): boolean {
  if (due?.at === undefined || !due.swept) return false;
  return due.at === dueAt || ((parked || dueAt === undefined) && due.at <= now + PARKED_MAX);
}
