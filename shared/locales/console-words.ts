import type { CaseType } from '../cases/case-type.ts';
import type { ClockKind } from '../cases/clock-kinds.ts';
import type { FactType } from '../cases/fact.ts';
import type { HelperAnswer, HelperRole } from '../cases/helper-roles.ts';
import type { Move, Status } from '../cases/lifecycle.ts';
import type { Language } from '../engine/language.ts';
import type { Responsible } from '../engine/responsible.ts';
import type { Role } from '../engine/scope.ts';
import type { QuestionsWords } from './page-words.ts';
import type { Sentence } from './sentence.ts';
import type { OutcomeWords } from './words.ts';

/** A thing of the case that a move asks for. */
export type MoveField =
  | 'text'
  | 'person'
  | 'type'
  | 'until'
  | 'at'
  | 'clock'
  | 'promiseAt'
  | 'milestone'
  | 'done'
  | 'outcome'
  | 'reason'
  | 'of'
  | 'target'
  | 'ref';

/** What the console says to staff: of the case's own words those that staff read, and the words of its screens. */
export interface ConsoleWords {
  readonly types: Readonly<Record<CaseType, Sentence>>;
  readonly statuses: Readonly<Record<Status, Sentence>>;
  readonly outcomes: OutcomeWords;
  readonly roles: Readonly<Record<Role, Sentence>>;
  readonly responsibles: Readonly<Record<Responsible, Sentence>>;
  readonly clocks: Readonly<Record<ClockKind, Sentence>>;
  readonly questions: QuestionsWords;
  readonly moves: Readonly<Record<Move, Sentence>>;
  /** What a move will ask for, said before it is chosen; a move without a sentence needs nothing. */
  readonly moveNeeds: { readonly [M in Move]?: Sentence };
  readonly fields: Readonly<Record<MoveField, Sentence>>;
  /** Facts as staff read them; `{clock}`, `{person}`, `{who}` and `{what}` are the fact's own particulars. */
  readonly facts: Readonly<Record<FactType, Sentence>>;

  readonly shell: {
    readonly product: Sentence;
    readonly skip: Sentence;
    readonly menu: Sentence;
    readonly board: Sentence;
    readonly search: Sentence;
    readonly walkIn: Sentence;
    readonly brief: Sentence;
    readonly station: Sentence;
    readonly stats: Sentence;
    readonly signIn: Sentence;
    readonly signInWhy: Sentence;
    readonly signOut: Sentence;
    readonly otherLanguage: Sentence;
    readonly expired: Sentence;
    readonly expiredHint: Sentence;
    readonly offline: Sentence;
    readonly waiting: Sentence;
    readonly back: Sentence;
    readonly again: Sentence;
    readonly cancel: Sentence;
    readonly close: Sentence;
    readonly notThere: Sentence;
    readonly notAllowed: Sentence;
    readonly failed: Sentence;
    readonly unreachable: Sentence;
    readonly loading: Sentence;
    readonly signInFailed: Sentence;
    readonly keys: Sentence;
    readonly theme: Sentence;
    readonly keptFull: Sentence;
    readonly refusedTitle: Sentence;
    readonly refused: Sentence;
    readonly refusedInBox: Sentence;
    readonly toCase: Sentence;
    readonly dismiss: Sentence;
    readonly leaveUnsent: Sentence;
    readonly caseTitle: Sentence;
  };

  readonly time: {
    readonly minutes: Sentence;
    readonly hours: Sentence;
    readonly days: Sentence;
    readonly today: Sentence;
    readonly tomorrow: Sentence;
    readonly yesterday: Sentence;
    readonly weekdays: readonly Sentence[];
    readonly monthDay: Sentence;
    readonly mayMove: Sentence;
  };

