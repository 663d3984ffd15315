import type { BudgetCounters } from '../../../shared/adapters/channels/rate-budget.ts';
import type { ChannelBook } from '../../../shared/engine/outbox/channel.ts';
import type { Audience } from '../../../shared/engine/outbox/message.ts';
import type { ResidentBook } from '../../../shared/engine/outbox/notify-world.ts';
import type { Run } from '../world/run.ts';
import type { Answer } from './answers.ts';

/** What makes a sender one for staff or one for residents. */
export interface SenderRole {
  readonly serves?: Audience;
  readonly residents?: ResidentBook;
}

/** How messages leave; a mutant replaces one of them. */
export interface SendingParts {
  readonly channels: (book: ChannelBook) => ChannelBook;
  readonly counters: (counters: BudgetCounters) => BudgetCounters;
  /** Where residents are reached, and what that may cost. */
  readonly residents: (book: ResidentBook) => ResidentBook;
  /** What adapters see of an answer. */
  readonly answers: (answer: Answer) => Answer;
  /** `both`: that of a function that would send to everybody. */
  readonly role: (own: SenderRole, both: SenderRole, handler: Run['handler']) => SenderRole;
}

export const realSendingParts: SendingParts = {
  channels: (book) => book,
  counters: (counters) => counters,
  residents: (book) => book,
  answers: (answer) => answer,
  role: (own) => own,
};
