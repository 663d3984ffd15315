import type { Instant } from '../../../shared/engine/calendar/instant.ts';

/** A message that a fake took, as its readers would see it. */
export interface Accepted {
  readonly at: Instant;
  /** The title and the text, on lines of their own. */
  readonly text: string;
  /** The ids of the people who were notified by name. */
  readonly mentioned: readonly string[];
  /** Whether all of the group were notified. */
  readonly everyone: boolean;
  /** The size of what the provider limits, in its unit. */
  readonly length: number;
  /** The number or mail address of the one person it went to. */
  readonly to?: string;
  /** The sender's id of the message, where the provider knows one. */
  readonly id?: string;
  /** The provider's own id of the message, under which it reports later what became of it. */
  readonly receipt?: string;
}

/** A stand-in for a provider, as strict as its documentation. */
export interface Fake {
  readonly url: URL;
  /** The newest messages, oldest first. */
  readonly accepted: readonly Accepted[];
  /** From now on the fake does this instead of its work, whatever it is asked; `undefined` ends it. */
  fail(fault: string | undefined): void;
  close(): Promise<void>;
}

/** Older messages are dropped: a fake may run for weeks. */
export const ACCEPTED_MAX = 500;

/** What a fake does besides keeping the newest messages. */
export interface FakeListeners {
  /** How many it keeps; `ACCEPTED_MAX` when absent. */
  readonly keep?: number;
  /** Called before it answers. If this throws, the sender gets no answer. */
  readonly onAccepted?: (accepted: Accepted) => void;
  /** Called with the beginning of the answer that refuses a message. */
  readonly onRefused?: (answer: string) => void;
}
