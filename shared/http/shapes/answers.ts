import * as z from 'zod/mini';
import { ratings } from '../../cases/case.ts';
import { caseTypes } from '../../cases/case-type.ts';
import { promiseKinds } from '../../cases/clock-kinds.ts';
import { openStatuses, terminalStatuses } from '../../cases/lifecycle.ts';
import { noticeWays } from '../../cases/notices/notice-choice.ts';
import { languages } from '../../engine/language.ts';
import { responsibles } from '../../engine/responsible.ts';
import { stepCodes } from '../../locales/step-codes.ts';

/** Schemas of the public answers. The OpenAPI document and the tests use them; the views use their types. */
export const instant = z.iso.datetime();
export const reference = z.string().check(z.regex(/^[0-9]{7}$/));
export const status = z.enum([...openStatuses, ...terminalStatuses]);
export const shownStatus = z.enum([...openStatuses, ...terminalStatuses, 'handled']);

const optional = z.optional;

export const health = z.strictObject({ status: z.literal('ok') });

/** The hash is SHA-256, base64url. */
export const roots = z.strictObject({
  roots: z.array(
    z.strictObject({
      day: z.iso.date(),
      station: z.string(),
      root: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
    }),
  ),
});

/** Not Problem Details, because the API of the cloud writes it. */
export const throttled = z.strictObject({ message: z.string() }).check(z.meta({ id: 'Throttled' }));

export const place = z.strictObject({
  place: z.string(),
  building: z.string(),
  entrance: z.string(),
  name: z.string(),
  emergency: z.array(z.string()),
  /** What can be reported, and the closed questions each type asks. */
  types: z.array(
    z.strictObject({
      type: z.enum(caseTypes),
      title: z.string(),
      questions: z.array(
        z.strictObject({ name: z.string(), choices: z.array(z.string()), required: z.boolean() }),
      ),
    }),
  ),
  /** An ALTCHA challenge as JSON. Solved, it is the `proofOfWork` of a report of this place. */
  challenge: z.string(),
});

export const nextStep = z
  .strictObject({
    step: z.enum(stepCodes),
    what: z.string(),
    by: instant,
    /** When the promise started. */
    since: instant,
    who: z.string(),
    /** The end of the present closed hours, in which staff do not work on the case. */
    resumesAt: optional(instant),
    /** The date lies beyond the announced holidays, so it may move. */
    mayMove: optional(z.literal(true)),
  })
  .check(z.meta({ id: 'NextStep' }));

const kept = z.enum(['open', 'paused', 'kept', 'kept-late', 'missed']);

export const promise = z
  .strictObject({
    promise: z.enum(promiseKinds),
    what: z.string(),
    by: instant,
    state: kept,
    /** The date lies beyond the announced holidays, so it may move. */
    mayMove: optional(z.literal(true)),
  })
  .check(z.meta({ id: 'Promise' }));

const photo = z.string().check(z.regex(/^p[a-z2-7]{25}$/));

/** A photo in any state. One in the state `kept` can be read under its id. */
export const shownPhoto = z
  .strictObject({
    photo,
    state: z.enum(['awaited', 'lost', 'kept', 'refused']),
    /** A sentence about the state, and what to do. */
    words: z.string(),
  })
  .check(z.meta({ id: 'Photo' }));

/** Where one photo may be posted until `until`, as multipart/form-data: the fields unchanged, then `file`. */
export const photoGrant = z
  .strictObject({
    photo,
    url: z.url(),
    fields: z.record(z.string(), z.string()),
    until: instant,
    bytesMax: z.int(),
  })
  .check(z.meta({ id: 'PhotoGrant' }));

/** A compact JWS that is signed by the station and verified with its public key. */
const document = (description: string) =>
  z.string().check(z.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/), z.meta({ description }));
const signedReceipt = document(
  'EdDSA; reference, type, received, respond-by, policy, hash of what was written',
);
const signedProgress = document('EdDSA; one step, chained to the one before; the first to the receipt');

