import type { CaseType } from '../cases/case-type.ts';
import type { MilestoneKind } from '../cases/clock-kinds.ts';
import type { Move } from '../cases/lifecycle.ts';
import type { CalendarData, CalendarName, Length } from '../engine/calendar/calendar.ts';
import type { Reminders } from '../engine/clocks/clock.ts';
import type { EscalationPolicy } from '../engine/clocks/escalation.ts';
import type { EnginePolicy, PolicyBook as EnginePolicyBook } from '../engine/policy-book.ts';
import type { Priority } from '../engine/priority.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { Budgets } from './budgets.ts';

/** A question with fixed choices, so that an answer is a code and never personal data. */
export interface Question {
  readonly choices: readonly [string, ...string[]];
  readonly required: boolean;
}

/** True if the answer is one of these, or if the incident happened within this time before the report. */
export type Condition =
  | { readonly question: string; readonly oneOf: readonly string[] }
  | { readonly occurredWithin: Length };

/**
 * What is promised for one priority of a case type. The first terms with a true condition apply; the last ones have no
 * condition and always apply. Without `resolve` the case has no date by which it must end (a lost person).
 */
export interface Terms {
  readonly when?: readonly Condition[];
  readonly priority: Priority;
  readonly calendar: CalendarName;
  readonly acknowledge: Length;
  readonly respond: Length;
  readonly resolve?: Length;
  /** Set where `resolve` counts calendar days ("30 days") although replies are due in office hours. */
  readonly resolveCalendar?: CalendarName;
  readonly handover: Length;
}

/** When a milestone's clock starts: at an event of the case, or when another milestone is reached. */
export type MilestoneStart = 'received' | 'acknowledged' | 'replied' | 'resolved' | MilestoneKind;

/** A deadline specific to a case type: footage to be kept, a notice to be served, a revisit. */
export interface Milestone {
  readonly kind: MilestoneKind;
  readonly starts: MilestoneStart;
  /** Counts from when the incident happened instead of from the start (footage expires by its recording date). */
  readonly countsFrom?: 'occurred';
  readonly calendar: CalendarName;
  /** Of several milestones of one kind, the first whose condition holds applies. */
  readonly when?: Condition;
  readonly length: Length;
  readonly reminders: Reminders;
  /** `escalate`: a missed deadline starts the escalation. `notify`: it sends one message and has no other effect. */
  readonly atEnd: 'escalate' | 'notify';
  /** Moves that meet the milestone besides `reach-milestone`. */
  readonly metBy?: readonly Move[];
  /** Starts again each time it is reached; once `after` has passed since the report, with this longer `length`. */
  readonly again?: { readonly after: Length; readonly length: Length };
  /** Must be reached by a different person than the named milestone. */
  readonly notBy?: MilestoneKind;
  /** The milestone that starts again when this one is reached as "not done" (door still locked: a second notice). */
  readonly ifNotDone?: MilestoneKind;
}

/** All rules of one case type, as data. */
export interface TypePolicy {
  readonly terms: readonly [Terms, ...Terms[]];
  /** The role that is responsible until a person is assigned, and that is notified of a new case. */
  readonly firstResponsible: Responsible;
  readonly escalatesFrom: 'receipt' | 'breach';
  /** The longest time between two replies to the resident. */
  readonly update: Length;
  readonly updateCalendar: CalendarName;
  /** How long after the end the resident may reopen the case. */
  readonly window: Length;
  readonly residentAnswer: Length;
  readonly thirdParty: Length;
  /** Moves of the lifecycle that this type does not allow. */
  readonly switchedOff: readonly Move[];
  /** `never-by-itself`: the end of the window asks an officer, every day, instead of closing the case. */
  readonly closing: 'at-window-end' | 'never-by-itself';
  readonly withdrawal: 'at-once' | 'asks-officer' | { readonly asksOfficerWhen: Condition };
  readonly milestones: readonly Milestone[];
  readonly outcomes: readonly [string, ...string[]];
  readonly questions: Readonly<Record<string, Question>>;
  /**
   * Reports of this type at the same place within this time count as reports of the same incident: each reporter sees
   * their number, and they may become one case. `alike` names the questions that must have the same answer. Absent
   * where the number would reveal that others reported.
   */
  readonly sameReports?: { readonly within: Length; readonly alike: readonly string[] };
  /** Pages have a neutral title and a quick exit, and messages do not mention what the case is about. */
  readonly sensitive: boolean;
  /** Only officers and chiefs see who reported; the resident sees "handled" and no outcome. */
  readonly secretReporter: boolean;
}

/** A version of a station's promises; a case keeps the version it started with. */
export interface Policy extends EnginePolicy {
  readonly escalations: Readonly<Record<Priority, EscalationPolicy>>;
  readonly types: Readonly<Record<CaseType, TypePolicy>>;
  readonly waitsMax: number;
  readonly extensionsMax: number;
  readonly thirdPartyMax: Length;
  readonly appointmentGrace: Length;
  /** Hourly limits; always those of the current policy, even for cases under an older version. */
  readonly budgets: Budgets;
  /** How long an officer may take for a required decision, such as on a resident's silence or a withdrawal. */
  readonly decision: Length;
  /** How long a helper's answer is hoped for before the officer is told; absent where the defaults apply. */
  readonly helperSilence?: Readonly<Record<Priority, Length>>;
}

/** The published form of a policy: plain data, without the calendars, which have versions of their own. */
export type PolicyContent = Omit<Policy, 'calendars' | 'types'> & {
  /** A version may lack case types that were added later; these use the standard policy. */
  readonly types: Readonly<Partial<Record<CaseType, TypePolicy>>>;
};

/** The published hours and holidays of a station. Every clock that starts uses the newest version. */
export interface CalendarContent extends CalendarData {
  readonly version: string;
}

/** The engine's `PolicyBook` with this policy type. */
export type PolicyBook = EnginePolicyBook<Policy>;
