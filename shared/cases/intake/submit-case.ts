import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { commitOf } from '../../engine/build-commit.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import type { FactRecord } from '../../engine/fact-record.ts';
import { type Refused, refused } from '../../engine/refused.ts';
import type { Actor, Scope } from '../../engine/scope.ts';
import { Unreadable } from '../../engine/store-errors.ts';
import type { World } from '../../engine/world.ts';
import { findPlace } from '../../stations/find-place.ts';
import type { Place } from '../../stations/place.ts';
import type { Case, Channel, Details, Language } from '../case.ts';
import { keyOf } from '../case-key.ts';
import type { CaseType } from '../case-type.ts';
import { decide } from '../decisions/decide.ts';
import { sealTexts } from '../moves/seal-texts.ts';
import type { PlainText } from '../moves/texts.ts';
import { recentReportOf } from './same-reports.ts';
import type { Submission } from './submission.ts';
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
  readonly received: FactRecord;
  readonly token: string;
  /** False when this very report had been received before. */
  readonly created: boolean;
  readonly refusal?: never;
}

type SubmitWorld = Pick<World, 'store' | 'vault' | 'proofOfWork' | 'system' | 'policies' | 'channels'>;

/** A million references and a random one taken five times running: then something else is wrong. */
const REFERENCE_TRIES_MAX = 5;

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

  const known = await world.store.findSubmission(tokenHash);
  if (known !== undefined) return repeated(world, known, contentHash, token);
  let weighed = report.sender ? await weighReport(world, report.sender, place.code, now) : {};
  for (let tries = 0; tries < REFERENCE_TRIES_MAX; tries += 1) {
    const outcome = await receive(world, report, place, { tokenHash, contentHash }, weighed, now);
    if ('found' in outcome) return { ...outcome, token, created: true };
    if ('refusal' in outcome) return outcome;
    if (outcome.conflict === 'reference') continue;
    // It has paid for another report before, which no look beforehand could have told for certain.
    if (outcome.conflict === 'proof') weighed = { trustReason: 'replayed-proof' };
    if (outcome.conflict === 'proof') continue;
    const winner = await world.store.findSubmission(tokenHash);
    if (winner !== undefined) return repeated(world, winner, contentHash, token);
  }
  return refused({ code: 'too-busy' });
}

async function receive(
  world: SubmitWorld,
  report: Report,
  place: Place,
  hashes: Omit<Submission, 'key'>,
  { trustReason, usedOnce }: Weighed,
  now: Instant,
): Promise<Pick<Submitted, 'found' | 'received'> | Refused | { conflict: string }> {
  const { type, details, occurredAt, channel, language, by } = report;
  const command = {
    move: 'submit',
    station: place.station,
    caseId: world.system.newCaseId(),
    reference: world.system.newReference(),
    type,
    details,
    ...(occurredAt !== undefined && { occurredAt }),
    place: place.code,
    building: place.building,
    channel,
    language,
    reachable: report.contact?.phone !== undefined,
    ...(trustReason && { trustReason }),
  } as const;
  const decision = decide(undefined, command, by, now, world.policies.current);
  if (decision.refusal) return refused(decision.refusal);
  const submission = { ...hashes, key: keyOf(command) };
  const sealedTexts = await sealTexts(world.vault, decision.after, by, now, textsOfReport(report));
  const recentReport = recentReportOf(world.policies.current, decision.after, now);
  const commit = commitOf(world, { decision, by, now, sealedTexts, submission, usedOnce, recentReport });
  const committed = await world.store.commit(commit);
  return committed.ok
    ? { found: commit.after, received: firstOf(commit.facts) }
    : { conflict: committed.conflict };
}

/** The same content again is the same report; other content under a known token shows nothing of the first. */
async function repeated(
  world: Pick<World, 'store'>,
  known: Submission,
  contentHash: string,
  token: string,
): Promise<Submitted | Refused> {
  if (known.contentHash !== contentHash) return refused({ code: 'token-used' });
  const found = await world.store.load(known.key);
  if (found === undefined) return refused({ code: 'not-found' });
  const { facts } = await world.store.history(known.key);
  return { found, received: firstOf(facts), token, created: false };
}

function firstOf([first]: readonly FactRecord[]): FactRecord {
  if (first === undefined) throw new Unreadable('a case without its first fact');
  return first;
}

const textsOfReport = ({ what, contact }: Report): readonly PlainText[] => [
  { kind: 'what', text: what },
  ...(contact === undefined ? [] : [{ kind: 'contact', text: JSON.stringify(contact) } as const]),
];

/** What makes two submissions the same one: all that the sender wrote, and nothing the transport added. */
const contentOf = ({ place, type, what, contact, details, occurredAt }: Report): string =>
  canonicalize({ place, type, what, contact, details, occurredAt }) ?? '';
