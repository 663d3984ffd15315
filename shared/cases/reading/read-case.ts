import type { FactRecord } from '../../engine/fact-record.ts';
import type { Delivery } from '../../engine/outbox/delivery.ts';
import { type Refused, refused } from '../../engine/refused.ts';
import type { Scope } from '../../engine/scope.ts';
import type { World } from '../../engine/world.ts';
import type { Policy } from '../../policies/policy.ts';
import { maySee } from '../access.ts';
import type { Case, CaseId } from '../case.ts';
import { type CaseKey, inScope } from '../case-key.ts';
import { asItsReporterFinds, CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';
import { decoyKey } from '../intake/decoy-key.ts';
import { findSameReports } from '../intake/same-reports.ts';
import { hashOfToken } from '../intake/submit-case.ts';
import type { Photo } from '../photos/photo.ts';
import { type OpenedText, openText } from './open-text.ts';
import { primariesOf } from './primary-cases.ts';
import { type SharedStep, sharedSteps } from './shared-steps.ts';

/** All that is kept of a case. Which of it a reader gets is decided by the views, one for each kind of reader. */
export interface CaseDetails {
  readonly found: Case;
  readonly facts: readonly FactRecord[];
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
  if (found === undefined || !maySee(scope, found, world.policies.of(found.policyVersion))) {
    return refused({ code: 'not-found' });
  }
  const linked = found.linked === undefined ? [] : await world.store.linkedTo(key, CO_REPORTERS_MAX);
  const caseDetails = await caseDetailsOf(world, key, found);
  return {
    caseDetails: { ...caseDetails, ...(linked.length > 0 && { linked: linked.map((one) => one.caseId) }) },
  };
}

/** A case as the resident follows it. Unknown, wrong and erased tokens are answered alike. */
export async function trackCase(world: ReadWorld, token: string): Promise<Read | Refused> {
  const tokenHash = hashOfToken(token);
  const submission = await world.store.findSubmission(tokenHash);
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
  const { facts, texts, deliveries, photos } = await world.store.history(key);
  const opened = await Promise.all(texts.map((text) => openText(world.vault, key, text)));
  return { found, facts, texts: opened, deliveries, photos, policy: world.policies.of(found.policyVersion) };
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
