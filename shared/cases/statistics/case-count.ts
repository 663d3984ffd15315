import type { Instant } from '../../engine/calendar/instant.ts';
import type { PersonId, StationId } from '../../engine/scope.ts';
import type { CaseId, Rating } from '../case.ts';
import type { CaseType } from '../case-type.ts';
import type { TerminalStatus } from '../lifecycle.ts';
import type { CountedPromise } from './counted-promise.ts';

/** What a case was answered with. The last answer counts. */
export const countedAnswers = ['resolved', 'not-resolved', 'rejected', 'transferred'] as const;
export type CountedAnswer = (typeof countedAnswers)[number];

/**
 * What the statistics keep of one case: nothing but codes, ids and times, and all of it follows from the facts of the case
 * (`countFacts`). Of persons there is the id of one member of staff.
 */
export interface CaseCount {
  readonly station: StationId;
  readonly caseId: CaseId;
  /** The version of the newest fact in it. Of two counts of a case, the one of the later version holds. */
  readonly version: number;
  /** When that fact was recorded. */
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly type: CaseType;
  readonly building: string;
  /** How it ended; absent while it is open. */
  readonly ended?: TerminalStatus;
  readonly assignee?: PersonId;
  /** Who gave the first reply. */
  readonly replier?: PersonId;
  readonly respond?: CountedPromise;
  readonly resolve?: CountedPromise;
  readonly answer?: CountedAnswer;
  /** It was resolved, and reopened after that. */
  readonly reopened?: true;
  /** The last rating that was given. A reopening does not take it back; the next rating replaces it. */
  readonly rating?: Rating;
}
