import { keyPairPattern } from '../../shared/adapters/dynamo/key-pair-row.ts';
import { channelMinuteRow, rateCounterRow } from '../../shared/adapters/dynamo/rate-counters.ts';
import { wrappedKeyRow } from '../../shared/adapters/dynamo/wrapped-key-row.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { linkCompanion } from '../../shared/cases/case-link.ts';
import { referenceCompanion } from '../../shared/cases/case-reference.ts';
import type { CaseType } from '../../shared/cases/case-type.ts';
import { recentReportCompanion } from '../../shared/cases/intake/recent-report.ts';
import { submissionCompanion } from '../../shared/cases/intake/submission.ts';
import { contactToHash } from '../../shared/cases/phones/phone-rows.ts';
import type { Reference } from '../../shared/cases/reference.ts';
import { countPk } from '../../shared/cases/statistics/count-row.ts';
import type { LocalDay } from '../../shared/engine/calendar/local-day.ts';
import type { StationId } from '../../shared/engine/scope.ts';
import {
  aggregatePk,
  askedProofPk,
  batchWindowRow,
  deliveryRow,
  proofRow,
  proofRunRow,
  readLogPk,
} from '../../shared/engine/storage/keys.ts';
import { oneTimeUse } from '../../shared/engine/storage/one-time-use.ts';
import { answeredPk } from '../../shared/faq/answered-by-itself.ts';
import type { FaqEntryId } from '../../shared/faq/faq-entry.ts';
import { faqEntryKey } from '../../shared/faq/faq-entry-key.ts';
import { faqPk } from '../../shared/faq/faq-row.ts';
import { helperLinkRow } from '../../shared/helper-tasks/helper-link.ts';
import type { HelperTaskId } from '../../shared/helper-tasks/helper-task.ts';
import { helperTaskKey } from '../../shared/helper-tasks/helper-task-key.ts';
import { taskOfCaseCompanion } from '../../shared/helper-tasks/tasks-of-case.ts';
import { policyPk } from '../../shared/policies/policy-keys.ts';
import { peoplePk, placeRow, placesPk, stationRow, stationsPk } from '../../shared/stations/keys.ts';
import { waitingRow } from '../../shared/webhooks/webhook-rows.ts';
import { webhooksKey } from '../../shared/webhooks/webhooks-key.ts';

const any = '*';
const station = any as StationId;

/** As long as every id of a case, so that a longer key does not match. */
const caseId = `c${'?'.repeat(25)}` as CaseId;
const oneCase = keyOf({ station, caseId });

/** As long as every id of a task. */
const oneTask = helperTaskKey(station, `h${'?'.repeat(25)}` as HelperTaskId);

const anyEvent = { kind: any, id: any, version: 0, index: 0, at: any, fact: any };

/** The hash of a telephone number: SHA-256 in base64url, longer than the id of a case. */
const phoneHash = '?'.repeat(43);

const contactPk = contactToHash(oneCase, 0).key.pk;
const spot = { station, place: any, type: any as CaseType, answers: [] };

/**
 * Every kind of row, by the pattern of its partition key, in which `*` stands for any text and `?` for one character.
 * The patterns are made by the functions that make the keys. `*` matches the separator too, so a pattern also matches
 * keys that no code writes; no such key parses as one of another family, because parts of keys hold no separator.
 */
