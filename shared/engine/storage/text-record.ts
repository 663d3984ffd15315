import type { Instant } from '../calendar/instant.ts';
import type { Actor } from '../scope.ts';
import type { Sealed } from '../secrets/sealed.ts';

/** A person's text, sealed. `sealed` can be opened only under the same aggregate, version and index. */
export interface TextRecord {
  readonly version: number;
  readonly index: number;
  /** A code that the aggregate defines, such as `reply`. */
  readonly kind: string;
  readonly by: Actor;
  readonly at: Instant;
  readonly sealed: Sealed;
}
