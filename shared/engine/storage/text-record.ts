import type { Instant } from '../calendar/instant.ts';
import type { Actor } from '../scope.ts';
import type { Sealed } from '../secrets/sealed.ts';

/** A person's text, sealed. `sealed` can be opened only with all other fields as they were written. */
export interface TextRecord {
  readonly version: number;
  readonly index: number;
  /** A code that the aggregate defines, such as `reply`. */
  readonly kind: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly sealed: Sealed;
}
