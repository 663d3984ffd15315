import type { Mac } from '../secrets/mac.ts';
import type { CheckpointStore, NotaryLog } from './notary-log.ts';

/** What the prover needs to compare the table with what the notary has stated. */
export interface NotaryReader {
  readonly log: Pick<NotaryLog, 'read'>;
  readonly checkpoints: CheckpointStore;
  readonly mac: Mac;
}
