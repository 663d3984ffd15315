import * as z from 'zod/mini';
import { channels, ratings } from '../../../cases/case.ts';
import { caseTypes } from '../../../cases/case-type.ts';
import { helperRoles } from '../../../cases/helper-roles.ts';
import { photoFaults } from '../../../cases/photos/photo.ts';
import { textKinds } from '../../../cases/text-kinds.ts';
import { trustReasons } from '../../../cases/trust-reason.ts';
import { languages } from '../../../engine/language.ts';
import { deliveryStates } from '../../../engine/outbox/delivery.ts';
import { priorities } from '../../../engine/priority.ts';
import { roles } from '../../../engine/scope.ts';
import { instant, receipt, reference, status } from '../answers.ts';
import { caseId, count, dueKind, move, optional, person, responsible, trust } from './parts.ts';

export const takenIn = z
  .strictObject({ caseId, version: z.int(), ...receipt.shape })
  .check(z.meta({ id: 'TakenIn' }));

const photo = z
  .strictObject({
    photo: z.string(),
    state: z.enum(['awaited', 'lost', 'kept', 'refused']),
    at: instant,
    fault: optional(z.enum(photoFaults)),
    /** The reader may not see it: it may reveal a secret reporter, or a helper sent it to officers and chiefs. */
    hidden: optional(z.literal(true)),
    /** Each look at it goes on record, so a screen loads it when somebody asks for it. */
    onRecord: optional(z.literal(true)),
    /** Who added it, where that was a helper: the task, and as whom they were asked. */
    helper: optional(z.strictObject({ task: z.string(), for: optional(z.enum(helperRoles)) })),
  })
  .check(z.meta({ id: 'CasePhoto' }));

const by = z.strictObject({
  kind: z.enum(['staff', 'resident', 'co-reporter', 'helper', 'clock', 'system']),
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
  /** The reader may read it by `POST /v1/office/cases/{id}/reveal`, which goes on record. */
  withheld: optional(z.literal(true)),
  /** What is stored is not what was written. Nobody can restore it here: an operator has to. */
  damaged: optional(z.literal(true)),
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

const contact = z.strictObject({
  phone: optional(z.string()),
  mail: optional(z.string()),
  name: optional(z.string()),
});

/** What was asked for: the contact as it was left, or one text. `damaged`: what is stored is not what was written. */
export const revealed = z
  .strictObject({
    contact: optional(contact),
    text: optional(z.string()),
    damaged: optional(z.literal(true)),
  })
  .check(z.meta({ id: 'Revealed' }));

const delivery = z.strictObject({
  version: z.int(),
  index: z.int(),
  to: responsible,
  kind: z.string(),
  state: z.enum(deliveryStates),
  attempts: count,
  dueAt: optional(instant),
  /** What the provider reported, where it does. */
  reported: optional(z.enum(['delivered', 'undelivered'])),
  /** Over which it was sent, or was tried last. */
  channel: optional(z.string()),
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
    /**
     * Absent where the resident left none, and where it is hidden or withheld. Of the number and the address most is left out,
     * as in `138 **** 8000`: `POST /v1/office/cases/{id}/reveal` shows the whole.
     */
    contact: optional(contact),
    /** Who reported is secret; the reader may know it by `reveal`. */
    contactWithheld: optional(z.literal(true)),
    contactHidden: optional(z.literal(true)),
    /** What is stored of the contact is not what was left. */
    contactDamaged: optional(z.literal(true)),
    texts: z.array(word),
    history: z.array(fact),
    deliveries: z.array(delivery),
    /** A photo in the state `kept` can be read under its id. */
    photos: z.array(photo),
    /** The moves that the reader's role may ask for in the present status. */
    moves: z.array(move),
  })
  .check(z.meta({ id: 'OfficeCase' }));
