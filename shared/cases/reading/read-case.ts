import type { Delivery } from '../../engine/outbox/delivery.ts';
import type { Scope } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Policy } from '../../policies/policy.ts';
import { maySee } from '../access.ts';
import type { Case, CaseId } from '../case.ts';
import { type CaseKey, inScope } from '../case-key.ts';
import { linkedTo } from '../case-link.ts';
import { asItsReporterFinds, CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';
import type { Fact } from '../fact.ts';
import { decoyKey } from '../intake/decoy-key.ts';
import { findSameReports } from '../intake/same-reports.ts';
import { findSubmission } from '../intake/submission.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import type { Photo } from '../photos/photo.ts';
import { photosIn } from '../photos/photo-slots.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type OpenedText, openText } from './open-text.ts';
import { primariesOf } from './primary-cases.ts';
import { type SharedStep, sharedSteps } from './shared-steps.ts';

/** All that is kept of a case. Which of it a reader gets is decided by the views, one for each kind of reader. */
export interface CaseDetails {
  readonly found: Case;
  readonly facts: readonly FactRecord<Fact>[];
  readonly texts: readonly OpenedText[];
  readonly deliveries: readonly Delivery[];
  readonly photos: readonly Photo[];
  readonly policy: Policy;
  /** The case that took this one in, where it was a duplicate, and what its reporter may know of that one. */
  readonly primary?: Case;
  readonly shared?: readonly SharedStep[];
  /** How many co-reporters reported before what looks like the same. */
  readonly sameReports?: number;
  /** For staff: the cases that joined this one. */
  readonly linked?: readonly CaseId[];
}

export interface Read {
  readonly caseDetails: CaseDetails;
  readonly refusal?: never;
}

type ReadWorld = Pick<World, 'store' | 'vault' | 'policies'>;

/** A case as staff of its station read it. */
export async function readCase(world: ReadWorld, scope: Scope, caseId: CaseId): Promise<Read | Refused> {
  const key = inScope(scope, caseId);
  const found = await world.store.load(key);
  const policy = found && (await world.policies.of(found.station, found.policyVersion));
  if (found === undefined || policy === undefined || !maySee(scope, found, policy)) {
    return refused({ code: 'not-found' });
  }
  const linked = found.linked === undefined ? [] : await linkedTo(world.store, key, CO_REPORTERS_MAX);
  const caseDetails = await caseDetailsOf(world, key, found);
  return {
    caseDetails: { ...caseDetails, ...(linked.length > 0 && { linked: linked.map((one) => one.id) }) },
  };
}

/** A case as the resident follows it. Unknown, wrong and erased tokens are answered alike. */
export async function trackCase(world: ReadWorld, token: string): Promise<Read | Refused> {
  const tokenHash = hashOfToken(token);
  const submission = await findSubmission(world.store, tokenHash);
  const key = submission?.key ?? decoyKey(tokenHash);
  const found = await world.store.load(key);
  if (submission === undefined || found === undefined) {
    // Read for nothing, so that time does not tell what leads nowhere.
    await world.store.history(key);
    return refused({ code: 'not-found' });
  }
  const caseDetails = await caseDetailsOf(world, submission.key, found);
  if (found.reporterLeft === true) return { caseDetails: asFarAsTheyStayed(caseDetails) };
  if (found.status === 'duplicate')
    return { caseDetails: { ...caseDetails, ...(await together(world, found)) } };
  const same = await findSameReports(world, found);
  return { caseDetails: { ...caseDetails, ...(same && { sameReports: same.reports }) } };
}

async function caseDetailsOf(world: ReadWorld, key: CaseKey, found: Case): Promise<CaseDetails> {
  const { facts, texts, deliveries, enclosed } = await world.store.history(key);
  const policy = await world.policies.of(found.station, found.policyVersion);
  const opened = await Promise.all(texts.map((text) => openText(world.vault, key, text)));
  return { found, facts, texts: opened, deliveries, photos: photosIn(enclosed), policy };
}

/** A case that joined another one: that one is worked on now. */
async function together(world: ReadWorld, found: Case): Promise<Pick<CaseDetails, 'primary' | 'shared'>> {
  const path = await primariesOf(world, found);
  const primary = path.at(-1);
  return primary === undefined ? {} : { primary, shared: await sharedSteps(world, found, path) };
}

/** Whoever took their report back learns no more of what the others are told. */
function asFarAsTheyStayed({ found, facts, texts, ...caseDetails }: CaseDetails): CaseDetails {
  const left = facts.findIndex(({ fact }) => fact.fact === 'reporter-left');
  const until = facts[left];
  if (until === undefined) return { found, facts, texts, ...caseDetails };
  return {
    ...caseDetails,
    found: asItsReporterFinds(found, until.at),
    facts: facts.slice(0, left + 1),
    texts: texts.filter(({ version }) => version <= until.version),
  };
}
