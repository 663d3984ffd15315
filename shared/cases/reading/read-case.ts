import type { Delivery } from '../../engine/outbox/delivery.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { TextRecord } from '../../engine/storage/text-record.ts';
import type { Policy } from '../../policies/policy.ts';
import { maySeeReporter } from '../access.ts';
import type { Case, CaseId } from '../case.ts';
import type { CaseKey } from '../case-key.ts';
import { linkedTo } from '../case-link.ts';
import { asSeenByReporter, CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';
import type { Fact } from '../fact.ts';
import { decoyKey } from '../intake/decoy-key.ts';
import { findSameReports } from '../intake/same-reports.ts';
import { findSubmission } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import type { Photo } from '../photos/photo.ts';
import { photosIn } from '../photos/photo-slots.ts';
import { type Refused, refused } from '../refused.ts';
import { isSecret } from '../secrecy.ts';
import { revealsReporter, type TextKind } from '../text-kinds.ts';
import type { World } from '../world.ts';
import { hiddenText, type OpenedText, openText } from './open-text.ts';
import { primariesOf } from './primary-cases.ts';
import { type Reader, recordRead, type SecretPart } from './record-read.ts';
import { type SharedStep, sharedSteps } from './shared-steps.ts';
import { visibleCase } from './visible-case.ts';

/** Everything that is stored about a case. The views, one for each kind of reader, select what a reader gets. */
export interface CaseDetails {
  readonly found: Case;
  readonly facts: readonly FactRecord<Fact>[];
  readonly texts: readonly OpenedText[];
  readonly deliveries: readonly Delivery[];
  readonly photos: readonly Photo[];
  readonly policy: Policy;
  /** For the resident of a duplicate: the primary case that is worked on, and its steps that they may see. */
  readonly primary?: Case;
  readonly shared?: readonly SharedStep[];
  /** For the resident: how many earlier reports look like the same. */
  readonly sameReports?: number;
  /** For staff: the cases that were linked to this one. */
  readonly linked?: readonly CaseId[];
}

export interface Read {
  readonly caseDetails: CaseDetails;
  readonly refusal?: never;
}

type ReadWorld = Pick<World, 'store' | 'vault' | 'policies'>;

/**
 * Reads a case for staff of its station. Texts of a secret case that may reveal its reporter are opened only for those
 * who may know them, and that they were read is on record before this returns.
 */
export async function readCase(world: ReadWorld, reader: Reader, caseId: CaseId): Promise<Read | Refused> {
  const { scope } = reader;
  const visible = await visibleCase(world, scope, caseId);
  if (visible.refusal) return visible;
  const { key, found, policy } = visible;
  const linked = found.linked === undefined ? [] : await linkedTo(world.store, key, CO_REPORTERS_MAX);
  const isHidden = ({ kind }: TextRecord) =>
    revealsReporter[kind as TextKind] && !maySeeReporter(scope, found, policy);
  const caseDetails = await caseDetailsOf(world, key, found, isHidden);
  const shown = isSecret(found, policy) ? secretPartsIn(caseDetails.texts) : [];
  if (shown.length > 0) await recordRead(world, key, reader, shown);
  return {
    caseDetails: { ...caseDetails, ...(linked.length > 0 && { linked: linked.map((one) => one.id) }) },
  };
}

/** The parts that may reveal the reporter and were opened. */
const secretPartsIn = (texts: readonly OpenedText[]): readonly SecretPart[] => {
  const opened = texts.filter(({ kind, text }) => text !== undefined && revealsReporter[kind]);
  return [...new Set(opened.map(({ kind }) => (kind === 'contact' ? 'contact' : 'text')))].toSorted();
};

/**
 * Reads a case for the resident who holds its secret link. Unknown, malformed and erased tokens get the same answer.
 */
export async function trackCase(world: ReadWorld, token: string): Promise<Read | Refused> {
  const tokenHash = hashOfToken(token);
  const submission = await findSubmission(world.store, tokenHash);
  const key = submission?.key ?? decoyKey(tokenHash);
  const found = await world.store.load(key);
  if (submission === undefined || found === undefined) {
    // The result is not used. Without this read, the response time would reveal that the token is unknown.
    await world.store.history(key);
    return refused({ code: 'not-found' });
  }
  const caseDetails = await caseDetailsOf(world, submission.key, found);
  if (found.reporterLeft === true) return { caseDetails: untilReporterLeft(caseDetails) };
  if (found.status === 'duplicate')
    return { caseDetails: { ...caseDetails, ...(await primaryOf(world, found)) } };
  const same = await findSameReports(world, found);
  return { caseDetails: { ...caseDetails, ...(same && { sameReports: same.reports }) } };
}

async function caseDetailsOf(
  world: ReadWorld,
  key: CaseKey,
  found: Case,
  isHidden: (text: TextRecord) => boolean = () => false,
): Promise<CaseDetails> {
  const { facts, texts, deliveries, enclosed } = await world.store.history(key);
  const policy = await world.policies.of(found.station, found.policyVersion);
  const opened = await Promise.all(
    texts.map((text) => (isHidden(text) ? hiddenText(text) : openText(world.vault, key, text))),
  );
  return { found, facts, texts: opened, deliveries, photos: photosIn(enclosed), policy };
}

/** The primary case that is worked on in place of a duplicate, with its visible steps. */
async function primaryOf(world: ReadWorld, found: Case): Promise<Pick<CaseDetails, 'primary' | 'shared'>> {
  const path = await primariesOf(world, found);
  const primary = path.at(-1);
  return primary === undefined ? {} : { primary, shared: await sharedSteps(world, found, path) };
}

/** Cuts the history at the moment the reporter withdrew: later steps concern the co-reporters only. */
function untilReporterLeft({ found, facts, texts, ...caseDetails }: CaseDetails): CaseDetails {
  const index = facts.findLastIndex(({ fact }) => fact.fact === 'reporter-left');
  const left = facts[index];
  if (left === undefined) return { found, facts, texts, ...caseDetails };
  return {
    ...caseDetails,
    found: asSeenByReporter(found, left.at),
    facts: facts.slice(0, index + 1),
    texts: texts.filter(({ version }) => version <= left.version),
  };
}
