import type { Case } from '../cases/case.ts';
import type { CaseKey } from '../cases/case-key.ts';
import type { RecentReport } from '../cases/intake/recent-report.ts';
import type { Submission } from '../cases/intake/submission.ts';
import type { PhotoStep } from '../cases/photos/photo-step.ts';
import type { CommandRecord } from './command-record.ts';
import type { FactRecord } from './fact-record.ts';
import type { OneTimeUse } from './one-time-use.ts';
import type { Delivery } from './outbox/delivery.ts';
import type { TextRecord } from './text-record.ts';

/** One decision, written whole or not at all: ≤ 20 rows. `before` is absent for the first version. */
export interface Commit {
  readonly before?: Case;
  readonly after: Case;
  readonly facts: readonly FactRecord[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
  /** With the first version: the token's row and the reference's row. */
  readonly submission?: Submission;
  readonly usedOnce?: OneTimeUse;
  readonly command?: CommandRecord;
  /** With the first version, where co-reporters may be told of it. */
  readonly recentReport?: RecentReport;
  /** What this step means to another case, written with it: two become one, or part again, in one transaction. */
  readonly second?: Commit;
  /** What became of a photo of this case: its place changes with the fact that tells of it, or not at all. */
  readonly photo?: PhotoStep;
  /** Leads from the case beside this one to this one, which joined it. */
  readonly joins?: CaseKey;
}

/** `conflict` names what somebody else had written first; nothing of this commit is. */
export type Committed =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly conflict: 'version' | 'token' | 'reference' | 'command' | 'proof' | 'photo';
    };
