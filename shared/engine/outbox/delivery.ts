import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { LocalDay } from '../calendar/local-day.ts';
import type { Language } from '../language.ts';
import type { Priority } from '../priority.ts';
import type { Responsible } from '../responsible.ts';
import type { StationId } from '../scope.ts';
import type { Message } from './message.ts';

/** A message of one aggregate, named by the version that decided it. */
export interface AggregateSubject {
  readonly about: 'aggregate';
  readonly key: AggregateKey;
  readonly version: number;
  readonly index: number;
}

/** What a message is about: an aggregate, the morning brief of a day, or many of one kind that came at once. */
export type DeliverySubject =
  | AggregateSubject
  | {
      readonly about: 'brief';
      readonly station: StationId;
      readonly day: LocalDay;
      readonly responsible: Responsible;
    }
  | { readonly about: 'batch'; readonly station: StationId; readonly batch: string; readonly since: Instant };

/** The aggregates that one message stands for: some by name, of the others their number. */
export interface DigestContent {
  readonly kind: string;
  /** What they have in common, as codes; empty where nothing may be said of them. */
  readonly common: Readonly<Record<string, string>>;
  readonly ids: readonly string[];
  readonly others: number;
}

/** One message to one addressee over one channel, with its own due time until it is sent or given up explicitly. */
export interface Delivery<Subject extends DeliverySubject = DeliverySubject> {
  readonly subject: Subject;
  readonly message: Message;
  readonly channel: string;
  readonly priority: Priority;
  readonly language: Language;
  readonly createdAt: Instant;
  /** Offers made so far; also the version that a claim is conditional on. */
  readonly attempts: number;
  readonly state: 'pending' | 'sent' | 'suppressed' | 'dead';
  /** Present while pending: when it is offered (again). */
  readonly dueAt?: Instant;
  /** It was decided in quiet hours: at their end it goes into the one morning brief instead of out by itself. */
  readonly held?: true;
  /** Where many such messages come at once, one digest is sent for all. */
  readonly batchable?: true;
  /** Of the digest that is sent for all. */
  readonly digestContent?: DigestContent;
  /** Why it was suppressed or given up. */
  readonly reason?: string;
}

/** The station whose roster and channels a message needs. */
export const stationOf = (subject: DeliverySubject): StationId =>
  subject.about === 'aggregate' ? subject.key.station : subject.station;