  readonly board: {
    readonly title: Sentence;
    readonly views: Readonly<
      Record<'mine' | 'unassigned' | 'overdue' | 'waiting' | 'open' | 'low' | 'received', Sentence>
    >;
    readonly filter: Sentence;
    readonly groups: Readonly<Record<'overdue' | 'hour' | 'today' | 'later' | 'ended', Sentence>>;
    readonly late: Sentence;
    /** Of a case that is late already: how long until the next step, and which. */
    readonly lateStep: Sentence;
    /** Below the time that is left, what happens then. */
    readonly step: Readonly<Record<'remind' | 'end' | 'level' | 'action' | 'review', Sentence>>;
    readonly received: Sentence;
    readonly nobody: Sentence;
    readonly lowTrust: Sentence;
    readonly alike: Sentence;
    readonly none: Readonly<
      Record<'mine' | 'unassigned' | 'overdue' | 'waiting' | 'open' | 'low' | 'received', Sentence>
    >;
    readonly more: Sentence;
    readonly changed: Sentence;
    readonly choose: Sentence;
    readonly priority: Sentence;
    readonly lead: Sentence;
    readonly leadCalm: Sentence;
    readonly onlyBuilding: Sentence;
  };

  readonly search: {
    readonly title: Sentence;
    readonly label: Sentence;
    readonly hint: Sentence;
    readonly go: Sentence;
    readonly byReference: Sentence;
    readonly byPhone: Sentence;
    readonly byPlace: Sentence;
    readonly byType: Sentence;
    readonly byPerson: Sentence;
    readonly byDay: Sentence;
    readonly unclear: Sentence;
    readonly found: Sentence;
    readonly nothing: Sentence;
    readonly phoneOfficers: Sentence;
  };

