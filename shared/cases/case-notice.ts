import type { Instant } from '../engine/calendar/instant.ts';
import { isUnmet } from '../engine/clocks/clock.ts';
import { defined } from '../engine/defined.ts';
import { type Delivery, type DigestContent, isOfSensitive } from '../engine/outbox/delivery.ts';
import { envelopeOf, type Notice } from '../engine/outbox/notice.ts';
import type { Person } from '../engine/outbox/person.ts';
import type { Priority } from '../engine/priority.ts';
import type { Policy } from '../policies/policy.ts';
import { type Case, clockOf } from './case.ts';
import { keyOf } from './case-key.ts';
import { type CaseType, isCaseType } from './case-type.ts';
import { type Clock, type ClockKind, milestoneKinds, promiseKinds } from './clock-kinds.ts';
import {
  isResidentSaying,
  type Message,
  type MessageKind,
  type ResidentSaying,
  type Saying,
} from './message-kinds.ts';
import type { Reference } from './reference.ts';
import { residentSaying } from './resident-saying.ts';
import { isSensitive } from './secrecy.ts';

/** A notice about cases, as a channel receives it. */
export interface CaseNotice extends Notice {
  readonly about: 'case';
  readonly kind: MessageKind;
  /** What it says, where that is not its kind: a receipt whose report was withdrawn meanwhile, for example. */
  readonly says?: Saying;
  /** Only in `news`: what each of the messages says that it stands for, oldest first. */
  readonly news?: readonly ResidentSaying[];
  /** Absent in a digest, and reduced to the reference where the case is sensitive. */
  readonly caseSummary?: {
    readonly reference: Reference;
    readonly type?: CaseType;
    readonly place?: string;
    readonly priority: Priority;
    readonly dueAt?: Instant;
    /** The date lies beyond the announced holidays, so it may move. */
    readonly mayMove?: true;
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

/** A notice to staff about one case. Of a sensitive case it contains neither type nor place. */
export function staffNotice(
  delivery: Delivery,
  people: readonly Person[],
  found: Case,
  policy: Policy,
  now: Instant,
): CaseNotice {
  const message = delivery.message as Message;
  const sensitive = isSensitive(found, policy);
  const clock = sensitive && isMilestone(message.clock) ? undefined : message.clock;
  return {
    ...envelopeOf(delivery, people, now),
    about: 'case',
    kind: message.kind,
    caseSummary: summaryOf(found, policy, staffDate(message, found, policy)),
    ...(sensitive && { sensitive }),
    ...defined({ clock, level: message.level }),
  };
}

/** The reader of a notice to residents. */
export interface ResidentReader {
  /** The reader's own case. */
  readonly own: Case;
  /** The case that the message is about: a co-reporter's primary case, otherwise `own`. */
  readonly followed: Case;
}

/**
 * A notice to a resident, which says what is true now. Where it stands for earlier messages too, it is `news` and says
 * all of them.
 */
export function residentNotice(
  delivery: Delivery,
  folded: readonly Message[],
  { own, followed }: ResidentReader,
  policy: Policy,
  now: Instant,
): CaseNotice {
  const message = delivery.message as Message;
  const says = residentSaying(message, own, followed, now);
  const news = [...folded, message]
    .map((one) => residentSaying(one, own, followed, now))
    .filter(isResidentSaying);
  const isNews = folded.length > 0;
  const dates = (isNews ? news : [says]).flatMap((saying) => residentDate(saying, followed, policy) ?? []);
  return {
    ...envelopeOf(delivery, [], now),
    about: 'case',
    own: keyOf(own),
    ownStep: { version: own.version, chainHead: own.chainHead },
    kind: isNews ? 'news' : message.kind,
    ...(isNews ? { news } : says !== message.kind && { says }),
    caseSummary: summaryOf(own, policy, dates.at(-1)),
    ...(isSensitive(own, policy) && { sensitive: true }),
    ...defined({ clock: message.clock }),
  };
}

/** The notice for a co-reporter: it names the co-reporter's own reference and has an id of its own. */
export function coReporterNotice(
  delivery: Delivery,
  folded: readonly Message[],
  reader: ResidentReader,
  policy: Policy,
  now: Instant,
): CaseNotice {
  const { language, reference } = reader.own;
  const own = { ...delivery, language, message: { ...delivery.message, to: 'resident' } } as const;
  const notice = residentNotice(own, folded, reader, policy, now);
  return { ...notice, id: `${notice.id}-${reference}` };
}

function summaryOf(
  found: Case,
  policy: Policy,
  date: NoticeDate | undefined,
): NonNullable<CaseNotice['caseSummary']> {
  const { reference, type, place, priority } = found;
  return { reference, priority, ...(!isSensitive(found, policy) && { type, place }), ...date };
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
    ...(isOfSensitive({ common }) && { sensitive: true }),
    batch: {
      ...(isCaseType(type) && { type }),
      ...defined({ place }),
      count,
      references: unacknowledged.toSorted(),
      priority,
    },
  };
}

/**
 * A notice that names several cases, and says nothing else about them: each had a message that waited for its channel and
 * is still worth telling. That may be one about a case that has ended, such as a bad rating.
 */
export function severalNotice(
  delivery: Delivery,
  found: readonly Case[],
  people: readonly Person[],
  now: Instant,
): CaseNotice | undefined {
  const references = found.map(({ reference }) => reference);
  if (references.length === 0) return undefined;
  const { priority, digestContent } = delivery;
  return {
    ...envelopeOf(delivery, people, now),
    about: 'case',
    kind: 'several',
    ...(isOfSensitive(digestContent) && { sensitive: true }),
    batch: { count: references.length, references: references.toSorted(), priority },
  };
}

/** A milestone's name reveals the type of a sensitive case: only a dispute has a first sitting. */
const isMilestone = (kind: ClockKind | undefined): boolean =>
  milestoneKinds.some((milestone) => milestone === kind);

/** A date in a notice. It is the promise itself: the case's due time would be wrong, as it may be a reminder's. */
interface NoticeDate {
  readonly dueAt: Instant;
  readonly mayMove?: true;
}

const dateOf = ({ promiseAt, beyondHorizon }: Clock): NoticeDate => ({
  dueAt: promiseAt,
  ...(beyondHorizon && { mayMove: true }),
});

/** The clock whose time a message to the resident contains: when they get an answer, or by when they must give one. */
const residentClock: { readonly [Said in Saying]?: ClockKind } = {
  receipt: 'respond',
  ask: 'resident-answer',
  nudge: 'resident-answer',
};

function residentDate(saying: Saying, found: Case, policy: Policy): NoticeDate | undefined {
  if (saying === 'broken-promise')
    return hasNextInCharge(found, policy) ? nextLevelDate(found, policy) : undefined;
  const about = residentClock[saying];
  const clock = about && clockOf(found, about);
  return clock && dateOf(clock);
}

/** Whether the next level tells somebody else, unless somebody acts. The last one is only told again. */
const hasNextInCharge = ({ escalation, priority }: Case, policy: Policy): boolean =>
  escalation !== undefined &&
  !escalation.acting &&
  escalation.level < policy.escalations[priority].levels.length;

/** The promise that a message to staff is about, or the case's next one. */
function staffDate({ kind, clock: about }: Message, found: Case, policy: Policy): NoticeDate | undefined {
  if (kind === 'level') return nextLevelDate(found, policy);
  const clocks =
    about === undefined ? promiseKinds.map((kind) => clockOf(found, kind)) : [clockOf(found, about)];
  const [first] = clocks
    .flatMap((clock) => (clock !== undefined && (about !== undefined || isUnmet(clock)) ? [clock] : []))
    .toSorted((one, other) => one.promiseAt - other.promiseAt);
  return first && dateOf(first);
}

function nextLevelDate({ escalation, priority }: Case, policy: Policy): NoticeDate | undefined {
  if (escalation === undefined) return undefined;
  const { nextAt } = escalation;
  const { calendar } = policy.escalations[priority];
  return { dueAt: nextAt, ...(policy.calendars.isBeyondHorizon(calendar, nextAt) && { mayMove: true }) };
}
