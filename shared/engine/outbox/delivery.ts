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

/** What a delivery is about: one aggregate, the morning brief of a day, or a batch. */
export type DeliverySubject =
  | AggregateSubject
  | {
      readonly about: 'brief';
      readonly station: StationId;
      readonly day: LocalDay;
      readonly responsible: Responsible;
    }
  | { readonly about: 'batch'; readonly station: StationId; readonly batch: string; readonly since: Instant };

/** How many aggregates a digest lists by id; of the others it states the number. */
export const DIGEST_IDS_MAX = 10;

/** The aggregates of one digest: the first by id, the others by their number. */
export interface DigestContent {
  readonly kind: string;
  /** What they have in common, as codes; empty where the digest may reveal nothing about them. */
  readonly common: Readonly<Record<string, string>>;
  readonly ids: readonly string[];
  readonly others: number;
}

/**
 * How a delivery ended: sent by itself, told by a later message to the same resident, not needed any more, or given up.
 */
export const deliveryEnds = ['sent', 'folded', 'suppressed', 'dead'] as const;
export type DeliveryEnd = (typeof deliveryEnds)[number];
export const deliveryStates = ['pending', ...deliveryEnds] as const;

/** One message to one addressee over one channel. It stays due until it ended. */
export interface Delivery<Subject extends DeliverySubject = DeliverySubject> {
  readonly subject: Subject;
  readonly message: Message;
  readonly channel: string;
  readonly priority: Priority;
  readonly language: Language;
  readonly createdAt: Instant;
  /** Attempts made so far; a claim is conditional on this number. */
  readonly attempts: number;
  readonly state: (typeof deliveryStates)[number];
  /** Present while pending: when the sweep offers it next. */
  readonly dueAt?: Instant;
  /** The member of staff whose command caused a message to staff; they are not told of it. */
  readonly by?: PersonId;
  /**
   * Waits for the end of quiet hours: a message to staff then becomes part of the morning brief instead of being sent by
   * itself, and messages to one resident become one.
   */
  readonly held?: true;
  /** An attempt has failed, so later messages to the same resident need not wait for this one any more. */
  readonly failed?: true;
  /** In a burst of such messages, one digest is sent instead. */
  readonly batchable?: true;
  /** Present on the delivery of a digest. */
  readonly digestContent?: DigestContent;
  /** Why it was suppressed or given up, or the version and index of the message that told it. */
  readonly reason?: string;
}

/** The station whose roster and policy apply to a delivery. */
export const stationOf = (subject: DeliverySubject): StationId =>
  subject.about === 'aggregate' ? subject.key.station : subject.station;

/** Sorts deliveries of one aggregate in the order in which their messages were decided. */
export const inOrder = (one: Delivery<AggregateSubject>, other: Delivery<AggregateSubject>): number =>
  one.subject.version - other.subject.version || one.subject.index - other.subject.index;
