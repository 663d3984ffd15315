import type { Language } from '../cases/case.ts';
import type { CaseType } from '../cases/case-type.ts';
import type { Budgets } from '../cases/intake/rate-limits.ts';
import type { Move } from '../cases/lifecycle.ts';
import type { CalendarName, Calendars, Length } from '../engine/calendar/calendar.ts';
import type { MilestoneKind, Reminders } from '../engine/clocks/clock.ts';
import type { EscalationPolicy } from '../engine/clocks/escalation.ts';
import type { Priority } from '../engine/priority.ts';
import type { Responsible } from '../engine/responsible.ts';

/** A closed question of the form, so that an answer is a code and never personal data. */
export interface Question {
  readonly choices: readonly [string, ...string[]];
  readonly required: boolean;
}

/** Holds when the answer is one of these, or when the case happened within this time before the report. */
export type Condition =
  | { readonly question: string; readonly oneOf: readonly string[] }
  | { readonly occurredWithin: Length };

/**
 * What is promised at one priority of a type. The first level of which any condition holds applies; the last one
 * has no condition and always does. No `resolve`: such a case has no end by date (a lost person).
 */
export interface Terms {
  readonly when?: readonly Condition[];
  readonly priority: Priority;
  readonly calendar: CalendarName;
  readonly acknowledge: Length;
  readonly respond: Length;
  readonly resolve?: Length;
  /** Where the end is promised in plain days although people answer in office hours ("30 days"). */
  readonly resolveCalendar?: CalendarName;
  readonly handover: Length;
}

/** Where a milestone's clock starts: at a moment in the life of the case, or when another milestone is reached. */
export type MilestoneStart = 'received' | 'acknowledged' | 'replied' | 'resolved' | MilestoneKind;

/** A date of the type's own: footage to be kept, a notice to be served, a revisit. */
export interface Milestone {
  readonly kind: MilestoneKind;
  readonly starts: MilestoneStart;
  /** Counted from when the case happened rather than from the start (footage expires by the recording's date). */
  readonly countsFrom?: 'occurred';
  readonly calendar: CalendarName;
  /** Of several milestones of one kind, the first whose condition holds applies. */
  readonly when?: Condition;
  readonly length: Length;
  readonly reminders: Reminders;
  /** `escalation`: a missed date puts up the escalation. `tell`: it is told once, and that is all there is to do. */
  readonly atEnd: 'escalate' | 'notify';
  /** Moves that reach it besides `reach-milestone`. */
  readonly metBy?: readonly Move[];
  /** Starts again each time it is reached; later than `after` since the report, with the slower length. */
  readonly again?: { readonly after: Length; readonly length: Length };
  /** Must be reached by somebody other than who reached this one. */
  readonly notBy?: MilestoneKind;
  /** What starts again when it is reached with "not done" (a door that is still locked: a second notice). */
  readonly ifNotDone?: MilestoneKind;
}

/** Everything that makes one type of matter different from another, as data. */
export interface TypePolicy {
  readonly terms: readonly [Terms, ...Terms[]];
  /** Whose case it is until somebody is assigned, and who is told when it comes in. */
  readonly firstResponsible: Responsible;
  readonly escalatesFrom: 'receipt' | 'breach';
  /** Longest silence towards the resident once the first words were said. */
  readonly update: Length;
  readonly updateCalendar: CalendarName;
  /** How long the resident may say "not solved". */
  readonly window: Length;
  readonly residentAnswer: Length;
  readonly thirdParty: Length;
  /** Moves of the lifecycle that make no sense for this type. */
  readonly switchedOff: readonly Move[];
  /** `never`: the end of the window asks an officer, every day, instead of closing. */
  readonly closing: 'at-window-end' | 'never-by-itself';
  readonly withdrawal: 'at-once' | 'asks-officer' | { readonly asksOfficerWhen: Condition };
  readonly milestones: readonly Milestone[];
  readonly outcomes: readonly [string, ...string[]];
  readonly questions: Readonly<Record<string, Question>>;
  /**
   * Reports of the same at the same place within this time are shown to each other, as a number, and may become one
   * case; `alike` names the questions that must have the same answer. Absent where that would tell of co-reporters.
   */
  readonly sameReports?: { readonly within: Length; readonly alike: readonly string[] };
  /** Neutral title, quick exit, and messages without a word about the case. */
  readonly sensitive: boolean;
  /** Only officers and chiefs see who reported; the resident sees "handled" and no outcome. */
  readonly secretReporter: boolean;
}

/** A station's promises, versioned: a case keeps the version it was promised under. */
export interface Policy {
  readonly version: string;
  readonly calendars: Calendars;
  readonly escalations: Readonly<Record<Priority, EscalationPolicy>>;
  readonly types: Readonly<Record<CaseType, TypePolicy>>;
  /** What the station's own people read; a resident's messages are in the resident's language. */
  readonly staffLanguage: Language;
  readonly waitsMax: number;
  readonly extensionsMax: number;
  readonly thirdPartyMax: Length;
  readonly appointmentGrace: Length;
  /** What is ordinary in an hour; of the current policy only, whatever a case was promised under. */
  readonly budgets: Budgets;
  /** Deadline for the officer to decide what only a person can: silence of a resident, a wish to withdraw. */
  readonly decision: Length;
}

/** Policies by version: a case keeps the one it was promised under; new reports get the current one. */
export interface PolicyBook {
  readonly current: Policy;
  /** Throws for a version that this deployment does not know: such a row is parked, not misjudged. */
  of(version: string): Policy;
}
