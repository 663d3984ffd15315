import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instant } from '../../engine/calendar/instant.ts';
import { handleCommand } from '../../engine/commands/handle-command.ts';
import type { PlainText } from '../../engine/commands/seal-texts.ts';
import { defined } from '../../engine/defined.ts';
import type { Language } from '../../engine/language.ts';
import type { Actor, Scope } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import { type OneTimeUse, oneTimeUse } from '../../engine/storage/one-time-use.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import { findPlace } from '../../stations/find-place.ts';
import type { Place } from '../../stations/place.ts';
import type { Case, Channel, Details } from '../case.ts';
import { caseAggregate } from '../case-aggregate.ts';
import { keyOf } from '../case-key.ts';
import { referenceCompanion } from '../case-reference.ts';
import type { CaseType } from '../case-type.ts';
import type { Submit } from '../command.ts';
import type { Fact } from '../fact.ts';
import { contactToHash } from '../phones/phone-rows.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { recentReportCompanion } from './recent-report.ts';
import { recentReportOf } from './same-reports.ts';
import { findSubmission, type Submission, submissionCompanion } from './submission.ts';
import { type Sender, type Weighed, weighReport } from './weigh-report.ts';

export interface Contact {
  readonly phone?: string;
  readonly name?: string;
}

export interface Report {
  readonly place: string;
  readonly type: CaseType;
  readonly what: string;
  readonly contact?: Contact;
  readonly details: Details;
  readonly occurredAt?: Instant;
  /** Deduplicates the report and is later the tracking secret; generated when the sender gives none. */
  readonly token?: string;
  readonly channel: Channel;
  readonly language: Language;
  readonly by: Actor;
  /** Input for the trust check; absent where staff submit the report. */
  readonly sender?: Sender;
  /** Set when staff report for a resident: the place must then be in their station. */
  readonly scope?: Scope;
}

export interface Submitted {
  readonly found: Case;
  /** The first fact of the case. */
  readonly received: FactRecord<Fact>;
  readonly token: string;
  /** False when the same report had been received before. */
  readonly created: boolean;
  readonly refusal?: never;
}

type SubmitWorld = Pick<World, 'store' | 'vault' | 'proofOfWork' | 'system' | 'policies' | 'channels'>;

/** The hash that is stored instead of the token, so the table holds no secret that opens a case. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Receives a report exactly once, however often it is sent: the same token and content give the same case. */
export async function submitCase(
  world: SubmitWorld,
  report: Report,
  now: Instant,
): Promise<Submitted | Refused> {
  const place = await findPlace(world, report.place);
  if (place === undefined || (report.scope !== undefined && place.station !== report.scope.station)) {
    return refused({ code: 'not-found' });
  }
  const token = report.token ?? world.system.newToken();
  const tokenHash = hashOfToken(token);
  const contentHash = await world.vault.keyedHash(contentOf(report));

  const earlier = await findSubmission(world.store, tokenHash);
  if (earlier !== undefined) return repeated(world, earlier, contentHash, token);
  const weighed = report.sender ? await weighReport(world, report.sender, place, now) : {};
  const received = await receive(world, report, place, { tokenHash, contentHash }, weighed, now);
  if (received.outcome === 'committed') {
    const { after, facts } = received.commit;
    return { found: after, received: firstOf(facts), token, created: true };
  }
  if (received.outcome === 'refused' && received.refusal.code !== 'too-busy')
    return refused(received.refusal);
  // A concurrent request committed the same report, or every try lost against other writes.
  const winner = await findSubmission(world.store, tokenHash);
  return winner === undefined ? refused({ code: 'too-busy' }) : repeated(world, winner, contentHash, token);
}

/** Commits the report under new ids. A reference conflict is retried with a new reference; a token conflict ends it. */
async function receive(
  world: SubmitWorld,
  report: Report,
  place: Place,
  hashes: Omit<Submission, 'key'>,
  weighed: Weighed,
  now: Instant,
) {
  let { trustReason, usedOnce } = weighed;
  const target = { station: place.station, now };
  return handleCommand(world, caseAggregate, target, async ({ policy, conflict }) => {
    if (conflict === 'token') return refused({ code: 'too-busy' });
    if (conflict === 'proof-of-work') {
      // Another report used the same proof of work first; only the commit's own condition detects that reliably.
      trustReason = 'replayed-proof';
      usedOnce = undefined;
    }
    const command = submitOf(world, report, place, trustReason);
    return {
      command,
      by: report.by,
      texts: textsOfReport(report),
      companions: (after) => [
        ...companionsOf(after, hashes, usedOnce, recentReportOf(policy, after, now)),
        ...(after.reachable ? [contactToHash(keyOf(after), now)] : []),
      ],
    };
  });
}

function submitOf(
  { system }: SubmitWorld,
  report: Report,
  place: Place,
  trustReason: Weighed['trustReason'],
): Submit {
  const { type, details, occurredAt, channel, language } = report;
  return {
    move: 'submit',
    station: place.station,
    caseId: system.newCaseId(),
    reference: system.newReference(),
    type,
    details,
    ...defined({ occurredAt }),
    place: place.code,
    building: place.building,
    channel,
    language,
    reachable: report.contact?.phone !== undefined,
    ...defined({ trustReason }),
  };
}

/**
 * The companions of the commit; of several conflicts the first counts. The token comes first, since a report that was
 * sent twice also conflicts on its proof of work.
 */
function companionsOf(
  after: Case,
  hashes: Omit<Submission, 'key'>,
  usedOnce: OneTimeUse | undefined,
  recentReport: ReturnType<typeof recentReportOf>,
) {
  const key = keyOf(after);
  return [
    submissionCompanion({ ...hashes, key }),
    ...(usedOnce ? [oneTimeUse(usedOnce, 'proof-of-work')] : []),
    referenceCompanion(key, after.reference),
    ...(recentReport ? [recentReportCompanion(recentReport)] : []),
  ];
}

/**
 * Answers a token that was used before: the same content gets its case, other content is refused without showing it.
 */
async function repeated(
  { store }: Pick<World, 'store'>,
  earlier: Submission,
  contentHash: string,
  token: string,
): Promise<Submitted | Refused> {
  if (earlier.contentHash !== contentHash) return refused({ code: 'token-used' });
  const found = await store.load(earlier.key);
  if (found === undefined) return refused({ code: 'not-found' });
  const { facts } = await store.history(earlier.key);
  return { found, received: firstOf(facts), token, created: false };
}

function firstOf([first]: readonly FactRecord<Fact>[]): FactRecord<Fact> {
  if (first === undefined) throw new Unreadable('a case without its first fact');
  return first;
}

const textsOfReport = ({ what, contact }: Report): readonly PlainText[] => [
  { kind: 'what', text: what },
  ...(contact === undefined ? [] : [{ kind: 'contact', text: JSON.stringify(contact) }]),
];

/** The content that makes two submissions the same: everything the sender wrote, and nothing the transport added. */
const contentOf = ({ place, type, what, contact, details, occurredAt }: Report): string =>
  canonicalize({ place, type, what, contact, details, occurredAt }) ?? '';
