import type { ProofBook } from '../engine/proof/proof-book.ts';
import type { Hasher } from '../engine/secrets/hasher.ts';
import type { ReaderKeys } from '../engine/secrets/reader-keys.ts';
import type { Sealer } from '../engine/secrets/sealer.ts';
import type { Signer } from '../engine/secrets/signer.ts';
import type { Tickets } from '../engine/secrets/tickets.ts';
import type { EngineStore } from '../engine/storage/store.ts';
import type { EngineWorld } from '../engine/world.ts';
import type { PolicyBook } from '../policies/policy.ts';
import type { StationStore } from '../stations/station-store.ts';
import type { CaseSystem } from './case-system.ts';
import type { ProofOfWork } from './intake/proof-of-work.ts';
import type { RateCounterStore } from './intake/rate-counter-store.ts';
import type { PhoneHash } from './phones/phone-hash.ts';
import type { PhotoStore } from './photos/photo-store.ts';
import type { CaseListStore } from './reading/case-list.ts';

/** Every store that a use case of cases may need. */
export interface Store extends EngineStore, StationStore, RateCounterStore, ProofBook, CaseListStore {}

/** Every dependency of the use cases. Each use case picks only what it needs, so its signature shows what it can do. */
export interface World extends EngineWorld {
  readonly store: Store;
  readonly policies: PolicyBook;
  readonly system: CaseSystem;
  readonly sealer: Sealer;
  readonly hasher: Hasher;
  readonly readerKeys: ReaderKeys;
  readonly signer: Signer;
  readonly tickets: Tickets;
  readonly proofOfWork: ProofOfWork;
  readonly photoStore: PhotoStore;
  readonly phoneHash: PhoneHash;
}