  /** Two cases that may be about the same matter, side by side. */
  readonly same: {
    readonly maybe: Sentence;
    readonly look: Sentence;
    readonly notSame: Sentence;
    readonly both: Sentence;
    readonly thisOne: Sentence;
    readonly otherOne: Sentence;
    readonly what: Sentence;
    readonly place: Sentence;
    readonly received: Sentence;
    readonly status: Sentence;
    readonly visible: Sentence;
    readonly visibleAll: Sentence;
    readonly visibleSensitive: Sentence;
    readonly visibleSecret: Sentence;
    readonly openOther: Sentence;
    readonly linkHint: Sentence;
    readonly link: Sentence;
  };
  readonly case: {
    readonly now: Sentence;
    readonly dueBy: Sentence;
    readonly overdueSince: Sentence;
    readonly inCharge: Sentence;
    readonly next: Sentence;
    readonly noMoves: Sentence;
    readonly story: Sentence;
    readonly resident: Sentence;
    readonly coReporter: Sentence;
    readonly helper: Sentence;
    readonly clock: Sentence;
    readonly system: Sentence;
    readonly seen: Sentence;
    readonly unseen: Sentence;
    readonly sealed: Sentence;
    readonly erased: Sentence;
    readonly damaged: Sentence;
    readonly reply: Sentence;
    readonly replyHint: Sentence;
    readonly replySecret: Sentence;
    readonly replyPlaceholder: Sentence;
    readonly quickReplies: Sentence;
    readonly send: Sentence;
    readonly noWayBack: Sentence;
    readonly note: Sentence;
    readonly noteHint: Sentence;
    readonly notePlaceholder: Sentence;
    readonly keepNote: Sentence;
    readonly draftKept: Sentence;
    readonly escalation: Sentence;
    readonly escalationHint: Sentence;
    readonly levels: Readonly<Record<'got' | 'missed' | 'ahead', Sentence>>;
    readonly levelAt: Sentence;
    readonly contact: Sentence;
    readonly phone: Sentence;
    readonly mail: Sentence;
    readonly name: Sentence;
    readonly show: Sentence;
    readonly call: Sentence;
    readonly noContact: Sentence;
    readonly hiddenContact: Sentence;
    /** What is shown only to who asks for it, and that it goes on record. */
    readonly withheldContact: Sentence;
    readonly withheldText: Sentence;
    readonly withheldHelper: Sentence;
    readonly open: Sentence;
    readonly openPhoto: Sentence;
    readonly showsOnRecord: Sentence;
    readonly opensOnRecord: Sentence;
    readonly details: Sentence;
    readonly occurred: Sentence;
    readonly channel: Sentence;
    readonly channels: Readonly<Record<string, Sentence>>;
    readonly why: Sentence;
    readonly whySum: Sentence;
    readonly calendars: Readonly<Record<'always' | 'duty' | 'office', Sentence>>;
    readonly clockStates: Readonly<Record<'running' | 'paused' | 'met' | 'breached', Sentence>>;
    readonly begin: Sentence;
    readonly remind: Sentence;
    readonly end: Sentence;
    readonly left: Sentence;
    /** A day and how much of it counts, for who does not see the line. */
    readonly daySum: Sentence;
    readonly daySeparator: Sentence;
    readonly lineSum: Sentence;
    readonly counted: Sentence;
    readonly notCounted: Sentence;
    readonly due: Sentence;
    readonly policy: Sentence;
    readonly otherClocks: Sentence;
    readonly messages: Sentence;
    readonly deliveryStates: Readonly<
      Record<'pending' | 'sent' | 'folded' | 'suppressed' | 'dead', Sentence>
    >;
    readonly photos: Sentence;
    readonly photoStates: Readonly<Record<'awaited' | 'lost' | 'kept' | 'refused', Sentence>>;
    readonly showPhoto: Sentence;
    readonly closePhoto: Sentence;
    readonly same: Sentence;
    readonly sameHint: Sentence;
    readonly sideBySide: Sentence;
    readonly helpers: Sentence;
    readonly askHelper: Sentence;
    readonly helperTask: Sentence;
    readonly helperFor: Readonly<Record<HelperRole, Sentence>>;
    readonly helperAnswers: Readonly<Record<HelperAnswer, Sentence>>;
    readonly helperStates: Readonly<Record<string, Sentence>>;
    readonly helperUntil: Sentence;
    readonly helperViews: Sentence;
    readonly helperLink: Sentence;
    readonly copy: Sentence;
    readonly copied: Sentence;
    readonly takeBack: Sentence;
    readonly secret: Sentence;
    readonly sensitive: Sentence;
    readonly changedByOther: Sentence;
    readonly changedKept: Sentence;
    readonly sendAnyway: Sentence;
    readonly done: Sentence;
    readonly keptForLater: Sentence;
    readonly confirm: Sentence;
    readonly extensionsLeft: Sentence;
    readonly rating: Sentence;
    readonly ratings: Readonly<Record<string, Sentence>>;
    readonly ended: Sentence;
    readonly chooseDay: Sentence;
    readonly nobodyElse: Sentence;
    readonly findOther: Sentence;
  };

  readonly walkIn: {
    readonly title: Sentence;
    readonly hint: Sentence;
    readonly place: Sentence;
    readonly placeHint: Sentence;
    readonly type: Sentence;
    readonly what: Sentence;
    readonly whatHint: Sentence;
    readonly phone: Sentence;
    readonly name: Sentence;
    readonly optional: Sentence;
    readonly channel: Sentence;
    readonly send: Sentence;
    readonly received: Sentence;
    readonly number: Sentence;
    readonly scan: Sentence;
    readonly print: Sentence;
    readonly another: Sentence;
    readonly open: Sentence;
    readonly choose: Sentence;
    readonly missing: Sentence;
    readonly maybeIn: Sentence;
  };

  readonly station: {
    readonly title: Sentence;
    readonly people: Sentence;
    readonly peopleHint: Sentence;
    readonly places: Sentence;
    readonly placesHint: Sentence;
    readonly templates: Sentence;
    readonly templatesHint: Sentence;
    readonly faq: Sentence;
    readonly faqHint: Sentence;
    readonly settings: Sentence;
    readonly settingsHint: Sentence;
    readonly moved: Sentence;
    readonly movedSeen: Sentence;
  };

