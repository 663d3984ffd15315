import type { AggregateTypes } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Language } from '../language.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { AggregateStore, CompanionStore } from '../storage/store.ts';
import type { AggregateSubject, Delivery, DigestContent } from './delivery.ts';
import type { Message } from './message.ts';
import type { Notice, NoticeText } from './notice.ts';
import type { Person } from './person.ts';

/** What an aggregate may use to write a notice. */
export interface NoticeContext<T extends AggregateTypes> {
  readonly store: AggregateStore & CompanionStore;
  readonly policies: PolicyBook<T['Policy']>;
  /** The staff addressed, by the roster as it is now. */
  readonly people: readonly Person[];
  /** Earlier messages to the same resident that the notice must tell too, since they are not sent by themselves. */
  readonly folded: readonly Message[];
  readonly now: Instant;
}

/** The messages of one kind of aggregate: their order, language, staleness and text. */
export interface AggregateMessages<T extends AggregateTypes> {
  /** Most urgent first: of several messages to one addressee in one commit, only the first is sent. */
  readonly kinds: readonly string[];
  /** Kinds that wait for the end of quiet hours whatever the priority, and are then sent by themselves and in no brief. */
  readonly calmKinds?: readonly string[];
  languageOf(message: Message, state: T['State'], policy: T['Policy']): Language;
  /**
   * Why a message need not be sent any more, judged by the state just before sending; `undefined` means send it. The
   * reason is stored with the delivery.
   */
  whyStale(message: Message, decidedAt: Instant, state: T['State']): string | undefined;
  /** One notice for each reader; none if no reader can be reached. */
  noticesOf(
    delivery: Delivery<AggregateSubject>,
    state: T['State'],
    context: NoticeContext<T>,
  ): Promise<readonly Notice[]>;
  /** Renders a notice of this kind. */
  textOf(notice: Notice): NoticeText;
  /** The command that records on the aggregate that one of its messages reached no one. */
  failed(delivery: Delivery<AggregateSubject>, reason: 'dead' | 'unstaffed'): T['Command'];
  readonly batching?: AggregateBatching<T>;
}

/** For kinds that can arrive in bursts, whose messages are then sent as one digest. Deadlines are never batched. */
export interface AggregateBatching<T extends AggregateTypes> {
  mayBatch(message: Message, state: T['State']): boolean;
  /** The end of the batch window that the first message opens. */
  batchedUntil(state: T['State'], now: Instant): Instant;
  /** Values that two aggregates must have in common for their messages to be batched. */
  alike(state: T['State']): readonly string[];
  /** What the digest may state about all aggregates of the batch. */
  commonOf(state: T['State'], policy: T['Policy']): DigestContent['common'];
  /**
   * The digest about the aggregates that still need attention; `undefined` if none does. `found` are those it names.
   */
  digestOf(
    delivery: Delivery,
    content: DigestContent,
    found: readonly T['State'][],
    context: Pick<NoticeContext<T>, 'people' | 'now'>,
  ): Notice | undefined;
  /**
   * The notice about aggregates of which each has a message that waited for its channel; `undefined` if none of them needs
   * anybody any more. It names all that it is about.
   */
  severalOf(
    delivery: Delivery,
    found: readonly T['State'][],
    context: Pick<NoticeContext<T>, 'people' | 'now'>,
  ): Notice | undefined;
}
