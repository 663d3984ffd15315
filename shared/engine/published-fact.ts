import type { CaseKey } from '../cases/case-key.ts';
import type { Fact } from '../cases/fact.ts';
import type { Instant } from './calendar/instant.ts';

/** A fact as others may hear of it. */
export interface PublishedFact {
  readonly key: CaseKey;
  readonly version: number;
  readonly index: number;
  readonly at: Instant;
  readonly fact: Fact['fact'];
}
