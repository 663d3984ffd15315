import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import type { PolicyBook } from '../../../shared/policies/policy.ts';

export type Handler = 'door' | 'sweep' | 'relay' | 'notify';

/** How a run of a handler ended. A crash leaves whatever it had written, and nobody is answered. */
export type Ending = { readonly how: 'crashed' } | { readonly how: 'failed'; readonly error: unknown };

/** One invocation of one handler: a process of its own, with a clock of its own, that may die at any await. */
export interface Run {
  readonly handler: Handler;
  readonly startedAt: Instant;
  /** What its machine's clock says beside the true time. */
  readonly skewMs: number;
  readonly policies: PolicyBook;
  alive: boolean;
  readonly crash: () => void;
  /** When it last read each case, by name: what it sends must rest on that. */
  readonly reads: Map<string, Instant>;
  /** The attempt it claimed of each delivery, by name. */
  readonly claims: Map<string, number>;
}