export const rowFamilies = {
  /** State, facts, sealed texts, deliveries, answers to commands and photo slots of a case. */
  case: aggregatePk(oneCase),
  /** What a station is: its changes as facts. */
  register: aggregatePk({ station, kind: 'register', id: any }),
  /** State, facts, sealed words and messages of what a helper was asked. */
  'helper-task': aggregatePk(oneTask),
  /** From a helper's secret link to the task. */
  'helper-link': helperLinkRow(any).pk,
  /** The tasks of a case. */
  'case-helper': taskOfCaseCompanion(oneCase, oneTask).key.pk,
  /** Who looked at a task, and when. */
  'helper-read-log': readLogPk(oneTask),
  /** Where other systems take the events of a station: state, facts and messages. */
  webhooks: aggregatePk({ ...webhooksKey(station), id: `w${'?'.repeat(25)}` }),
  /** Events on their way to an endpoint, and those that were given up. */
  'webhook-event': waitingRow({ station, endpoint: any, event: anyEvent }).pk,
  /** A common question: state, facts, sealed words that wait for approval, and messages. */
  'faq-entry': aggregatePk(faqEntryKey(station, `f${'?'.repeat(25)}` as FaqEntryId)),
  /** The approved answers of a station, as residents read them. */
  'faq-list': faqPk(station),
  /** How often an answer was what somebody wanted to know. */
  'faq-answered': answeredPk(station),
  /** From a resident's secret link to the case. */
  link: submissionCompanion({ tokenHash: any, key: oneCase, contentHash: '', readerKey: '' }).key.pk,
  /** From the number on a receipt to the case. */
  reference: referenceCompanion(oneCase, any as Reference).key.pk,
  /** The recent reports of a place and type. */
  'recent-report': recentReportCompanion({ spot, key: oneCase, at: 0, expiresAt: 0 }).key.pk,
  /** The cases that were linked to a primary case. */
  'co-reporter': linkCompanion(oneCase, oneCase).key.pk,
  /** Whether the numbers of a case's contact were hashed, and their hashes. */
  contact: contactPk,
  /** From the hash of a telephone number to cases. */
  'phone-hash': contactPk.replace(caseId, phoneHash),
  /** Who read what of a secret case. */
  'read-log': readLogPk(oneCase),
  /** Proofs of work and links to posters that were used. */
  'used-once': oneTimeUse({ nonce: any, expiresAt: 0 }, '').key.pk,
  /** How many reports came in within an hour, by address, by place and by station; and guesses of links, by address. */
  counter: rateCounterRow(any).pk,
  /** How many messages a channel took in a minute, and how many short ones a station paid for on a day. */
  'channel-minute': channelMinuteRow(any).pk,
  /** The morning brief of a day. */
  brief: deliveryRow({ about: 'brief', station, day: any as LocalDay, responsible: 'officer' }).pk,
  /** Tests of a channel. */
  'channel-test': deliveryRow({ about: 'test', station, channel: any, at: 0 }).pk,
  /** A batch window and its digests. */
  batch: batchWindowRow({ station, batch: any }).pk,
  /** What the statistics keep of a case. */
  count: countPk(station, any),
  policy: policyPk(station),
  place: placeRow(any).pk,
  'station-places': placesPk(station),
  station: stationRow(station).pk,
  stations: stationsPk,
  /** The roster. */
  person: peoplePk(station),
  proof: proofRow(station).pk,
  'proof-run': proofRunRow('everything').pk,
  /** Who asked for a proof, and when. */
  'asked-proof': askedProofPk,
  /** Requests of the proof that the notary states late what its log lacks, one partition for each chain. */
  'notary-request': 'NOTARY#?#*',
  /** The daily roots over the heads of all chains. */
  root: 'NOTARY#ROOT',
  /** The public key of a station to which texts are sealed, and its wrapped private half. */
  'text-key': keyPairPattern('texts'),
  'contact-key': keyPairPattern('contacts'),
  /** The wrapped key of a use, and its check value. */
  'hashing-key': wrappedKeyRow('hashing').pk,
  'command-key': wrappedKeyRow('commands').pk,
  'signing-key': wrappedKeyRow('signing').pk,
  'phone-key': wrappedKeyRow('phones').pk,
  'notary-key': wrappedKeyRow('notary').pk,
  'webhook-key': wrappedKeyRow('webhooks').pk,
} as const satisfies Readonly<Record<string, string>>;

export type RowFamily = keyof typeof rowFamilies;

const unknownKinds = aggregates.all.map(({ kind }) => kind).filter((kind) => !(kind in rowFamilies));
if (unknownKinds.length > 0 || !(caseAggregate.kind in rowFamilies))
  throw new Error(`no family of rows is named after the kinds ${unknownKinds.join(', ')}`);
