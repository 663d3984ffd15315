import type { ContentFaultCode } from '../policies/content-fault.ts';
import type { Sentence } from './sentence.ts';

/** What only the console's pages of people and settings say; loaded by the requests that need it. */
export interface OfficeWords {
  readonly roster: {
    /** A role has nobody from a day to another, or from a day on. */
    readonly unstaffed: Sentence;
    readonly unstaffedFrom: Sentence;
    /** What that leads to: the levels that escalate at once, and the types whose reports reach nobody. */
    readonly levels: Sentence;
    readonly firstFor: Sentence;
    readonly level: Sentence;
    readonly nobodyStandsIn: Sentence;
    readonly nobodyStandsInFrom: Sentence;
    readonly stoodInFor: Sentence;
  };
  /** Why content may not be published, with what would become of cases. */
  readonly faults: Readonly<Record<ContentFaultCode, Sentence>>;
  /** Lengths of a policy that keep a case from being forgotten. */
  /** What staff call a status and a receiver otherwise than residents do. */
  readonly statuses: Readonly<Record<string, Sentence>>;
  readonly receivers: Readonly<Record<string, Sentence>>;
  readonly lengths: Readonly<Record<string, Sentence>>;
  readonly decisions: Readonly<Record<string, Sentence>>;
  /** What a policy would have changed in the last 30 days. */
  readonly replay: {
    readonly nothing: Sentence;
    readonly changes: Sentence;
    readonly moreReminders: Sentence;
    readonly fewerReminders: Sentence;
    readonly moreBreaches: Sentence;
    readonly fewerBreaches: Sentence;
    readonly moreLevels: Sentence;
    readonly fewerLevels: Sentence;
    readonly moreRefused: Sentence;
    readonly fewerRefused: Sentence;
  };
}
