import type { RateCounterStore } from './cases/intake/rate-counter-store.ts';
import type { PhotoSlotStore } from './cases/photos/photo-slot-store.ts';
import type { ProofBook } from './engine/proof/proof-book.ts';
import type { CaseStore, DeliveryStore, DueStore } from './engine/store.ts';
import type { StationStore } from './stations/station-store.ts';

export interface Store
  extends CaseStore,
    DueStore,
    DeliveryStore,
    StationStore,
    RateCounterStore,
    ProofBook,
    PhotoSlotStore {}
