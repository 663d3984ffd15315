import type { Signer } from '../engine/secrets/signer.ts';
import type { Tickets } from '../engine/secrets/tickets.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import type { System } from '../engine/system.ts';
import type { StationStore } from './station-store.ts';

/** Every dependency of the stations' use cases. */
export interface StationWorld {
  readonly store: StationStore & CompanionStore;
  readonly system: System;
  readonly signer: Signer;
  readonly tickets: Tickets;
}
