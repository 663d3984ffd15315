import type { CaseId, Language } from '../../cases/case.ts';
import type { CaseKey } from '../../cases/case-key.ts';
import type { CaseType } from '../../cases/case-type.ts';
import type { Instant } from '../calendar/instant.ts';
import type { LocalDay } from '../calendar/local-day.ts';
import type { Priority } from '../priority.ts';
import type { Responsible } from '../responsible.ts';
import type { StationId } from '../scope.ts';
import type { Message } from './message.ts';

/** What a message is about: a case, the morning brief of a day, or cases of low trust that came at once. */
export type DeliverySubject =
  | { readonly about: 'case'; readonly key: CaseKey; readonly version: number; readonly index: number }
  | {
      readonly about: 'brief';
      readonly station: StationId;
      readonly day: LocalDay;
      readonly responsible: Responsible;
    }
  | { readonly about: 'batch'; readonly station: StationId; readonly batch: string; readonly since: Instant };

/** The cases that one message stands for: some by name, of the others their number. */
export interface DigestContent {
  /** Absent where the cases are sensitive. */
  readonly place?: string;
  readonly type?: CaseType;
  readonly cases: readonly CaseId[];
  readonly others: number;
}

/** One message to one addressee over one channel, with its own due time until it is sent or given up explicitly. */
export interface Delivery {
  readonly subject: DeliverySubject;
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
  /** About a case of low trust: where many such messages come at once, one is sent for all. */
  readonly batchable?: true;
  /** In the one that is sent for all. */
  readonly digestContent?: DigestContent;
  /** Why it was suppressed or given up. */
  readonly reason?: string;
}
