import type { PolicyBook } from '../domain/policy.ts';
import type { Album, Bus, Outlet, ProofOfWork, Signer, Store, System, Vault } from '../ports.ts';
import type { Tickets } from './tickets.ts';

/** Everything a use case may touch. Each takes only the part it needs, so its signature says what it can do. */
export interface World {
  readonly store: Store;
  readonly vault: Vault;
  readonly signer: Signer;
  readonly tickets: Tickets;
  readonly proofOfWork: ProofOfWork;
  readonly album: Album;
  readonly system: System;
  readonly bus: Bus;
  readonly policies: PolicyBook;
  /** Who is reached how; only the sender has the channels themselves. */
  readonly channels: readonly Outlet[];
}
