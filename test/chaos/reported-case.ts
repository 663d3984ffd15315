import type { CaseType } from '../../shared/cases/case-type.ts';

/** What the system acknowledged about a case; none of it may be lost. */
export interface ReportedCase {
  readonly token: string;
  readonly place: string;
  readonly type: CaseType;
  readonly what: string;
  reference?: string;
  caseId?: string;
  /** Further texts that were accepted; each must be stored once. */
  readonly acceptedTexts: string[];
  resolved: boolean;
  rating?: string;
}
