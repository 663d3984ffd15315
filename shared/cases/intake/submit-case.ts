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
  /** The submission key and later the tracking secret; made here when the sender brought none. */
  readonly token?: string;
  readonly channel: Channel;
  readonly language: Language;
  readonly by: Actor;
  /** What is known of who sent it; absent where staff vouch for it. */
  readonly sender?: Sender;
  /** Set when staff report on behalf of somebody: then the place must be in their station. */
  readonly scope?: Scope;
}

export interface Submitted {
  readonly found: Case;
  /** The fact that the case began with. */
  readonly received: FactRecord<Fact>;
  readonly token: string;
  /** False when this very report had been received before. */
  readonly created: boolean;
  readonly refusal?: never;
}

type SubmitWorld = Pick<World, 'store' | 'vault' | 'proofOfWork' | 'system' | 'policies' | 'channels'>;

/** `T#sha256(token)`: the table never holds a secret that opens a case. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Receives a report once, however often it is sent: the same token and content give the same case. */
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

  const known = await findSubmission(world.store, tokenHash);
  if (known !== undefined) return repeated(world, known, contentHash, token);
  const weighed = report.sender ? await weighReport(world, report.sender, place, now) : {};
  const received = await receive(world, report, place, { tokenHash, contentHash }, weighed, now);
  if (received.outcome === 'committed') {
    const { after, facts } = received.commit;
    return { found: after, received: firstOf(facts), token, created: true };
  }
  if (received.outcome === 'refused' && received.refusal.code !== 'too-busy')
    return refused(received.refusal);
  // The same report came in by another request meanwhile, or others were first each time.
  const winner = await findSubmission(world.store, tokenHash);
  return winner === undefined ? refused({ code: 'too-busy' }) : repeated(world, winner, contentHash, token);
}

/** Commits the report under fresh ids. A reference that is taken is drawn again; a token that is taken ends it. */
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
      // It has paid for another report before, which no look beforehand could have told for certain.
      trustReason = 'replayed-proof';
      usedOnce = undefined;
    }
    const command = submitOf(world, report, place, trustReason);
    return {
      command,
      by: report.by,
      texts: textsOfReport(report),
      companions: (after) => companionsOf(after, hashes, usedOnce, recentReportOf(policy, after, now)),
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

/** What explains most comes first: a report that was sent twice also meets a used proof of work. */
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

/** The same content again is the same report; other content under a known token shows nothing of the first. */
async function repeated(
  { store }: Pick<World, 'store'>,
  known: Submission,
  contentHash: string,
  token: string,
): Promise<Submitted | Refused> {
  if (known.contentHash !== contentHash) return refused({ code: 'token-used' });
  const found = await store.load(known.key);
  if (found === undefined) return refused({ code: 'not-found' });
  const { facts } = await store.history(known.key);
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

/** What makes two submissions the same one: all that the sender wrote, and nothing the transport added. */
const contentOf = ({ place, type, what, contact, details, occurredAt }: Report): string =>
  canonicalize({ place, type, what, contact, details, occurredAt }) ?? '';
