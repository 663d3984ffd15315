import type { Instant } from '../calendar/instant.ts';
import type { Actor } from '../scope.ts';
import type { Sealed } from '../secrets/sealed.ts';

/** What a person wrote, sealed. `sealed` opens only for the same aggregate and row. */
export interface TextRecord {
  readonly version: number;
  readonly index: number;
  /** A code of the aggregate's own, such as `reply`. */
  readonly kind: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly sealed: Sealed;
}
