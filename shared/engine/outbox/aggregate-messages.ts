import type { AggregateTypes } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Language } from '../language.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { AggregateStore, CompanionStore } from '../storage/store.ts';
import type { AggregateSubject, Delivery, DigestContent } from './delivery.ts';
import type { Message } from './message.ts';
import type { Notice, NoticeText } from './notice.ts';
import type { Person } from './person.ts';

/** What a notice may be made of. */
export interface NoticeContext<T extends AggregateTypes> {
  readonly store: AggregateStore & CompanionStore;
  readonly policies: PolicyBook<T['Policy']>;
  /** The staff that the message goes to, as the roster stands now. */
  readonly people: readonly Person[];
  readonly now: Instant;
}

/** What one kind of aggregate says, to whom, and when it need not be said any more. */
export interface AggregateMessages<T extends AggregateTypes> {
  /** Most pressing first: where several would reach one addressee at once, the first is sent. */
  readonly kinds: readonly string[];
  languageOf(message: Message, state: T['State'], policy: T['Policy']): Language;
  /**
   * Why a message need not be sent any more, by the state as it is just before sending; `undefined` means send it.
   * Kept with the delivery.
   */
  whyStale(message: Message, decidedAt: Instant, state: T['State']): string | undefined;
  /** One notice for each reader; none where nobody can be reached. */
  noticesOf(
    delivery: Delivery<AggregateSubject>,
    state: T['State'],
    context: NoticeContext<T>,
  ): Promise<readonly Notice[]>;
  /** Puts a notice of this kind into words. */
  textOf(notice: Notice): NoticeText;
  /** The command by which an aggregate learns that one of its messages reached nobody. */
  failed(delivery: Delivery<AggregateSubject>, reason: 'dead' | 'unstaffed'): T['Command'];
  readonly batching?: AggregateBatching<T>;
}

/** For aggregates of which so many may come at once that their messages are sent as one. Deadlines are never batched. */
export interface AggregateBatching<T extends AggregateTypes> {
  mayBatch(message: Message, state: T['State']): boolean;
  /** Until when messages like the first are batched. */
  batchedUntil(state: T['State'], now: Instant): Instant;
  /** Messages of aggregates that are alike in these are batched. */
  alike(state: T['State']): readonly string[];
  /** What the digest may say that they have in common. */
  commonOf(state: T['State'], policy: T['Policy']): DigestContent['common'];
  /** The digest, of what is left of it; `undefined` when nothing is. `found` are the ones it names. */
  digestOf(
    delivery: Delivery,
    content: DigestContent,
    found: readonly T['State'][],
    context: Pick<NoticeContext<T>, 'people' | 'now'>,
  ): Notice | undefined;
}
