import type { Delivery } from '../../engine/outbox/delivery.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { TextRecord } from '../../engine/storage/text-record.ts';
import type { Policy } from '../../policies/policy.ts';
import { isWithheld, mayReadText } from '../access.ts';
import type { Case, CaseId } from '../case.ts';
import type { CaseKey } from '../case-key.ts';
import { linkedTo } from '../case-link.ts';
import { asSeenByReporter, CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';
import type { Fact } from '../fact.ts';
import { decoyKey } from '../intake/decoy-key.ts';
import { findSameReports } from '../intake/same-reports.ts';
import { findLink } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import type { HelperPhoto, Photo } from '../photos/photo.ts';
import { helperPhotosIn, photosIn } from '../photos/photo-slots.ts';
import { type Refused, refused } from '../refused.ts';
import type { TextKind } from '../text-kinds.ts';
import type { World } from '../world.ts';
import { linkOpener } from './link-opener.ts';
import { hiddenText, type OpenedText, openText, type TextOpener, withheldText } from './open-text.ts';
import { primariesOf } from './primary-cases.ts';
import type { Reader } from './record-read.ts';
import { type SharedStep, sharedSteps } from './shared-steps.ts';
import { visibleCase } from './visible-case.ts';

/** Everything that is stored about a case. The views, one for each kind of reader, select what a reader gets. */
export interface CaseDetails {
  readonly found: Case;
  readonly facts: readonly FactRecord<Fact>[];
  readonly texts: readonly OpenedText[];
  readonly deliveries: readonly Delivery[];
  /** The reporter's own. */
  readonly photos: readonly Photo[];
  /** For staff: those that helpers added. */
  readonly helperPhotos: readonly HelperPhoto[];
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

type ReadWorld = Pick<World, 'store' | 'policies'>;

/**
 * Reads a case for staff of its station. A text that they may not read is hidden, and one that they have to ask for is
 * withheld (`reveal.ts`): neither is decrypted, so that reading a case shows nothing that must be on record.
 */
export async function readCase(
  world: ReadWorld & { readonly opener: TextOpener },
  { scope }: Pick<Reader, 'scope'>,
  caseId: CaseId,
): Promise<Read | Refused> {
  const visible = await visibleCase(world, scope, caseId);
  if (visible.refusal) return visible;
  const { key, found, policy } = visible;
  const linked = found.linked === undefined ? [] : await linkedTo(world.store, key, CO_REPORTERS_MAX);
  const kept = (record: TextRecord): OpenedText | undefined => {
    const kind = record.kind as TextKind;
    if (!mayReadText(scope, kind, found, policy)) return hiddenText(record);
    return isWithheld(kind, found, policy) ? withheldText(record) : undefined;
  };
  const caseDetails = await caseDetailsOf(world, world.opener, key, found, kept);
  return {
    caseDetails: { ...caseDetails, ...(linked.length > 0 && { linked: linked.map((one) => one.id) }) },
  };
}

/**
 * Reads a case for the resident who holds its secret link. Unknown, malformed and erased tokens get the same answer.
 */
export async function trackCase(
  world: ReadWorld & Pick<World, 'readerKeys'>,
  token: string,
): Promise<Read | Refused> {
  const tokenHash = hashOfToken(token);
  const link = await findLink(world.store, tokenHash);
  const key = link?.key ?? decoyKey(tokenHash);
  const found = await world.store.load(key);
  const opener = await linkOpener(world, token, found && link);
  if (opener === undefined || found === undefined) {
    // The result is not used. Without this read, the response time would reveal that the token is unknown.
    await world.store.history(key, { version: 0, chainHead: '' });
    return refused({ code: 'not-found' });
  }
  const caseDetails = await caseDetailsOf(world, opener, key, found);
  if (found.reporterLeft === true) return { caseDetails: untilReporterLeft(caseDetails) };
  if (found.status === 'duplicate')
    return { caseDetails: { ...caseDetails, ...(await primaryOf(world, opener, found)) } };
  const same = await findSameReports(world, found);
  return { caseDetails: { ...caseDetails, ...(same && { sameReports: same.reports }) } };
}

async function caseDetailsOf(
  world: ReadWorld,
  opener: TextOpener,
  key: CaseKey,
  found: Case,
  /** What stands for a text that is not to be opened. */
  kept: (text: TextRecord) => OpenedText | undefined = () => undefined,
): Promise<CaseDetails> {
  const { facts, texts, deliveries, enclosed } = await world.store.history(key, found);
  const policy = await world.policies.of(found.station, found.policyVersion);
  const opened = await Promise.all(texts.map((text) => kept(text) ?? openText(opener, key, facts, text)));
  const [photos, helperPhotos] = [photosIn(enclosed), helperPhotosIn(enclosed)];
  return { found, facts, texts: opened, deliveries, photos, helperPhotos, policy };
}

/** The primary case that is worked on in place of a duplicate, with its visible steps. */
async function primaryOf(
  world: ReadWorld,
  opener: TextOpener,
  found: Case,
): Promise<Pick<CaseDetails, 'primary' | 'shared'>> {
  const path = await primariesOf(world, found);
  const primary = path.at(-1);
  return primary === undefined ? {} : { primary, shared: await sharedSteps(world, opener, found, path) };
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
