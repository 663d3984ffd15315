import type { Signer } from '../engine/signer.ts';
import type { CompanionStore } from '../engine/store.ts';
import type { System } from '../engine/system.ts';
import type { Tickets } from '../engine/tickets.ts';
import type { StationStore } from './station-store.ts';

/** Everything that the use cases of stations may touch. */
export interface StationWorld {
  readonly store: StationStore & CompanionStore;
  readonly system: System;
  readonly signer: Signer;
  readonly tickets: Tickets;
}
