import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { LocalDay } from '../calendar/local-day.ts';
import type { Language } from '../language.ts';
import type { Priority } from '../priority.ts';
import type { Responsible } from '../responsible.ts';
import type { PersonId, StationId } from '../scope.ts';
import type { Message } from './message.ts';

/** A message of one aggregate, identified by the version that decided it and its index there. */
export interface AggregateSubject {
  readonly about: 'aggregate';
  readonly key: AggregateKey;
  readonly version: number;
  readonly index: number;
}

/** A test of one channel, which was asked for at a time. */
export interface TestSubject {
  readonly about: 'test';
  readonly station: StationId;
  readonly channel: string;
  readonly at: Instant;
}

/** What a delivery is about: one aggregate, the morning brief of a day, a batch, or the test of a channel. */
export type DeliverySubject =
  | AggregateSubject
  | {
      readonly about: 'brief';
      readonly station: StationId;
      readonly day: LocalDay;
      readonly responsible: Responsible;
    }
  | { readonly about: 'batch'; readonly station: StationId; readonly batch: string; readonly since: Instant }
  | TestSubject;

/** How many aggregates a digest lists by id; of the others it states the number. */
export const DIGEST_IDS_MAX = 10;

/** The aggregates of one digest: the first by id, the others by their number. */
export interface DigestContent {
  readonly kind: string;
  /** What they have in common, as codes; only that they are sensitive where the digest may reveal nothing about them. */
  readonly common: Readonly<Record<string, string>>;
  readonly ids: readonly string[];
  readonly others: number;
}

/** What the aggregates of a digest have in common where it goes the way of sensitive messages. No reader is shown it. */
export const sensitiveInCommon = { sensitive: 'yes' } as const;
export const isOfSensitive = (content: Pick<DigestContent, 'common'> | undefined): boolean =>
  content?.common.sensitive === sensitiveInCommon.sensitive;

/**
 * How a delivery ended: sent by itself, told by a later message to the same resident, not needed any more, or given up.
 */
export const deliveryEnds = ['sent', 'folded', 'suppressed', 'dead'] as const;
export type DeliveryEnd = (typeof deliveryEnds)[number];
export const deliveryStates = ['pending', ...deliveryEnds] as const;

/** What a provider reported about a message that it had taken. */
export interface ProviderReport {
  readonly outcome: 'delivered' | 'undelivered';
  /** The provider's own code. */
  readonly code: string;
  readonly at: Instant;
}

/** One message to one addressee. It stays due until it ended. */
export interface Delivery<Subject extends DeliverySubject = DeliverySubject> {
  readonly subject: Subject;
  readonly message: Message;
  readonly priority: Priority;
  readonly language: Language;
  readonly createdAt: Instant;
  /** Attempts made so far; a claim is conditional on this number. */
  readonly attempts: number;
  readonly state: (typeof deliveryStates)[number];
  /** Present while pending: when the sweep offers it next. */
  readonly dueAt?: Instant;
  /**
   * The stream announces it as it is written, and its first attempt is made then. Its due time is when the sweep offers it
   * if the announcement was lost.
   */
  readonly announced?: true;
  /** The member of staff whose command caused a message to staff; they are not told of it. */
  readonly by?: PersonId;
  /**
   * Waits for the end of quiet hours: a message to staff then becomes part of the morning brief instead of being sent by
   * itself, and messages to one resident become one.
   */
  readonly held?: true;
  /** An attempt has failed, so later messages to the same resident need not wait for this one any more. */
  readonly failed?: true;
  /** Of several readers, those who were told: ids of notices, or of people. Present once there is one. */
  readonly told?: ReadonlySet<string>;
  /** In a burst of such messages, one digest is sent instead. */
  readonly batchable?: true;
  /** Present on the delivery of a digest. */
  readonly digestContent?: DigestContent;
  /** Over which channel it was sent, or was tried last. */
  readonly channel?: string;
  /** The provider's id of the message, under which it may report whether it was delivered. */
  readonly receipt?: string;
  /** Present once the provider reported what became of it. One that was reported undelivered is dead. */
  readonly report?: ProviderReport;
  /** Why it was suppressed or given up, or the version and index of the message that told it. */
  readonly reason?: string;
}

/** Stuck messages of a station (`stuck.ts`). */
export interface StuckMessages {
  /** The newest first. */
  readonly messages: readonly Delivery[];
  /** There are older ones that are not among them, or may be. */
  readonly more: boolean;
}

/** How a delivery ended. */
export type DeliveryEnding = Pick<Delivery, 'channel' | 'receipt' | 'reason'>;

/** The station whose roster and policy apply to a delivery. */
export const stationOf = (subject: DeliverySubject): StationId =>
  subject.about === 'aggregate' ? subject.key.station : subject.station;

/** Sorts deliveries of one aggregate in the order in which their messages were decided. */
export const inOrder = (one: Delivery<AggregateSubject>, other: Delivery<AggregateSubject>): number =>
  one.subject.version - other.subject.version || one.subject.index - other.subject.index;