  readonly roster: {
    readonly title: Sentence;
    readonly calm: Sentence;
    readonly unstaffed: Sentence;
    readonly gapFrom: Sentence;
    readonly gapUntil: Sentence;
    readonly unreadable: Sentence;
    readonly here: Sentence;
    readonly away: Sentence;
    readonly awayNobody: Sentence;
    readonly awayReached: Sentence;
    readonly onLeave: Sentence;
    readonly standsIn: Sentence;
    readonly absence: Sentence;
    readonly absenceDeputy: Sentence;
    readonly enter: Sentence;
    readonly change: Sentence;
    readonly absences: Sentence;
    readonly strike: Sentence;
    readonly strikeHint: Sentence;
    readonly struck: Sentence;
    readonly struckAt: Sentence;
    readonly enterAgain: Sentence;
    readonly id: Sentence;
    readonly idHint: Sentence;
    readonly name: Sentence;
    readonly role: Sentence;
    readonly deputy: Sentence;
    readonly nobody: Sentence;
    readonly leave: Sentence;
    readonly platforms: Sentence;
    readonly platformsHint: Sentence;
    readonly platformNames: Readonly<Record<'wecom' | 'dingtalk' | 'feishu' | 'mail' | 'phone', Sentence>>;
    readonly from: Sentence;
    readonly to: Sentence;
    readonly addAbsence: Sentence;
    readonly removeAbsence: Sentence;
    readonly nowEntered: Sentence;
    readonly noAbsences: Sentence;
    readonly look: Sentence;
    readonly lookHint: Sentence;
    readonly warned: Sentence;
    readonly noWarnings: Sentence;
    readonly do: Sentence;
    readonly doAnyway: Sentence;
    readonly done: Sentence;
  };

  readonly places: {
    readonly title: Sentence;
    readonly lead: Sentence;
    readonly building: Sentence;
    readonly plan: Sentence;
    readonly planHint: Sentence;
    readonly codes: Sentence;
    readonly poster: Sentence;
    readonly posters: Sentence;
    readonly posterHint: Sentence;
    readonly openPoster: Sentence;
    readonly newCode: Sentence;
    readonly newCodeHint: Sentence;
    readonly reason: Sentence;
    readonly reasonHint: Sentence;
    readonly replace: Sentence;
    readonly replaced: Sentence;
    readonly renewed: Sentence;
    readonly renewedWhy: Sentence;
    readonly operator: Sentence;
  };

  readonly templates: {
    readonly title: Sentence;
    readonly hint: Sentence;
    readonly none: Sentence;
    readonly name: Sentence;
    readonly nameHint: Sentence;
    readonly text: Sentence;
    readonly allTypes: Sentence;
    readonly sooner: Sentence;
    readonly remove: Sentence;
    readonly add: Sentence;
    readonly save: Sentence;
    readonly forget: Sentence;
    readonly done: Sentence;
  };

  readonly faq: {
    readonly title: Sentence;
    readonly hint: Sentence;
    readonly none: Sentence;
    readonly write: Sentence;
    readonly inLanguage: Readonly<Record<Language, Sentence>>;
    readonly question: Sentence;
    readonly answer: Sentence;
    readonly lookAgain: Sentence;
    readonly days: Readonly<Record<'30' | '90' | '180' | '365', Sentence>>;
    readonly noPersons: Sentence;
    readonly submit: Sentence;
    readonly forget: Sentence;
    readonly shown: Sentence;
    readonly notShown: Sentence;
    readonly neverShown: Sentence;
    readonly waits: Sentence;
    readonly noWords: Sentence;
    readonly checked: Sentence;
    readonly writtenBy: Sentence;
    readonly approve: Sentence;
    readonly confirm: Sentence;
    readonly correct: Sentence;
    readonly withdraw: Sentence;
    readonly secondPerson: Sentence;
    /** Beside a reply, and above the reply box. */
    readonly fromReply: Sentence;
    readonly offered: Sentence;
    readonly unfinished: Sentence;
  };

  /** The screen's own sentences are in `settings-words.ts`. */
  readonly settings: {
    readonly title: Sentence;
  };

