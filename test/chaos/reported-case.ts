import type { CaseType } from '../../shared/cases/case-type.ts';

/** A case as those see it who were told about it: all of this was acknowledged, and none of it may be lost. */
export interface ReportedCase {
  readonly token: string;
  readonly place: string;
  readonly type: CaseType;
  readonly what: string;
  reference?: string;
  caseId?: string;
  /** Further words that the station took; each must be there once. */
  readonly taken: string[];
  resolved: boolean;
  rating?: string;
}
