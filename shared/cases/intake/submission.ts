import type { CaseKey } from '../case-key.ts';

/** `T#sha256(token)`: the only deduplication of a report, and the way from a secret link to its case. */
export interface Submission {
  readonly tokenHash: string;
  readonly key: CaseKey;
  readonly contentHash: string;
}
