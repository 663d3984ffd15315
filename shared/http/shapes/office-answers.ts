import * as z from 'zod/mini';
import { channels, ratings } from '../../cases/case.ts';
import { caseTypes } from '../../cases/case-type.ts';
import { moves } from '../../cases/lifecycle.ts';
import { photoFaults } from '../../cases/photos/photo.ts';
import { boardOrders } from '../../cases/reading/case-list.ts';
import { secretParts } from '../../cases/reading/record-read.ts';
import { textKinds } from '../../cases/text-kinds.ts';
import { trustReasons } from '../../cases/trust-reason.ts';
import { languages } from '../../engine/language.ts';
import { deliveryStates } from '../../engine/outbox/delivery.ts';
import { priorities } from '../../engine/priority.ts';
import { responsibles } from '../../engine/responsible.ts';
import { roles } from '../../engine/scope.ts';
import { instant, receipt, reference, status } from './answers.ts';

/** Schemas of the answers to staff. They contain codes instead of sentences, since the console has the catalogues. */
const optional = z.optional;
const caseId = z.string();
const person = z.string();
const responsible = z.enum(responsibles);
const dueKind = z.string();
const trust = z.enum(['ordinary', 'low']);

export const me = z.strictObject({ person, station: z.string(), role: z.enum(roles) });

const boardRow = z
  .strictObject({
    caseId,
    reference,
    type: z.enum(caseTypes),
    priority: z.enum(priorities),
    status,
    place: z.string(),
    building: z.string(),
    receivedAt: instant,
    assignee: optional(person),
    responsible: optional(responsible),
    dueAt: optional(instant),
    dueKind: optional(dueKind),
    trust,
    trustReason: optional(z.enum(trustReasons)),
  })
  .check(z.meta({ id: 'BoardRow' }));

const nextPage = optional(
  z.string().check(z.meta({ description: 'The cursor of the next page; absent on the last one.' })),
);

export const board = z.strictObject({
  order: z.enum(boardOrders).check(
    z.meta({
      description:
        'How the list is sorted. `due`: a case that moves while you page may be missed or come twice. `received`: every case that is there throughout comes exactly once.',
    }),
  ),
  rows: z.array(boardRow),
  next: nextPage,
});

/** Cases found by a telephone number, the newest first. */
export const found = z.strictObject({ rows: z.array(boardRow), next: nextPage });

const count = z.int().check(z.minimum(0));

export const brief = z.strictObject({
  open: count,
  overdue: count,
  dueToday: count,
  waiting: count,
  newOvernight: count,
  /** There are more open cases than were counted. */
  atLeast: z.boolean(),
  first: z.array(boardRow),
});

export const takenIn = z
  .strictObject({ caseId, version: z.int(), ...receipt.shape })
  .check(z.meta({ id: 'TakenIn' }));

const photo = z
  .strictObject({
    photo: z.string(),
    state: z.enum(['awaited', 'lost', 'kept', 'refused']),
    at: instant,
    fault: optional(z.enum(photoFaults)),
    /** The reader may not see it, since it may reveal a secret reporter. */
    hidden: optional(z.literal(true)),
  })
  .check(z.meta({ id: 'CasePhoto' }));

const by = z.strictObject({
  kind: z.enum(['staff', 'resident', 'co-reporter', 'clock', 'system']),
  role: optional(z.enum(roles)),
  person: optional(person),
});

const word = z.strictObject({
  version: z.int(),
  index: z.int(),
  kind: z.enum(textKinds),
  by,
  at: instant,
  text: optional(z.string()),
  erased: optional(z.literal(true)),
  /** The reader may not read it, since it may reveal a secret reporter. */
  hidden: optional(z.literal(true)),
});

const fact = z.strictObject({
  version: z.int(),
  index: z.int(),
  at: instant,
  by,
  fact: z.string(),
  to: optional(status),
  /** Further fields of this kind of fact: a clock, a level, a person, a reason. */
  particulars: optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});

const delivery = z.strictObject({
  version: z.int(),
  index: z.int(),
  to: responsible,
  kind: z.string(),
  channel: z.string(),
  state: z.enum(deliveryStates),
  attempts: count,
  dueAt: optional(instant),
  reason: optional(z.string()),
});

