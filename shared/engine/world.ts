import type { PolicyBook } from '../policies/policy.ts';
import type { Bus, Outlet, PhotoStore, ProofOfWork, Signer, Store, System, Vault } from '../ports.ts';

/** Everything a use case may touch. Each takes only the part it needs, so its signature says what it can do. */
export interface World {
  readonly store: Store;
  readonly vault: Vault;
  readonly signer: Signer;
  readonly proofOfWork: ProofOfWork;
  readonly photoStore: PhotoStore;
  readonly system: System;
  readonly bus: Bus;
  readonly policies: PolicyBook;
  /** Who is reached how; only the sender has the channels themselves. */
  readonly channels: readonly Outlet[];
}
