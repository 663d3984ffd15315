import { type Case, clockOf } from '../../cases/case.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Person } from '../../stations/person.ts';
import type { Instant } from '../calendar/instant.ts';
import { type ClockKind, isUnmet, milestoneKinds, promiseKinds } from '../clocks/clock.ts';
import type { Delivery } from './delivery.ts';
import { deliveryName } from './delivery-id.ts';
import type { Message, MessageKind } from './message.ts';
import type { Notice } from './notice-record.ts';

/** What a channel is given to say about a case: of a sensitive case nothing but its reference and its urgency. */
export function caseNotice(
  delivery: Delivery,
  people: readonly Person[],
  found: Case,
  policy: Policy,
  now: Instant,
): Notice {
  const { message } = delivery;
  const { reference, type, place, priority } = found;
  const { sensitive } = policy.types[type];
  const dueAt = promiseOf(message, found);
  const clock = sensitive && isMilestone(message.clock) ? undefined : message.clock;
  return {
    ...envelope(delivery, people, now),
    caseSummary: {
      reference,
      priority,
      ...(!sensitive && { type, place }),
      ...(dueAt !== undefined && { dueAt }),
    },
    ...(clock !== undefined && { clock }),
    ...(message.level !== undefined && { level: message.level }),
  };
}

/** The same for one whose report joined the case: about their own number, under an id of its own. */
export function coReporterNotice(delivery: Delivery, found: Case, policy: Policy, now: Instant): Notice {
  const { language, reference } = found;
  const own = { ...delivery, language, message: { ...delivery.message, to: 'resident' } } as const;
  const notice = caseNotice(own, [], found, policy, now);
  return { ...notice, id: `${notice.id}-${reference}` };
}

/** What a channel is given to say in the morning: numbers, and no case by name. */
export const briefNotice = (
  delivery: Delivery,
  people: readonly Person[],
  counts: Readonly<Record<string, number>>,
  now: Instant,
): Notice => ({ ...envelope(delivery, people, now), counts });

/** What a channel is given to say of cases that were batched. */
export const digestNotice = (
  delivery: Delivery,
  people: readonly Person[],
  batch: NonNullable<Notice['batch']>,
  now: Instant,
): Notice => ({ ...envelope(delivery, people, now), batch });

const envelope = ({ subject, message, language }: Delivery, people: readonly Person[], at: Instant) => ({
  id: deliveryName(subject),
  kind: message.kind,
  to: message.to,
  people: people.map(({ person }) => person),
  language,
  at,
});

/** A type's own dates tell what type it is: only a dispute has a first sitting. */
const isMilestone = (kind: ClockKind | undefined): boolean =>
  milestoneKinds.some((milestone) => milestone === kind);

/** What a resident is told a time of: when they are answered, or by when we need their answer. */
const residentClock: { readonly [Kind in MessageKind]?: ClockKind } = {
  receipt: 'respond',
  ask: 'resident-answer',
  nudge: 'resident-answer',
};

/** The time that is to be kept. The case's own due time is not it: that may be a reminder on the way. */
function promiseOf({ kind, clock, to }: Message, found: Case): Instant | undefined {
  if (kind === 'level') return found.escalation?.nextAt;
  const about = clock ?? (to === 'resident' ? residentClock[kind] : undefined);
  if (about !== undefined || to === 'resident') return about && clockOf(found, about)?.promiseAt;
  const promised = promiseKinds.flatMap((promise) => clockOf(found, promise) ?? []).filter(isUnmet);
  return promised.length === 0 ? undefined : Math.min(...promised.map(({ promiseAt }) => promiseAt));
}