  /** Trying a channel, in the settings. */
  readonly channelTest: {
    readonly title: Sentence;
    readonly hint: Sentence;
    readonly send: Sentence;
    readonly sendOver: Sentence;
    readonly results: Readonly<Record<'waiting' | 'sent' | 'failed', Sentence>>;
    readonly reasons: Readonly<
      Record<'secret-absent' | 'settings-malformed' | 'no-channel' | 'unsure', Sentence>
    >;
    readonly otherReason: Sentence;
  };

  readonly brief: {
    readonly title: Sentence;
    readonly lead: Sentence;
    readonly leadCalm: Sentence;
    readonly open: Sentence;
    readonly overdue: Sentence;
    readonly dueToday: Sentence;
    readonly waiting: Sentence;
    readonly newOvernight: Sentence;
    readonly atLeast: Sentence;
    readonly first: Sentence;
    readonly stuck: Sentence;
    readonly stuckNone: Sentence;
    readonly sendAgain: Sentence;
    readonly proof: Sentence;
    readonly proofFine: Sentence;
    readonly proofBad: Sentence;
    readonly proofNone: Sentence;
    readonly away: Sentence;
    readonly awayNone: Sentence;
    readonly standsIn: Sentence;
    readonly nobodyStandsIn: Sentence;
  };

  readonly stats: {
    readonly title: Sentence;
    readonly span: Sentence;
    readonly spans: Readonly<Record<'today' | 'week' | 'month', Sentence>>;
    /** The same span before. */
    readonly spansBefore: Readonly<Record<'today' | 'week' | 'month', Sentence>>;
    readonly days: Sentence;
    readonly answeredByItself: Sentence;
    readonly answeredByItselfMore: Sentence;
    readonly lead: Sentence;
    readonly leadNone: Sentence;
    readonly late: Sentence;
    readonly lateWhere: Sentence;
    readonly lateWhen: Sentence;
    readonly parts: Readonly<Record<'night' | 'morning' | 'afternoon' | 'evening', Sentence>>;
    readonly receivedBefore: Sentence;
    readonly missing: Sentence;
    readonly incomplete: Sentence;
    readonly countedThrough: Sentence;
    readonly rates: Readonly<
      Record<'response' | 'completion' | 'satisfaction' | 'overdue' | 'armed', Sentence>
    >;
    readonly of: Sentence;
    readonly unknown: Sentence;
    readonly noneYet: Sentence;
    readonly rateBefore: Sentence;
    readonly rateBeforeNone: Sentence;
    readonly ofOpen: Sentence;
    readonly armedAt: Sentence;
    readonly where: Sentence;
    readonly whereOnPlan: Sentence;
    readonly whereHint: Sentence;
    readonly when: Sentence;
    readonly whenHint: Sentence;
    readonly hour: Sentence;
    readonly perDay: Sentence;
    readonly perDayHint: Sentence;
    readonly perDaySum: Sentence;
    readonly byType: Sentence;
    readonly byPerson: Sentence;
    readonly numbers: Sentence;
    readonly few: Sentence;
    readonly many: Sentence;
    /** A building as it is called in short. */
    readonly building: Sentence;
    readonly dayOfMonth: Sentence;
    readonly nobody: Sentence;
    readonly otherPersons: Sentence;
    readonly columns: Readonly<
      Record<
        | 'building'
        | 'day'
        | 'type'
        | 'person'
        | 'received'
        | 'inTime'
        | 'late'
        | 'unknown'
        | 'median'
        | 'response'
        | 'completion'
        | 'satisfaction',
        Sentence
      >
    >;
    readonly csv: Sentence;
  };

  readonly keys: {
    readonly title: Sentence;
    readonly hint: Sentence;
    readonly next: Sentence;
    readonly previous: Sentence;
    readonly open: Sentence;
    readonly take: Sentence;
    readonly reply: Sentence;
    readonly resolve: Sentence;
    readonly transfer: Sentence;
    readonly search: Sentence;
    readonly help: Sentence;
    readonly leave: Sentence;
  };
}
