import type { Move } from '../cases/lifecycle.ts';
import type { Milestone, TypePolicy } from './policy.ts';
import { choice, days, hours, inOffice, minutes, onDuty, typeDefaults, urgent } from './type-defaults.ts';

/** The moves that meet an action check: any of them, even a note, shows that work on the case goes on. */
const actions: readonly Move[] = [
  'start',
  'reply',
  'note',
  'assign',
  'reach-milestone',
  'ask-resident',
  'await-third-party',
  'schedule',
  'resume',
  'transfer',
];

/** Every 15 minutes for two hours, then every hour, until the person is found. */
const actionCheck: Milestone = {
  kind: 'action-check',
  starts: 'acknowledged',
  calendar: 'always',
  length: minutes(15),
  reminders: 'none',
  atEnd: 'escalate',
  metBy: actions,
  again: { after: hours(2), length: hours(1) },
};

const reported110: Milestone = {
  kind: 'police-reference',
  starts: 'received',
  calendar: 'always',
  length: hours(2),
  reminders: 'percent',
  atEnd: 'escalate',
};

export const lostPerson: TypePolicy = {
  ...typeDefaults,
  terms: [{ ...urgent, priority: 'P0', acknowledge: minutes(3), respond: minutes(5) }],
  firstResponsible: 'guard',
  escalatesFrom: 'receipt',
  update: minutes(30),
  updateCalendar: 'always',
  thirdParty: days(1),
  closing: 'never-by-itself',
  withdrawal: 'asks-officer',
  milestones: [actionCheck, reported110],
  outcomes: ['found-safe', 'found-hurt', 'returned-by-themselves', 'handed-to-110'],
  questions: { who: choice('child', 'elder', 'adult'), memory: choice('yes', 'no', 'unknown') },
  sensitive: true,
};

export const foundPerson: TypePolicy = {
  ...typeDefaults,
  terms: [{ ...urgent, priority: 'P0', acknowledge: minutes(3), respond: minutes(15) }],
  firstResponsible: 'guard',
  escalatesFrom: 'receipt',
  update: minutes(30),
  updateCalendar: 'always',
  closing: 'never-by-itself',
  withdrawal: 'asks-officer',
  milestones: [
    {
      kind: 'family-or-station',
      starts: 'received',
      calendar: 'always',
      length: hours(1),
      reminders: 'percent',
      atEnd: 'escalate',
    },
  ],
  outcomes: ['family-reached', 'taken-to-station', 'handed-to-110', 'handed-to-120'],
  questions: { who: choice('child', 'elder', 'adult') },
  sensitive: true,
};

const revisit = (kind: 'first-revisit' | 'second-revisit' | 'third-revisit', after: number): Milestone => ({
  kind,
  starts: 'resolved',
  calendar: 'duty',
  length: days(after),
  reminders: 'none',
  atEnd: 'escalate',
});

/** Mediation is promised within 30 days (legal figure, station-set). */
export const dispute: TypePolicy = {
  ...typeDefaults,
  terms: [
    {
      ...urgent,
      when: [{ question: 'risk', oneOf: ['weapon', 'violence', 'child', 'pregnancy', 'third-time'] }],
      priority: 'P1',
      acknowledge: minutes(15),
      respond: hours(1),
      resolve: days(30),
    },
    { ...inOffice, priority: 'P3', acknowledge: hours(4), respond: days(1), resolve: days(30) },
  ],
  withdrawal: { asksOfficerWhen: { question: 'risk', oneOf: ['weapon', 'violence', 'child'] } },
  milestones: [
    {
      kind: 'other-side',
      starts: 'received',
      calendar: 'duty',
      length: days(3),
      reminders: 'percent',
      atEnd: 'escalate',
    },
    {
      kind: 'first-sitting',
      starts: 'received',
      calendar: 'duty',
      length: days(7),
      reminders: 'percent',
      atEnd: 'escalate',
    },
    revisit('first-revisit', 7),
    revisit('second-revisit', 30),
    revisit('third-revisit', 90),
  ],
  outcomes: ['settled', 'written-agreement', 'referred-to-court', 'other'],
  questions: {
    kind: choice('noise', 'money', 'family', 'neighbours', 'other'),
    risk: choice('none', 'weapon', 'violence', 'child', 'pregnancy', 'third-time'),
  },
  sensitive: true,
};

export const welfare: TypePolicy = {
  ...typeDefaults,
  terms: [
    {
      ...urgent,
      when: [{ question: 'worry', oneOf: ['no-answer-at-the-door'] }],
      priority: 'P0',
      acknowledge: minutes(5),
      respond: minutes(30),
    },
    {
      ...urgent,
      when: [{ question: 'worry', oneOf: ['danger-to-self-or-others'] }],
      priority: 'P1',
      acknowledge: minutes(15),
      respond: hours(1),
    },
    { ...onDuty, priority: 'P2', acknowledge: hours(4), respond: days(1), resolve: days(14) },
  ],
  milestones: [
    {
      kind: 'committee-acknowledged',
      starts: 'replied',
      calendar: 'duty',
      length: days(2),
      reminders: 'percent',
      atEnd: 'escalate',
    },
    {
      kind: 'committee-report',
      starts: 'committee-acknowledged',
      calendar: 'duty',
      length: days(7),
      reminders: 'percent',
      atEnd: 'escalate',
    },
    revisit('second-revisit', 30),
    revisit('third-revisit', 90),
  ],
  outcomes: ['visited-well', 'referred-to-committee', 'handed-to-120', 'other'],
  questions: { worry: choice('no-answer-at-the-door', 'danger-to-self-or-others', 'lonely', 'needs-care') },
  sensitive: true,
};
