import { maySee } from '../domain/access.ts';
import type { Case, CaseId } from '../domain/case.ts';
import { type CaseKey, inScope, keyOf } from '../domain/case-key.ts';
import type { Instant } from '../domain/instant.ts';
import type { Policy } from '../domain/policy.ts';
import type { Actor, Scope } from '../domain/scope.ts';
import type { Delivery, FactRecord, TextKind, TextRecord } from '../records.ts';
import { type Refused, refused } from './refused.ts';
import { hashOfToken } from './submit-case.ts';
import type { World } from './world.ts';

/** Words of a person, opened for a reader; `undefined` once they were erased. */
export interface OpenedText {
  readonly version: number;
  readonly index: number;
  readonly kind: TextKind;
  readonly by: Actor;
  readonly at: Instant;
  readonly text: string | undefined;
}

/** All that is kept of a case. Which of it a reader gets is decided by the views, one for each kind of reader. */
export interface Dossier {
  readonly found: Case;
  readonly facts: readonly FactRecord[];
  readonly texts: readonly OpenedText[];
  readonly deliveries: readonly Delivery[];
  readonly policy: Policy;
  /** The case that took this one in, where it was a duplicate. */
  readonly survivor?: Case;
}

export interface Read {
  readonly dossier: Dossier;
  readonly refusal?: never;
}

type ReadWorld = Pick<World, 'store' | 'vault' | 'policies'>;

/** A duplicate of a duplicate of …: longer chains than this are not followed. */
const SURVIVORS_MAX = 5;

/** A case as staff of its station read it. */
export async function readCase(world: ReadWorld, scope: Scope, caseId: CaseId): Promise<Read | Refused> {
  const key = inScope(scope, caseId);
  const found = await world.store.load(key);
  if (found === undefined || !maySee(scope, found, world.policies.of(found.policyVersion))) {
    return refused({ code: 'not-found' });
  }
  return { dossier: await dossierOf(world, key, found) };
}

/** A case as the resident follows it. Unknown, wrong and erased tokens are answered alike. */
export async function trackCase(world: ReadWorld, token: string): Promise<Read | Refused> {
  const submission = await world.store.findSubmission(hashOfToken(token));
  const found = submission && (await world.store.load(submission.key));
  if (submission === undefined || found === undefined) return refused({ code: 'not-found' });
  return { dossier: await dossierOf(world, submission.key, found) };
}

async function dossierOf(world: ReadWorld, key: CaseKey, found: Case): Promise<Dossier> {
  const { facts, texts, deliveries } = await world.store.history(key);
  const opened = await Promise.all(texts.map((text) => open(world, key, text)));
  const survivor = await survivorOf(world, found);
  const policy = world.policies.of(found.policyVersion);
  return { found, facts, texts: opened, deliveries, policy, ...(survivor && { survivor }) };
}

async function open(world: ReadWorld, key: CaseKey, text: TextRecord): Promise<OpenedText> {
  const { version, index, kind, by, at, sealed } = text;
  return { version, index, kind, by, at, text: await world.vault.open(sealed, { key, version, index }) };
}

async function survivorOf(world: ReadWorld, found: Case): Promise<Case | undefined> {
  let last: Case | undefined;
  for (let followed = 0; followed < SURVIVORS_MAX; followed += 1) {
    const of: CaseId | undefined = (last ?? found).duplicateOf;
    if (of === undefined) return last;
    last = await world.store.load(keyOf({ station: found.station, caseId: of }));
  }
  return last;
}
