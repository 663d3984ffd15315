import type { TextKind } from '../cases/text-kinds.ts';
import type { Instant } from './calendar/instant.ts';
import type { Actor } from './scope.ts';
import type { Sealed } from './sealed.ts';

/** Words of a person, sealed. `sealed` opens only for the same station, case and row. */
export interface TextRecord {
  readonly version: number;
  readonly index: number;
  readonly kind: TextKind;
  readonly by: Actor;
  readonly at: Instant;
  readonly sealed: Sealed;
}
