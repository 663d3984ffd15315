import type { AggregateStore, CompanionStore } from '../engine/storage/store.ts';
import type { System } from '../engine/system.ts';
import type { StationStore } from '../stations/station-store.ts';

/** Every dependency of the use cases that change a station's register. */
export interface RegisterWorld {
  readonly store: AggregateStore & CompanionStore & StationStore;
  readonly system: Pick<System, 'newId' | 'newToken'>;
}