export const officeCase = z
  .strictObject({
    caseId,
    reference,
    version: z.int(),
    policyVersion: z.string(),
    type: z.enum(caseTypes),
    /** Whether messages about the case leave out its type and place; once so, always. */
    sensitive: z.boolean(),
    /** Whether it is secret who reported; once so, until a chief lifts it. */
    secretReporter: z.boolean(),
    details: z.record(z.string(), z.string()),
    priority: z.enum(priorities),
    status,
    place: z.string(),
    building: z.string(),
    channel: z.enum(channels),
    language: z.enum(languages),
    reachable: z.boolean(),
    /** Low trust, with its reason, changes no deadline. */
    trust,
    trustReason: optional(z.enum(trustReasons)),
    receivedAt: instant,
    occurredAt: optional(instant),
    endedAt: optional(instant),
    dueAt: optional(instant),
    /** The date in `dueAt` lies beyond the announced holidays, so it may move. */
    mayMove: optional(z.literal(true)),
    dueKind: optional(dueKind),
    responsible: optional(responsible),
    assignee: optional(person),
    level: optional(count),
    waits: count,
    extensions: count,
    reopens: count,
    outcome: optional(z.string()),
    duplicateOf: optional(caseId),
    /** Cases linked to this one, and how many of their reporters still follow it. */
    linked: optional(z.array(caseId)),
    coReporters: optional(count),
    /** The case's own reporter withdrew; it stays open for the co-reporters. */
    reporterLeft: optional(z.literal(true)),
    rating: optional(z.enum(ratings)),
    /** Absent where the resident left none, and where the reader may not see the reporter. */
    contact: optional(z.strictObject({ phone: optional(z.string()), name: optional(z.string()) })),
    contactHidden: optional(z.literal(true)),
    texts: z.array(word),
    history: z.array(fact),
    deliveries: z.array(delivery),
    /** A photo in the state `kept` can be read under its id. */
    photos: z.array(photo),
    /** The moves that the reader's role may ask for in the present status. */
    moves: z.array(z.enum(moves as [(typeof moves)[number], ...(typeof moves)[number][]])),
  })
  .check(z.meta({ id: 'OfficeCase' }));

const read = z
  .strictObject({
    /** From 1, without gaps. */
    number: z.int(),
    at: instant,
    person,
    role: z.enum(roles),
    /** What was shown. */
    what: z.array(z.enum(secretParts)),
    /** The photo that was shown. */
    photo: optional(z.string()),
    /** The id of the request, as the logs name it. */
    request: z.string(),
    /** Covers this read and the hash of the read before. */
    hash: z.string(),
  })
  .check(z.meta({ id: 'Read' }));

/** Who read what of a secret case, newest first. `before` continues with earlier reads. */
export const reads = z.strictObject({ reads: z.array(read), before: optional(z.int()) });

const explainedClock = z
  .strictObject({
    kind: z.string(),
    calendar: z.enum(['always', 'duty', 'office']),
    startedAt: instant,
    promiseAt: instant,
    state: z.enum(['running', 'paused', 'met', 'breached']),
    late: z.boolean(),
    /** The date lies beyond the announced holidays and may move when more are announced. */
    beyondHorizon: z.boolean(),
    pausedAt: optional(instant),
    reminders: z.array(z.strictObject({ at: instant, taken: z.boolean() })),
    workingMinutes: count,
    workingMinutesLeft: count,
    responsible,
  })
  .check(z.meta({ id: 'ExplainedClock' }));

export const explanation = z.strictObject({
  policyVersion: z.string(),
  next: optional(z.strictObject({ dueAt: instant, dueKind, responsible, beyondHorizon: z.boolean() })),
  clocks: z.array(explainedClock),
  escalation: optional(
    z.strictObject({
      startedAt: instant,
      level: count,
      levels: z.array(responsible),
      nextAt: instant,
      beyondHorizon: z.boolean(),
      acknowledged: z.boolean(),
    }),
  ),
});

/** The new code of a place, and the address that its poster opens. */
export const newPlaceCode = z.strictObject({ place: z.string(), address: z.url() });

/** A link that a browser can open once before it expires. */
export const posterLink = z.strictObject({ url: z.url(), until: instant });
