import { DAY, HOUR, type Instant } from '../calendar/instant.ts';
import type { ProveContext } from './judged.ts';
import type { Finding } from './prove-chain.ts';
import type { Repair, SeenAggregate, SeenDelivery } from './seen.ts';

/** What is wrong with a row's keys, and what would set them right. */
export interface KeyFindings {
  readonly findings: readonly Finding[];
  readonly repair: Repair;
}

const nothing: KeyFindings = { findings: [], repair: {} };

/** Rule 0 on one row: an open aggregate stands among what is due, at its own time; one that has ended does not. */
export async function stateKeyFindings(
  row: SeenAggregate,
  { policies, aggregates, now }: Pick<ProveContext, 'policies' | 'aggregates' | 'now'>,
): Promise<KeyFindings> {
  const { found, withoutStep, due, priority, listed } = row;
  if (withoutStep !== undefined) {
    const policy = await policies.of(withoutStep.station, withoutStep.policyVersion);
    const step = aggregates.of(row.key.kind).nextDeadline(withoutStep, policy, now);
    const repair = { step, due: { lane: priority, at: step.dueAt }, list: openAt(step.dueAt) };
    return { findings: [{ kind: 'no-next-step' }], repair };
  }
  // It does not say when it is due; the sweep shall try now, fail, park it and alarm.
  if (found === undefined) return both(dueFinding(row, undefined, now), unreadable);
  if (found.dueAt === undefined) {
    const ended = due === undefined ? nothing : only('due-though-ended', { due: 'none' });
    const list = { side: 'closed', at: found.endedAt ?? 0 } as const;
    return both(ended, listed ? nothing : only('wrong-list', { list }));
  }
  const list = openAt(found.dueAt);
  return both(dueFinding(row, found.dueAt, now), listed ? nothing : only('wrong-list', { list }));
}

/** The same for a message: it is offered again until it is sent or given up. */
export function messageKeyFindings(row: SeenDelivery, now: Instant): KeyFindings {
  const { pending, dueAt = now, due, priority } = row;
  if (!pending) return due === undefined ? nothing : only('message-due-though-settled', { due: 'none' });
  const repair = { due: { lane: priority, at: dueAt } };
  return isArmed(row, row.dueAt, now) && row.dueAt !== undefined
    ? nothing
    : only('message-not-armed', repair);
}

const only = (kind: Finding['kind'], repair: Repair): KeyFindings => ({ findings: [{ kind }], repair });
const unreadable: KeyFindings = { findings: [{ kind: 'unreadable' }], repair: {} };
const openAt = (at: Instant) => ({ side: 'open', at }) as const;

const both = (one: KeyFindings, other: KeyFindings): KeyFindings => ({
  findings: [...one.findings, ...other.findings],
  repair: { ...one.repair, ...other.repair },
});

function dueFinding(row: SeenAggregate, dueAt: Instant | undefined, now: Instant): KeyFindings {
  if (!row.open || isArmed(row, dueAt, now)) return nothing;
  const isLive = row.due?.swept === true && row.due.at !== undefined;
  const repair = { due: { lane: row.priority, at: dueAt ?? now } };
  return only(isLive ? 'wrong-due' : 'not-armed', repair);
}

/** Parking puts a row off by a day at most; a clock may be some minutes ahead of ours. */
const PARKED_MAX = DAY + HOUR;

/** Whether a row is due where the sweep looks, and when it should be: at its own time, or soon when it is parked. */
export function isArmed(
  { due, parked }: Pick<SeenAggregate, 'due' | 'parked'>,
  dueAt: Instant | undefined,
  now: Instant,
): boolean {
  if (due?.at === undefined || !due.swept) return false;
  return due.at === dueAt || ((parked || dueAt === undefined) && due.at <= now + PARKED_MAX);
}
