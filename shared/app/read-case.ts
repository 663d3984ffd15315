import { maySee } from '../domain/access.ts';
import type { Case, CaseId } from '../domain/case.ts';
import { type CaseKey, inScope } from '../domain/case-key.ts';
import { asItsReporterFinds, NEIGHBOURS_MAX } from '../domain/neighbours.ts';
import type { Photo } from '../domain/photo.ts';
import type { Policy } from '../domain/policy.ts';
import type { Scope } from '../domain/scope.ts';
import type { Delivery, FactRecord } from '../records.ts';
import { nobodysKey } from './nobodys-key.ts';
import { type OpenedText, openText } from './open-text.ts';
import { type Refused, refused } from './refused.ts';
import { sameMatter } from './same-matter.ts';
import { type SharedStep, sharedSteps } from './shared-steps.ts';
import { hashOfToken } from './submit-case.ts';
import { survivorsOf } from './survivor.ts';
import type { World } from './world.ts';

/** All that is kept of a case. Which of it a reader gets is decided by the views, one for each kind of reader. */
export interface Dossier {
  readonly found: Case;
  readonly facts: readonly FactRecord[];
  readonly texts: readonly OpenedText[];
  readonly deliveries: readonly Delivery[];
  readonly photos: readonly Photo[];
  readonly policy: Policy;
  /** The case that took this one in, where it was a duplicate, and what its reporter may know of that one. */
  readonly survivor?: Case;
  readonly shared?: readonly SharedStep[];
  /** How many neighbours reported before what looks like the same. */
  readonly sameReports?: number;
  /** For staff: the cases that joined this one. */
  readonly joined?: readonly CaseId[];
}

export interface Read {
  readonly dossier: Dossier;
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
  const joined = found.joined === undefined ? [] : await world.store.joinedTo(key, NEIGHBOURS_MAX);
  const dossier = await dossierOf(world, key, found);
  return {
    dossier: { ...dossier, ...(joined.length > 0 && { joined: joined.map((one) => one.caseId) }) },
  };
}

/** A case as the resident follows it. Unknown, wrong and erased tokens are answered alike. */
export async function trackCase(world: ReadWorld, token: string): Promise<Read | Refused> {
  const tokenHash = hashOfToken(token);
  const submission = await world.store.findSubmission(tokenHash);
  const key = submission?.key ?? nobodysKey(tokenHash);
  const found = await world.store.load(key);
  if (submission === undefined || found === undefined) {
    // Read for nothing, so that time does not tell what leads nowhere.
    await world.store.history(key);
    return refused({ code: 'not-found' });
  }
  const dossier = await dossierOf(world, submission.key, found);
  if (found.reporterLeft === true) return { dossier: asFarAsTheyStayed(dossier) };
  if (found.status === 'duplicate') return { dossier: { ...dossier, ...(await together(world, found)) } };
  const same = await sameMatter(world, found);
  return { dossier: { ...dossier, ...(same && { sameReports: same.reports }) } };
}

async function dossierOf(world: ReadWorld, key: CaseKey, found: Case): Promise<Dossier> {
  const { facts, texts, deliveries, photos } = await world.store.history(key);
  const opened = await Promise.all(texts.map((text) => openText(world.vault, key, text)));
  return { found, facts, texts: opened, deliveries, photos, policy: world.policies.of(found.policyVersion) };
}

/** A case that joined another one: that one is worked on now. */
async function together(world: ReadWorld, found: Case): Promise<Pick<Dossier, 'survivor' | 'shared'>> {
  const path = await survivorsOf(world, found);
  const survivor = path.at(-1);
  return survivor === undefined ? {} : { survivor, shared: await sharedSteps(world, found, path) };
}

/** Whoever took their report back learns no more of what the others are told. */
function asFarAsTheyStayed({ found, facts, texts, ...dossier }: Dossier): Dossier {
  const left = facts.findIndex(({ fact }) => fact.fact === 'reporter-left');
  const until = facts[left];
  if (until === undefined) return { found, facts, texts, ...dossier };
  return {
    ...dossier,
    found: asItsReporterFinds(found, until.at),
    facts: facts.slice(0, left + 1),
    texts: texts.filter(({ version }) => version <= until.version),
  };
}
