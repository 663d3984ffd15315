import type { Language } from '../cases/case.ts';
import type { StationId } from '../engine/scope.ts';

/** A police room as residents know it. */
export interface Station {
  readonly station: StationId;
  /** What stands above its door. */
  readonly words: Readonly<Record<Language, string>>;
  /** The estate it looks after, as its door plates have it. */
  readonly compound: Readonly<Record<Language, string>>;
  /** The number residents call, as people write it. */
  readonly phone: string;
}
