import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { PolicyBook } from '../../../shared/policies/policy.ts';

/** `notify` sends to staff, `notify-residents` to residents. */
export type Handler = 'http' | 'sweep' | 'relay' | 'notify' | 'notify-residents' | 'notary' | 'prove';

/** How a handler run ended. A crash keeps what was written and sends no answer. */
export type Ending = { readonly how: 'crashed' } | { readonly how: 'failed'; readonly error: unknown };

/** One invocation of a handler: its own process and clock, which may crash at any await. */
export interface Run {
  readonly handler: Handler;
  readonly startedAt: Instant;
  /** Clock skew of its machine. */
  readonly skewMs: number;
  readonly policies: PolicyBook;
  alive: boolean;
  readonly crash: () => void;
  /** When it last read each case, by name; a send must follow a recent read. */
  readonly reads: Map<string, Instant>;
  /** The attempt it claimed of each delivery, by name. */
  readonly claims: Map<string, number>;
}
