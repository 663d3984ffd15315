import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instant } from '../../engine/calendar/instant.ts';
import { handleCommand } from '../../engine/commands/handle-command.ts';
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
import { noticeAddressText, smsNumberIn } from '../notices/notice-address.ts';
import type { NoticeWay } from '../notices/notice-choice.ts';
import { contactToHash } from '../phones/phone-rows.ts';
import type { Contact } from '../reading/contact.ts';
import { addressed, newReader } from '../recipients.ts';
import { type Refused, refused } from '../refused.ts';
import type { CaseText } from '../text-kinds.ts';
import type { World } from '../world.ts';
import { recentReportCompanion } from './recent-report.ts';
import { recentReportOf } from './same-reports.ts';
import { findSubmission, type SecretLink, type Submission, submissionCompanion } from './submission.ts';
import { type Sender, type Weighed, weighReport } from './weigh-report.ts';

export interface Report {
  readonly place: string;
  readonly type: CaseType;
  readonly what: string;
  readonly contact?: Contact;
  /** How the resident wants to be told; where they chose nothing, by SMS to a number that takes one. */
  readonly notices?: NoticeWay;
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

type SubmitWorld = Pick<
  World,
  'store' | 'sealer' | 'hasher' | 'readerKeys' | 'tickets' | 'proofOfWork' | 'system' | 'policies'
>;

/** A report with its token, and the public key of the holder of its link. */
type ReportWithReader = Report & Pick<Submit, 'reader'> & { readonly token: string };

/** What the row of the link will hold besides its case. */
type NewLink = Omit<SecretLink, 'key'>;

/** The hash that is stored instead of the token, so the table holds no secret that opens a case. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Receives a report exactly once, however often it is sent: the same token and content give the same case. */
export async function submitCase(
  world: SubmitWorld,
  report: Report,
  now: Instant,
): Promise<Submitted | Refused> {
  const token = report.token ?? world.system.newToken();
  const tokenHash = hashOfToken(token);
  const [place, contentHash, earlier] = await Promise.all([
    findPlace(world, report.place),
    world.hasher.keyedHash(contentOf(report)),
    // One that this read misses is found by the commit, whose condition is that the token is new.
    findSubmission(world.store, tokenHash, 'recent'),
  ]);
  if (place === undefined || (report.scope !== undefined && place.station !== report.scope.station)) {
    return refused({ code: 'not-found' });
  }
  if (earlier !== undefined) return repeated(world, earlier, contentHash, token);
  // Only now: a report that is sent again is not counted again, unless it comes within moments of the first.
  const [weighed, { publicKey, wrapped }] = await Promise.all([
    report.sender ? weighReport(world, report.sender, place, now) : {},
    world.readerKeys.create(token),
  ]);
  const link = { tokenHash, contentHash, readerKey: wrapped };
  const received = await receive(world, { ...report, reader: publicKey, token }, place, link, weighed, now);
  if (received.outcome === 'committed') {
    const { after, facts } = received.commit;
    return { found: after, received: present(facts[0]), token, created: true };
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
  report: ReportWithReader,
  place: Place,
  link: NewLink,
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
      texts: await addressed(world, await textsOf(world, report, command, now), command, async () =>
        newReader(command),
      ),
      companions: (after) => [
        ...companionsOf(after, link, usedOnce, recentReportOf(policy, after, now)),
        ...(after.reachable ? [contactToHash(keyOf(after), now)] : []),
      ],
    };
  });
}

function submitOf(
  { system }: SubmitWorld,
  report: ReportWithReader,
  place: Place,
  trustReason: Weighed['trustReason'],
): Submit {
  const { reader, type, details, occurredAt, channel, language } = report;
  return {
    move: 'submit',
    station: place.station,
    caseId: system.newCaseId(),
    reference: system.newReference(),
    reader,
    type,
    details,
    ...defined({ occurredAt }),
    place: place.code,
    building: place.building,
    channel,
    language,
    reachable: report.contact?.phone !== undefined,
    ...defined({ noticesBy: chosenWay(report) }),
    ...defined({ trustReason }),
  };
}

/**
 * The companions of the commit; of several conflicts the first counts. The token comes first, since a report that was
 * sent twice also conflicts on its proof of work.
 */
function companionsOf(
  after: Case,
  link: NewLink,
  usedOnce: OneTimeUse | undefined,
  recentReport: ReturnType<typeof recentReportOf>,
) {
  const key = keyOf(after);
  return [
    submissionCompanion({ ...link, key }),
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
  const [found, first] = await Promise.all([store.load(earlier.key), store.firstFact(earlier.key)]);
  return found === undefined
    ? refused({ code: 'not-found' })
    : { found, received: present(first), token, created: false };
}

function present(first: FactRecord<Fact> | undefined): FactRecord<Fact> {
  if (first === undefined) throw new Unreadable('a case without its first fact');
  return first;
}

/** The texts of a report: what was written, and how its resident is reached and told. */
async function textsOf(
  world: SubmitWorld,
  report: ReportWithReader,
  { station, caseId }: Submit,
  now: Instant,
): Promise<readonly CaseText[]> {
  const { what, contact, token, notices } = report;
  const way = chosenWay(report) ?? 'sms';
  const to = way === 'none' ? undefined : way === 'mail' ? contact?.mail : smsNumberIn(contact?.phone ?? '');
  const address = way !== 'none' &&
    to !== undefined && { by: way, to, token, ...(notices && { asked: true as const }) };
  return [
    { kind: 'what', text: what },
    ...(contact === undefined ? [] : [{ kind: 'contact', text: JSON.stringify(contact) } as const]),
    ...(address ? [await noticeAddressText(world, keyOf({ station, caseId }), address, now)] : []),
  ];
}

/** A mail address is left for nothing else than to be told by mail. */
const chosenWay = ({ notices, contact }: Report): NoticeWay | undefined =>
  notices ?? (contact?.mail !== undefined && contact.phone === undefined ? 'mail' : undefined);

/** The content that makes two submissions the same: everything the sender wrote, and nothing the transport added. */
const contentOf = ({ place, type, what, contact, notices, details, occurredAt }: Report): string =>
  canonicalize({ place, type, what, contact, notices, details, occurredAt }) ?? '';
