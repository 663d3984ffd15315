import type { Instant } from '../engine/calendar/instant.ts';
import { isUnmet } from '../engine/clocks/clock.ts';
import { defined } from '../engine/defined.ts';
import type { Delivery, DigestContent } from '../engine/outbox/delivery.ts';
import { envelopeOf, type Notice } from '../engine/outbox/notice.ts';
import type { Person } from '../engine/outbox/person.ts';
import type { Priority } from '../engine/priority.ts';
import type { Policy } from '../policies/policy.ts';
import { type Case, clockOf } from './case.ts';
import { type CaseType, isCaseType } from './case-type.ts';
import { type ClockKind, milestoneKinds, promiseKinds } from './clock-kinds.ts';
import type { Message, MessageKind } from './message-kinds.ts';
import type { Reference } from './reference.ts';

/** A notice about cases, as a channel receives it. */
export interface CaseNotice extends Notice {
  readonly about: 'case';
  readonly kind: MessageKind;
  /** Absent in a digest, and reduced to the reference where the case is sensitive. */
  readonly caseSummary?: {
    readonly reference: Reference;
    readonly type?: CaseType;
    readonly place?: string;
    readonly priority: Priority;
    readonly dueAt?: Instant;
  };
  readonly clock?: ClockKind;
  readonly level?: number;
  /** Only in a digest: what the cases have in common, and the references of some of them. */
  readonly batch?: {
    readonly count: number;
    readonly references: readonly Reference[];
    readonly type?: CaseType;
    readonly place?: string;
    readonly priority: Priority;
  };
}

/** A notice about one case. Of a sensitive case it contains neither type nor place. */
export function caseNotice(
  delivery: Delivery,
  people: readonly Person[],
  found: Case,
  policy: Policy,
  now: Instant,
): CaseNotice {
  const message = delivery.message as Message;
  const { reference, type, place, priority } = found;
  const { sensitive } = policy.types[type];
  const dueAt = promiseOf(message, found);
  const clock = sensitive && isMilestone(message.clock) ? undefined : message.clock;
  return {
    ...envelopeOf(delivery, people, now),
    about: 'case',
    kind: message.kind,
    caseSummary: {
      reference,
      priority,
      ...(!sensitive && { type, place }),
      ...defined({ dueAt }),
    },
    ...defined({ clock, level: message.level }),
  };
}

/** The notice for a co-reporter: it names the co-reporter's own reference and has an id of its own. */
export function coReporterNotice(delivery: Delivery, found: Case, policy: Policy, now: Instant): CaseNotice {
  const { language, reference } = found;
  const own = { ...delivery, language, message: { ...delivery.message, to: 'resident' } } as const;
  const notice = caseNotice(own, [], found, policy, now);
  return { ...notice, id: `${notice.id}-${reference}` };
}

/**
 * A digest of cases that staff have not acknowledged. `found` are the named cases, read again at sending time; `others`
 * are only counted. `undefined` when no case is left.
 */
export function digestNotice(
  delivery: Delivery,
  { common, others }: DigestContent,
  found: readonly Case[],
  people: readonly Person[],
  now: Instant,
): CaseNotice | undefined {
  const unacknowledged = found.flatMap(({ status, reference }) => (status === 'received' ? [reference] : []));
  const count = unacknowledged.length + others;
  if (count === 0) return undefined;
  const { type, place } = common;
  const { priority } = delivery;
  return {
    ...envelopeOf(delivery, people, now),
    about: 'case',
    kind: 'digest',
    batch: {
      ...(isCaseType(type) && { type }),
      ...defined({ place }),
      count,
      references: unacknowledged.toSorted(),
      priority,
    },
  };
}

/** A milestone's name reveals the type of a sensitive case: only a dispute has a first sitting. */
const isMilestone = (kind: ClockKind | undefined): boolean =>
  milestoneKinds.some((milestone) => milestone === kind);

/** The clock whose time a message to the resident contains: when they get an answer, or by when they must give one. */
const residentClock: { readonly [Kind in MessageKind]?: ClockKind } = {
  receipt: 'respond',
  ask: 'resident-answer',
  nudge: 'resident-answer',
};

/** The promised time that the message is about. The case's due time would be wrong, as it may be a reminder's. */
function promiseOf({ kind, clock, to }: Message, found: Case): Instant | undefined {
  if (kind === 'level') return found.escalation?.nextAt;
  const about = clock ?? (to === 'resident' ? residentClock[kind] : undefined);
  if (about !== undefined || to === 'resident') return about && clockOf(found, about)?.promiseAt;
  const promised = promiseKinds.flatMap((promise) => clockOf(found, promise) ?? []).filter(isUnmet);
  return promised.length === 0 ? undefined : Math.min(...promised.map(({ promiseAt }) => promiseAt));
}
