import { DAY, HOUR, type Instant } from '../calendar/instant.ts';
import type { Finding } from './prove-chain.ts';
import type { ProveContext } from './prove-context.ts';
import type { Repair, SeenAggregate, SeenDelivery } from './seen.ts';

/** Findings about a row's keys, and the repair that corrects them. */
export interface KeyFindings {
  readonly findings: readonly Finding[];
  readonly repair: Repair;
}

const nothing: KeyFindings = { findings: [], repair: {} };

/**
 * Checks rule 0 on one row: an open aggregate is in the due index at its own `dueAt`; an ended one is not.
 * @param decidedAt when the state was decided: a lost next step is the one that followed then
 */
export async function stateKeyFindings(
  row: SeenAggregate,
  { policies, aggregates, now }: Pick<ProveContext, 'policies' | 'aggregates' | 'now'>,
  decidedAt: Instant = now,
): Promise<KeyFindings> {
  const { found, withoutStep, due, priority } = row;
  if (withoutStep !== undefined) {
    const policy = await policies.of(withoutStep.station, withoutStep.policyVersion);
    const step = aggregates.of(row.key.kind).nextDeadline(withoutStep, policy, decidedAt);
    const repair = { step, due: { lane: priority, at: step.dueAt }, list: openAt(step.dueAt) };
    return { findings: [{ kind: 'no-next-step' }], repair };
  }
  // The row does not parse, so its due time is unknown. It is made due now: the sweep fails, parks it and reports it.
  if (found === undefined) return both(dueFinding(row, undefined, now), unreadable);
  if (!row.open) {
    const ended = due === undefined ? nothing : only('due-though-ended', { due: 'none' });
    const list = { side: 'closed', at: found.endedAt ?? 0 } as const;
    return both(ended, listFinding(row, list));
  }
  const list = openAt(found.dueAt ?? now);
  return both(dueFinding(row, found.dueAt, now), listFinding(row, list));
}

/** Checks that a pending delivery is in the due index, and a settled one is not. */
export function deliveryKeyFindings(row: SeenDelivery, now: Instant): KeyFindings {
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

/** A row that has no place in the order of receipt yet gets it, and nothing was wrong with it. */
function listFinding({ listed, unplaced }: SeenAggregate, list: Repair['list'] & object): KeyFindings {
  if (!listed) return only('wrong-list', { list });
  return unplaced ? { findings: [], repair: { list } } : nothing;
}

function dueFinding(row: SeenAggregate, dueAt: Instant | undefined, now: Instant): KeyFindings {
  if (!row.open || isArmed(row, dueAt, now)) return nothing;
  const isLive = row.due?.swept === true && row.due.at !== undefined;
  const repair = { due: { lane: row.priority, at: dueAt ?? now } };
  return only(isLive ? 'wrong-due' : 'not-armed', repair);
}

/** Parking delays a row by a day at most; the hour covers differences between clocks. */
const PARKED_MAX = DAY + HOUR;

/** Whether the sweep will find the row in time: at its own `dueAt`, or within `PARKED_MAX` if it is parked. */
export function isArmed(
  { due, parked }: Pick<SeenAggregate, 'due' | 'parked'>,
  dueAt: Instant | undefined,
  now: Instant,
): boolean {
  if (due?.at === undefined || !due.swept) return false;
  return due.at === dueAt || ((parked || dueAt === undefined) && due.at <= now + PARKED_MAX);
}
