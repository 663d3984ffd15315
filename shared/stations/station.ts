import type { Language } from '../engine/language.ts';
import type { StationId } from '../engine/scope.ts';
import type { PlanStrip } from './plan.ts';

/** A police room as residents know it. */
export interface Station {
  readonly station: StationId;
  /** The name on the sign of the station. */
  readonly words: Readonly<Record<Language, string>>;
  /** The name of the estate that it serves, as on the estate's door plates. */
  readonly compound: Readonly<Record<Language, string>>;
  /** The telephone number for residents, formatted for reading. */
  readonly phone: string;
  /** Roads, gates and gardens on the plan of the estate. */
  readonly strips?: readonly PlanStrip[];
}
