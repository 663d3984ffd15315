import type { CalendarName } from '../engine/calendar/calendar.ts';
import type { Language } from '../engine/language.ts';
import type { RoutedRole } from '../engine/outbox/route.ts';
import type { Priority } from '../engine/priority.ts';
import type { Sentence } from './sentence.ts';

type Labels<Name extends string> = Readonly<Record<Name, Sentence>>;

/** What the screen of settings says; loaded with that screen. */
export interface SettingsWords {
  readonly tabs: Sentence;
  /** Between the items of a list. */
  readonly between: Sentence;
  readonly kinds: Labels<'policy' | 'calendar' | 'channels'>;
  readonly which: Sentence;
  readonly readOnly: Sentence;

  readonly lead: {
    readonly inUse: Sentence;
    readonly none: Sentence;
    readonly changed: Sentence;
    readonly fine: Sentence;
    readonly some: Sentence;
    readonly bad: Sentence;
    readonly endless: Sentence;
    readonly see: Sentence;
  };

  readonly form: {
    readonly title: Sentence;
    readonly yes: Sentence;
    readonly no: Sentence;
    readonly none: Sentence;
    readonly endless: Sentence;
    readonly empty: Sentence;
    readonly hasLimit: Sentence;
    readonly hasNumber: Sentence;
    readonly unit: Sentence;
    readonly from: Sentence;
    readonly to: Sentence;
    readonly kept: Sentence;
    readonly fill: Sentence;
    readonly remove: Sentence;
    readonly sooner: Sentence;
    readonly otherwise: Sentence;
    readonly asIs: Sentence;
  };
  readonly units: Labels<'minutes' | 'hours' | 'days'>;
  /** A day counted in the office's hours. */
  readonly workingDays: Sentence;
  readonly lengths: Labels<'minutes' | 'hours' | 'days' | 'workingDays'>;
  /** After a length, the hours in which it runs. */
  readonly within: Labels<CalendarName>;
  readonly calendars: Labels<CalendarName>;
  readonly priorities: Labels<Priority>;
  readonly languages: Labels<Language>;

  readonly policy: {
    readonly promises: Sentence;
    readonly promisesWhen: Sentence;
    readonly answered: Sentence;
    readonly occurredWithin: Sentence;
    readonly start: Sentence;
    readonly waits: Sentence;
    readonly dates: Sentence;
    readonly date: Sentence;
    readonly dateHint: Sentence;
    readonly question: Sentence;
    readonly asked: Sentence;
    readonly results: Sentence;
    readonly safety: Sentence;
    readonly same: Sentence;
    readonly escalations: Sentence;
    readonly escalation: Sentence;
    readonly level: Sentence;
    readonly addLevel: Sentence;
    readonly general: Sentence;
    readonly budgets: Sentence;
    readonly budgetsHint: Sentence;
    readonly helpers: Sentence;
    readonly helper: Sentence;
  };
  readonly fields: Labels<
    | 'priority'
    | 'calendar'
    | 'acknowledge'
    | 'respond'
    | 'resolve'
    | 'resolveCalendar'
    | 'handover'
    | 'firstResponsible'
    | 'escalatesFrom'
    | 'update'
    | 'updateCalendar'
    | 'window'
    | 'residentAnswer'
    | 'thirdParty'
    | 'closing'
    | 'withdrawal'
    | 'length'
    | 'starts'
    | 'reminders'
    | 'beforeEnd'
    | 'atEnd'
    | 'required'
    | 'choices'
    | 'outcomes'
    | 'sensitive'
    | 'secretReporter'
    | 'switchedOff'
    | 'sameWithin'
    | 'levelCalendar'
    | 'responsible'
    | 'after'
    | 'staffLanguage'
    | 'waitsMax'
    | 'extensionsMax'
    | 'thirdPartyMax'
    | 'appointmentGrace'
    | 'decision'
    | 'reportsPerAddress'
    | 'reportsPerPlace'
    | 'reportsInAll'
    | 'missesPerAddress'
  >;
  readonly escalatesFrom: Labels<'receipt' | 'breach'>;
  readonly closing: Labels<'at-window-end' | 'never-by-itself'>;
  readonly withdrawal: Labels<'at-once' | 'asks-officer'>;
  readonly reminders: Labels<'percent' | 'none' | 'before'>;
  readonly atEnd: Labels<'escalate' | 'notify'>;
  readonly starts: Labels<'received' | 'acknowledged' | 'replied' | 'resolved'>;
  readonly startsAfter: Sentence;
  readonly resolveSame: Sentence;

