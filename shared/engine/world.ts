import type { ProofOfWork } from '../cases/intake/proof-of-work.ts';
import type { PhotoStore } from '../cases/photos/photo-store.ts';
import type { Signer } from '../cases/receipts/signer.ts';
import type { PolicyBook } from '../policies/policy.ts';
import type { Store } from '../store.ts';
import type { Bus } from './outbox/bus.ts';
import type { Outlet } from './outbox/channel.ts';
import type { System } from './system.ts';
import type { Tickets } from './tickets.ts';
import type { Vault } from './vault.ts';

/** Everything a use case may touch. Each takes only the part it needs, so its signature says what it can do. */
export interface World {
  readonly store: Store;
  readonly vault: Vault;
  readonly signer: Signer;
  readonly tickets: Tickets;
  readonly proofOfWork: ProofOfWork;
  readonly photoStore: PhotoStore;
  readonly system: System;
  readonly bus: Bus;
  readonly policies: PolicyBook;
  /** Who is reached how; only the sender has the channels themselves. */
  readonly channels: readonly Outlet[];
}
