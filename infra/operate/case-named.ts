import type { CaseId } from '../../shared/cases/case.ts';
import { isCaseId } from '../../shared/cases/case-key.ts';

/** The case that an option names. Throws an error with a sentence for what no case can be named. */
export function caseNamed(text: string): CaseId {
  if (isCaseId(text)) return text;
  throw new Error('What --case names is not a case id: a `c` and 25 small letters and digits from 2 to 7.');
}
