import type { Length } from '../engine/calendar/calendar.ts';
import type { Milestone, TypePolicy } from './policy.ts';
import { choice, days, hours, minutes, onDuty, typeDefaults, urgent } from './type-defaults.ts';

/** The time that a rectification notice grants, by kind of hazard: locked door 1 day, clutter 3, equipment 15. */
const fixWithin = (length: Length, kinds?: readonly string[]): Milestone => ({
  kind: 'fixed',
  starts: 'notice-served',
  ...(kinds && { when: { question: 'kind', oneOf: kinds } }),
  calendar: 'always',
  length,
  reminders: 'percent',
  atEnd: 'escalate',
});

export const hazard: TypePolicy = {
  ...typeDefaults,
  terms: [
    {
      ...urgent,
      when: [{ question: 'kind', oneOf: ['locked-fire-door', 'blocked-escape-route', 'fire-alarm'] }],
      priority: 'P1',
      acknowledge: minutes(30),
      respond: hours(4),
      resolve: days(3),
    },
    { ...onDuty, priority: 'P2', acknowledge: hours(4), respond: days(1), resolve: days(15) },
  ],
  withdrawal: 'asks-officer',
  sameReports: { within: days(7), alike: ['kind'] },
  milestones: [
    {
      kind: 'notice-served',
      starts: 'replied',
      calendar: 'office',
      length: days(3),
      reminders: 'percent',
      atEnd: 'escalate',
    },
    fixWithin(hours(24), ['locked-fire-door', 'blocked-escape-route']),
    fixWithin(days(3), ['clutter']),
    fixWithin(days(15)),
    {
      kind: 're-inspected',
      starts: 'fixed',
      calendar: 'office',
      length: days(3),
      reminders: 'percent',
      atEnd: 'escalate',
      notBy: 'fixed',
      ifNotDone: 'notice-served',
    },
  ],
  outcomes: ['fixed', 'reported-to-fire-service', 'unfounded', 'other'],
  questions: {
    kind: choice('locked-fire-door', 'blocked-escape-route', 'fire-alarm', 'clutter', 'equipment', 'other'),
  },
};

export const lead: TypePolicy = {
  ...typeDefaults,
  terms: [
    {
      ...urgent,
      when: [{ question: 'now', oneOf: ['yes'] }],
      priority: 'P1',
      acknowledge: minutes(5),
      respond: hours(1),
      resolve: days(7),
    },
    { ...onDuty, priority: 'P2', acknowledge: hours(4), respond: days(1), resolve: days(7) },
  ],
  withdrawal: 'asks-officer',
  outcomes: ['handled', 'unfounded'],
  questions: { now: choice('yes', 'no') },
  sensitive: true,
  secretReporter: true,
};

export const fraud: TypePolicy = {
  ...typeDefaults,
  terms: [
    {
      ...urgent,
      when: [{ question: 'paid', oneOf: ['within-48-hours'] }],
      priority: 'P0',
      acknowledge: minutes(3),
      respond: minutes(5),
      resolve: minutes(30),
      handover: minutes(30),
    },
    { ...onDuty, priority: 'P2', acknowledge: hours(4), respond: days(1), resolve: days(7) },
  ],
  milestones: [
    {
      kind: 'care-call',
      starts: 'replied',
      calendar: 'always',
      length: hours(24),
      reminders: 'percent',
      atEnd: 'escalate',
    },
    {
      kind: 'warning-draft',
      starts: 'received',
      calendar: 'always',
      length: hours(24),
      reminders: 'percent',
      atEnd: 'escalate',
    },
  ],
  outcomes: ['handed-to-110', 'payment-stopped', 'advised', 'other'],
  questions: { paid: choice('within-48-hours', 'earlier', 'no') },
  sensitive: true,
};
