import * as z from 'zod/mini';
import { caseTypes } from '../cases/case-type.ts';
import { milestoneKinds } from '../cases/clock-kinds.ts';
import { moves } from '../cases/lifecycle.ts';
import type { LocalDay } from '../engine/calendar/local-day.ts';
import { languages } from '../engine/language.ts';
import { priorities } from '../engine/priority.ts';
import { responsibles } from '../engine/responsible.ts';

const amount = () => z.int().check(z.nonnegative());
const code = () => z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.maxLength(64));
/** `2026-11-01`, or with a suffix for another version of the same day. */
const version = () => z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/));
const someOf = <Item extends z.ZodMiniType>(item: Item) => z.tuple([item], item);

const upTo = (max: number) => z.int().check(z.positive(), z.maximum(max));
/** Two years at most: a longer one is a mistaken unit, and calendars count no further than a century. */
const length = () =>
  z.union([
    z.strictObject({ minutes: upTo(2 * 365 * 24 * 60) }),
    z.strictObject({ hours: upTo(2 * 365 * 24) }),
    z.strictObject({ days: upTo(2 * 365) }),
  ]);
const calendarName = () => z.enum(['always', 'duty', 'office']);
const milestoneKind = () => z.enum(milestoneKinds);
const condition = () =>
  z.union([
    z.strictObject({ question: code(), oneOf: z.array(code()) }),
    z.strictObject({ occurredWithin: length() }),
  ]);

const terms = () =>
  z.strictObject({
    when: z.exactOptional(z.array(condition())),
    priority: z.enum(priorities),
    calendar: calendarName(),
    acknowledge: length(),
    respond: length(),
    resolve: z.exactOptional(length()),
    resolveCalendar: z.exactOptional(calendarName()),
    handover: length(),
  });

const milestone = () =>
  z.strictObject({
    kind: milestoneKind(),
    starts: z.union([z.enum(['received', 'acknowledged', 'replied', 'resolved']), milestoneKind()]),
    countsFrom: z.exactOptional(z.literal('occurred')),
    calendar: calendarName(),
    when: z.exactOptional(condition()),
    length: length(),
    reminders: z.union([z.enum(['percent', 'none']), z.strictObject({ beforeEnd: length() })]),
    atEnd: z.enum(['escalate', 'notify']),
    metBy: z.exactOptional(z.array(z.enum(moves))),
    again: z.exactOptional(z.strictObject({ after: length(), length: length() })),
    notBy: z.exactOptional(milestoneKind()),
    ifNotDone: z.exactOptional(milestoneKind()),
  });

const typePolicy = () =>
  z.strictObject({
    terms: someOf(terms()),
    firstResponsible: z.enum(responsibles),
    escalatesFrom: z.enum(['receipt', 'breach']),
    update: length(),
    updateCalendar: calendarName(),
    window: length(),
    residentAnswer: length(),
    thirdParty: length(),
    switchedOff: z.array(z.enum(moves)),
    closing: z.enum(['at-window-end', 'never-by-itself']),
    withdrawal: z.union([
      z.enum(['at-once', 'asks-officer']),
      z.strictObject({ asksOfficerWhen: condition() }),
    ]),
    milestones: z.array(milestone()),
    outcomes: someOf(code()),
    questions: z.record(code(), z.strictObject({ choices: someOf(code()), required: z.boolean() })),
    sameReports: z.exactOptional(z.strictObject({ within: length(), alike: z.array(code()) })),
    sensitive: z.boolean(),
    secretReporter: z.boolean(),
  });

const escalationPolicy = () =>
  z.strictObject({
    calendar: calendarName(),
    levels: someOf(z.strictObject({ responsible: z.enum(responsibles), after: length() })),
  });

/** The published form of a policy. Rule 0 is checked when the policy is compiled, not by this shape. */
export const policyShape = () =>
  z.strictObject({
    version: version(),
    escalations: z.record(z.enum(priorities), escalationPolicy()),
    types: z.partialRecord(z.enum(caseTypes), typePolicy()),
    staffLanguage: z.enum(languages),
    waitsMax: amount(),
    extensionsMax: amount(),
    thirdPartyMax: length(),
    appointmentGrace: length(),
    budgets: z.strictObject({
      reportsPerAddress: amount(),
      reportsPerPlace: amount(),
      reportsInAll: amount(),
      missesPerAddress: amount(),
    }),
    decision: length(),
    helperSilence: z.exactOptional(z.record(z.enum(priorities), length())),
  });

const day = () =>
  z.custom<LocalDay>((value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value));
const span = () => z.strictObject({ fromMinute: amount(), toMinute: amount() });

/** The holidays of one or more years: the part of a calendar that changes. */
export const holidaysShape = () =>
  z.strictObject({
    daysOff: z.array(day()),
    makeUpDays: z.array(day()),
    horizon: day(),
  });

export const calendarShape = () =>
  z.strictObject({
    version: version(),
    hours: z.strictObject({ always: z.array(span()), duty: z.array(span()), office: z.array(span()) }),
    quietHours: span(),
    holidays: holidaysShape(),
  });