const publicKey = z
  .strictObject({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    kid: z.string(),
    use: z.literal('sig'),
    alg: z.literal('EdDSA'),
    /** The only station whose signed documents the key verifies. */
    station: z.string(),
  })
  .check(z.meta({ id: 'PublicKey' }));

export const publicKeys = z.strictObject({ keys: z.array(publicKey) });

/** The answer to a report, also when the same report is sent again. */
export const receipt = z
  .strictObject({
    reference,
    trackUrl: z.url(),
    /** The address of the same case in the JSON API. */
    track: z.url(),
    status: shownStatus,
    statusText: z.string(),
    receivedAt: instant,
    respondBy: instant,
    /** The date in `respondBy` lies beyond the announced holidays, so it may move. */
    mayMove: optional(z.literal(true)),
    nextStep: optional(nextStep),
    receipt: signedReceipt,
    /** How many earlier reports look like the same; the case may be joined to them. */
    sameReports: optional(z.int()),
    emergency: optional(z.array(z.string())),
    advice: optional(z.array(z.string())),
  })
  .check(z.meta({ id: 'Receipt' }));

const happened = z.strictObject({
  at: instant,
  what: z.string(),
  who: optional(z.string()),
  text: optional(z.string()),
  /** The time of the appointment that this step made. */
  appointmentAt: optional(instant),
  /** The text was erased, on request or because of its age. */
  erased: optional(z.literal(true)),
  /** What is stored is not what was written. */
  damaged: optional(z.literal(true)),
});

export const track = z
  .strictObject({
    reference,
    title: z.string(),
    /** Absent for a sensitive type, since somebody else may see the screen. */
    type: optional(z.enum(caseTypes)),
    sensitive: z.boolean(),
    status: shownStatus,
    statusText: z.string(),
    place: z.string(),
    building: z.string(),
    receivedAt: instant,
    occurredAt: optional(instant),
    endedAt: optional(instant),
    respondBy: optional(instant),
    /** The date in `respondBy` lies beyond the announced holidays, so it may move. */
    mayMove: optional(z.literal(true)),
    nextStep: optional(nextStep),
    /** The time of the resident's appointment, also while `nextStep` is about something else. */
    appointmentAt: optional(instant),
    /** The promise that is late. `acknowledge` only where no other promise is late. */
    late: optional(
      z.strictObject({
        promise: z.enum(promiseKinds),
        since: instant,
        words: z.string(),
        informed: optional(z.string()),
      }),
    ),
    outcome: optional(z.strictObject({ code: z.string(), words: z.string() })),
    promises: z.array(promise),
    history: z.array(happened),
    photos: z.array(shownPhoto),
    /** The resident's telephone number, masked. */
    phone: optional(z.string()),
    rating: optional(z.enum(ratings)),
    /** Until when the rating may be corrected. */
    ratingUntil: optional(instant),
    /** How the resident is told, and where to, masked. */
    notices: z.strictObject({ by: z.enum(noticeWays), to: optional(z.string()) }),
    actions: z.array(z.enum(['add-message', 'rate', 'reopen', 'withdraw', 'join'])),
    /** How many other reporters follow the case; who they are is not revealed. */
    coReporters: optional(z.int()),
    /** How many earlier reports look like the same; the case may be joined to them. */
    sameReports: optional(z.int()),
    emergency: optional(z.array(z.string())),
    advice: optional(z.array(z.string())),
    language: z.enum(languages),
    /** Absent once the report's text was erased or while it is damaged, since the receipt contains a hash of it. */
    receipt: optional(signedReceipt),
    progress: z.array(signedProgress),
  })
  .check(z.meta({ id: 'Track' }));

/** What the provider of a channel expects. */
export const reportsTaken = z.looseObject({});

export const residentMoved = z
  .strictObject({ status: shownStatus, statusText: z.string() })
  .check(z.meta({ id: 'ResidentMoved' }));

export const moved = z
  .strictObject({
    version: z.int(),
    status,
    dueAt: optional(instant),
    dueKind: optional(z.string()),
    responsible: optional(z.enum(responsibles)),
  })
  .check(z.meta({ id: 'Moved' }));