  readonly calendar: {
    readonly hours: Sentence;
    readonly holidays: Sentence;
    readonly office: Sentence;
    readonly officeHint: Sentence;
    readonly duty: Sentence;
    readonly dutyHint: Sentence;
    readonly always: Sentence;
    readonly alwaysHint: Sentence;
    readonly span: Sentence;
    readonly addSpan: Sentence;
    readonly week: Sentence;
    readonly closed: Sentence;
    readonly quiet: Sentence;
    readonly quietHint: Sentence;
    readonly daysOff: Sentence;
    readonly makeUpDays: Sentence;
    readonly horizon: Sentence;
    readonly horizonHint: Sentence;
    readonly announced: Sentence;
    readonly notAnnounced: Sentence;
    readonly first: Sentence;
    readonly last: Sentence;
    readonly addOff: Sentence;
    readonly addMakeUp: Sentence;
    readonly day: Sentence;
    readonly range: Sentence;
    readonly noneOff: Sentence;
    readonly earlier: Sentence;
    readonly month: Sentence;
    readonly offMark: Sentence;
    readonly workMark: Sentence;
    readonly added: Sentence;
    readonly removed: Sentence;
    readonly wrongRange: Sentence;
  };

  readonly channels: {
    readonly list: Sentence;
    readonly listHint: Sentence;
    readonly channel: Sentence;
    readonly add: Sentence;
    readonly name: Sentence;
    readonly nameHint: Sentence;
    readonly kind: Sentence;
    readonly language: Sentence;
    readonly ofStation: Sentence;
    readonly settings: Sentence;
    readonly routes: Sentence;
    readonly routesHint: Sentence;
    readonly route: Sentence;
    readonly addRoute: Sentence;
    readonly to: Sentence;
    readonly urgent: Sentence;
    readonly sensitive: Sentence;
    readonly any: Sentence;
    readonly urgentOnly: Sentence;
    readonly calmOnly: Sentence;
    readonly sensitiveOnly: Sentence;
    readonly plainOnly: Sentence;
    readonly first: Sentence;
    readonly next: Sentence;
    readonly nobody: Sentence;
    readonly limits: Sentence;
    readonly smsPerDayMax: Sentence;
    readonly smsHint: Sentence;
    readonly quiet: Sentence;
  };
  readonly routedRoles: Labels<RoutedRole>;
  readonly channelKinds: Labels<
    'sink' | 'webhook' | 'wecom' | 'dingtalk' | 'feishu' | 'smtp' | 'alibaba-sms' | 'aws-sms'
  >;

  readonly changes: {
    readonly title: Sentence;
    readonly hint: Sentence;
    readonly none: Sentence;
    readonly now: Sentence;
    readonly next: Sentence;
    readonly undo: Sentence;
    readonly gone: Sentence;
    readonly isNew: Sentence;
    readonly refused: Sentence;
    readonly undoTo: Sentence;
    readonly asFile: Sentence;
    readonly forget: Sentence;
  };

  readonly trial: {
    readonly title: Sentence;
    readonly titleOfCheck: Sentence;
    readonly hint: Sentence;
    readonly look: Sentence;
    readonly again: Sentence;
    readonly notYet: Sentence;
    readonly span: Sentence;
    readonly onlyFine: Sentence;
    readonly truncated: Sentence;
    readonly partial: Sentence;
    readonly none: Sentence;
    readonly noReplay: Sentence;
    readonly reminders: Sentence;
    readonly breaches: Sentence;
    readonly level: Sentence;
    readonly fromTo: Sentence;
    readonly days: Sentence;
    readonly daysHint: Sentence;
    readonly day: Sentence;
    readonly type: Sentence;
    readonly cases: Sentence;
    readonly inTimeNow: Sentence;
    readonly inTimeThen: Sentence;
    readonly later: Sentence;
    readonly laterMore: Sentence;
    readonly lateBy: Sentence;
    readonly unanswered: Sentence;
    readonly received: Sentence;
  };

  readonly publish: {
    readonly title: Sentence;
    readonly titleNew: Sentence;
    readonly name: Sentence;
    readonly reason: Sentence;
    readonly required: Sentence;
    readonly onlyNew: Sentence;
    readonly onlyNewHint: Sentence;
    readonly calendarHint: Sentence;
    readonly channelsHint: Sentence;
    readonly button: Sentence;
    readonly notChanged: Sentence;
    readonly notLooked: Sentence;
    readonly notFine: Sentence;
    readonly notNamed: Sentence;
    readonly behind: Sentence;
    readonly final: Sentence;
    readonly done: Sentence;
  };

  readonly file: {
    readonly title: Sentence;
    readonly hint: Sentence;
    readonly text: Sentence;
    readonly download: Sentence;
    readonly take: Sentence;
    readonly notJson: Sentence;
    readonly taken: Sentence;
  };

  readonly history: {
    readonly title: Sentence;
    readonly none: Sentence;
    readonly given: Sentence;
    readonly inUse: Sentence;
    readonly published: Sentence;
  };
}
