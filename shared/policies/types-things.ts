import type { Milestone, Terms, TypePolicy } from './policy.ts';
import { choice, days, hours, inOffice, minutes, onDuty, typeDefaults, urgent } from './type-defaults.ts';

const itemQuestion = choice('phone', 'wallet', 'bank-card', 'id-card', 'keys', 'bag', 'other');

/** Asked as a choice, since a resident in distress should not have to enter a time; an exact time counts as well. */
const whenQuestion = choice('within-2-hours', 'today', 'earlier');

const itemPromises = { acknowledge: minutes(30), respond: hours(2), resolve: days(7) } as const;

/** Footage is overwritten after the legal minimum of 30 days from the recording (station-set, to be confirmed). */
const footage: readonly Milestone[] = [
  {
    kind: 'footage-kept',
    starts: 'received',
    calendar: 'always',
    length: hours(24),
    reminders: 'percent',
    atEnd: 'escalate',
  },
  {
    kind: 'footage-expiry',
    starts: 'received',
    countsFrom: 'occurred',
    calendar: 'always',
    length: days(30),
    reminders: { beforeEnd: days(3) },
    atEnd: 'notify',
  },
];

const itemTerms: readonly [Terms, ...Terms[]] = [
  {
    ...urgent,
    when: [
      { question: 'item', oneOf: ['bank-card', 'id-card'] },
      { question: 'when', oneOf: ['within-2-hours'] },
      { occurredWithin: hours(2) },
    ],
    priority: 'P1',
    ...itemPromises,
  },
  { ...onDuty, priority: 'P2', ...itemPromises },
];

export const lostItem: TypePolicy = {
  ...typeDefaults,
  terms: itemTerms,
  milestones: footage,
  outcomes: ['returned', 'handed-in-elsewhere', 'kept-for-owner', 'other'],
  questions: { item: itemQuestion, when: whenQuestion },
};

export const foundItem: TypePolicy = {
  ...typeDefaults,
  terms: itemTerms,
  milestones: [
    // The law sets no number of days ("in time"), so this one is the station's to change.
    {
      kind: 'announced',
      starts: 'received',
      calendar: 'office',
      length: days(3),
      reminders: 'percent',
      atEnd: 'escalate',
    },
    // The owner's year counts from the announcement, not from when the item was found (ROOM.md, 9).
    {
      kind: 'owner-search-end',
      starts: 'announced',
      calendar: 'always',
      length: days(365),
      reminders: { beforeEnd: days(30) },
      atEnd: 'notify',
    },
  ],
  outcomes: ['returned', 'handed-to-lost-property', 'other'],
  questions: { item: itemQuestion, when: whenQuestion },
};

export const delivery: TypePolicy = {
  ...typeDefaults,
  terms: [{ ...inOffice, priority: 'P4', acknowledge: hours(4), respond: days(1), resolve: days(7) }],
  outcomes: ['delivered', 'pickup-notice', 'other'],
  questions: { document: choice('id-card', 'residence-permit', 'certificate', 'other') },
};

export const consultation: TypePolicy = {
  ...typeDefaults,
  terms: [
    {
      ...inOffice,
      resolveCalendar: 'office',
      priority: 'P4',
      acknowledge: hours(4),
      respond: days(1),
      resolve: days(3),
    },
  ],
  outcomes: ['advised', 'referred', 'other'],
  questions: { topic: choice('household', 'residence', 'legal', 'traffic', 'other') },
};

/** A report that fits no other type; an officer must assign its type within one office day. */
export const other: TypePolicy = {
  ...typeDefaults,
  terms: [{ ...inOffice, priority: 'P3', acknowledge: hours(4), respond: days(1), resolve: days(7) }],
  milestones: [
    {
      kind: 'typed',
      starts: 'received',
      calendar: 'office',
      length: days(1),
      reminders: 'percent',
      atEnd: 'escalate',
    },
  ],
  outcomes: ['helped', 'advised', 'other'],
};
