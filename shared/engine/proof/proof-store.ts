import type { CaseKey } from '../../cases/case-key.ts';
import type { Page } from '../page.ts';
import type { Proof } from './proof.ts';
import type { Chain, Mend, ProofRun, SeenCase, SeenDelivery, SeenRow } from './seen.ts';

/** Everything kept, of all stations, for the prover alone. It never sees a sealed text, and never writes a fact. */
export interface ProofStore {
  /** All rows, page by page; the rows themselves are strongly consistent. */
  scan(cursor?: string): Promise<Page<SeenRow>>;
  look(key: CaseKey): Promise<SeenCase | undefined>;
  /** Strongly consistent and whole. Throws `Unreadable` for a fact that does not parse. */
  chain(key: CaseKey): Promise<Chain>;
  /** Whether the index itself shows the row where the row says. An index lags behind its table by moments. */
  isIndexed(row: SeenCase): Promise<boolean>;
  /** False when the row is no longer as it was seen; then nothing was changed. */
  mend(row: SeenCase | SeenDelivery, mend: Mend): Promise<boolean>;
  loadRun(): Promise<ProofRun | undefined>;
  /** `undefined` once everything was looked at. */
  saveRun(run: ProofRun | undefined): Promise<void>;
  writeProof(proof: Proof): Promise<void>;
}
