import type { Aggregate } from '../aggregate.ts';
import type { AggregateKey } from '../aggregate-key.ts';
import { type AggregateTypes, type EngineState, isRefused } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import type { Outlet } from '../outbox/channel.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { AnyAggregate } from '../registry.ts';
import type { Actor, StationId } from '../scope.ts';
import type { Vault } from '../secrets/vault.ts';
import { type CommandAnswer, commandCompanion, findCommand } from '../storage/command-record.ts';
import type { Commit } from '../storage/commit.ts';
import type { Companion } from '../storage/companion.ts';
import { aggregatePk } from '../storage/keys.ts';
import type { AggregateStore, CompanionStore } from '../storage/store.ts';
import { buildCommit } from './build-commit.ts';
import { type PlainText, type SealedTexts, sealTexts } from './seal-texts.ts';

export interface CommandWorld<Policy extends AggregateTypes['Policy'] = AggregateTypes['Policy']> {
  readonly store: AggregateStore & CompanionStore;
  readonly policies: PolicyBook<Policy>;
  readonly channels: readonly Outlet[];
  /** Absent in functions whose commands carry no text, such as the sweep, so that they need no key. */
  readonly vault?: Pick<Vault, 'seal'>;
}

/** Identifies a command, so that a repeat of it is recognised. */
export interface Request {
  readonly commandId: string;
  /** Hash of the command and all its content; other content under the same id is refused. */
  readonly contentHash: string;
  /** Until when a repeat is recognised. */
  readonly expiresAt: Instant;
}

export interface CommandTarget<T extends AggregateTypes> {
  /** Absent for an aggregate that this command creates under a new id; then nothing is loaded, and `request` throws. */
  readonly key?: AggregateKey<T['State'], T['Fact']>;
  readonly station: StationId;
  readonly now: Instant;
  readonly request?: Request;
  /** How often the command is tried when other writers win the race; 5 by default. */
  readonly triesMax?: number;
}

/** The loaded state and its policy version, and the conflict that the previous try met. */
export interface Loaded<T extends AggregateTypes> {
  readonly before: T['State'] | undefined;
  readonly policy: T['Policy'];
  readonly conflict?: string;
}

/** What a request means for the loaded state: the command, its actor, and what is written with it. */
export interface Plan<T extends AggregateTypes> {
  readonly command: T['Command'];
  readonly by: Actor;
  /** Texts to be sealed and written with the facts. */
  readonly texts?: readonly PlainText[];
  readonly companions?: (after: T['State']) => readonly Companion[];
  /** A step of another aggregate in the same transaction. */
  readonly second?: SecondStep;
}

export interface SecondStep {
  readonly aggregate: AnyAggregate;
  readonly before: EngineState;
  readonly command: object;
  readonly by: Actor;
  readonly companions?: readonly Companion[];
}

/** Refusals that any command can get, besides those of its aggregate. */
export type EngineRefusal = { readonly code: 'command-used' };

export type Handled<T extends AggregateTypes> =
  | {
      readonly outcome: 'committed';
      readonly commit: Commit<T['State'], T['Fact']>;
      readonly answer: CommandAnswer;
    }
  /** The same command was carried out before; this is its first answer. */
  | { readonly outcome: 'repeated'; readonly answer: CommandAnswer }
  /** The decision changed nothing, such as a tick before the deadline. */
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'refused'; readonly refusal: T['Refusal'] | EngineRefusal }
  /** Another writer won the race in every try. */
  | { readonly outcome: 'conflict'; readonly conflict: string };

const TRIES_MAX = 5;

/**
 * The only load-decide-commit in the project; it carries a command out once, however often it is sent. On a conflict
 * (another writer committed between load and commit) it loads and decides again. A repeat is looked up only after a
 * refusal or a conflict, since the row of the first command makes every repeat end in one of these.
 * @param plan returns the command for the loaded state, or a refusal; called once for each try
 */
export async function handleCommand<T extends AggregateTypes>(
  world: CommandWorld<T['Policy']>,
  aggregate: Aggregate<T>,
  target: CommandTarget<T>,
  plan: (loaded: Loaded<T>) => Promise<Plan<T> | { readonly refusal: T['Refusal'] }>,
): Promise<Handled<T>> {
  const { triesMax = TRIES_MAX, key, request } = target;
  if (request !== undefined && key === undefined)
    throw new Error('a repeat is recognised only under a known key');
  let conflict: string | undefined;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const handled = await tryOnce(world, aggregate, target, plan, conflict);
    // Not after `not-found`: a caller who may not see an aggregate gets no answer about it, not even an earlier one.
    const maybeRepeat =
      handled.outcome === 'conflict' ||
      (handled.outcome === 'refused' && handled.refusal.code !== 'not-found');
    const repeat = maybeRepeat ? await findRepeat<T>(world, target) : undefined;
    if (repeat !== undefined) return repeat;
    if (handled.outcome !== 'conflict') return handled;
    conflict = handled.conflict;
  }
  return { outcome: 'conflict', conflict: conflict ?? 'version' };
}

async function tryOnce<T extends AggregateTypes>(
  world: CommandWorld<T['Policy']>,
  aggregate: Aggregate<T>,
  target: CommandTarget<T>,
  plan: Parameters<typeof handleCommand<T>>[3],
  conflict: string | undefined,
): Promise<Handled<T>> {
  const { key, station, now, request } = target;
  const before = key && (await world.store.load(key));
  const policy = await (before === undefined
    ? world.policies.current(station)
    : world.policies.of(station, before.policyVersion));
  const planned = await plan({ before, policy, ...defined({ conflict }) });
  if ('refusal' in planned) return { outcome: 'refused', refusal: planned.refusal };

  const { command, by, texts = [], companions, second } = planned;
  const decision = aggregate.decide(before, command, { by, now, policy });
  if (isRefused(decision)) return { outcome: 'refused', refusal: decision.refusal };
  const { after, facts } = decision;
  const ownCompanions = companions?.(after) ?? [];
  if (facts.length === 0) {
    if (texts.length > 0 || second !== undefined)
      throw new Error('a decision without facts has a text or a second step');
    return writeCompanionsOnly(world.store, ownCompanions);
  }

  const ownKey = aggregate.keyOf(after);
  const secondCommit = second && (await buildSecondCommit(world, second, ownKey, now));
  if (secondCommit !== undefined && 'refusal' in secondCommit) {
    return { outcome: 'refused', refusal: secondCommit.refusal as T['Refusal'] };
  }
  const sealedTexts = await sealAll(world, ownKey, after.version, texts, by, now);
  const answer = answerOf(after);
  const record = request && commandCompanion(ownKey, { ...request, answer });
  const commit = buildCommit(aggregate, world.channels, {
    before,
    after,
    facts,
    by,
    now,
    policy,
    sealedTexts,
    companions: [...(record ? [record] : []), ...ownCompanions],
  });
  const committed = await world.store.commit(commit, secondCommit);
  return committed.ok ? { outcome: 'committed', commit, answer } : { outcome: 'conflict', ...committed };
}

/** Writes the companions of a decision that has no facts. */
async function writeCompanionsOnly(
  store: CompanionStore,
  companions: readonly Companion[],
): Promise<{ readonly outcome: 'nothing' } | { readonly outcome: 'conflict'; readonly conflict: string }> {
  const [first] = companions;
  if (first === undefined || (await store.writeCompanions(companions))) return { outcome: 'nothing' };
  return { outcome: 'conflict', conflict: first.conflict };
}

async function buildSecondCommit(
  { policies, channels }: CommandWorld,
  { aggregate, before, command, by, companions = [] }: SecondStep,
  first: AggregateKey,
  now: Instant,
): Promise<Commit | { readonly refusal: { readonly code: string } }> {
  if (aggregatePk(aggregate.keyOf(before)) === aggregatePk(first)) {
    throw new Error('both steps of a command are of the same aggregate');
  }
  const policy = await policies.of(before.station, before.policyVersion);
  const decision = aggregate.decide(before, command, { by, now, policy });
  if (isRefused(decision)) return { refusal: decision.refusal };
  const { after, facts } = decision;
  // Without a fact the version would not change, so two concurrent writers could both succeed.
  if (facts.length === 0) throw new Error('the second step of a command changes nothing');
  return buildCommit(aggregate, channels, {
    before,
    after,
    facts,
    by,
    now,
    policy,
    companions,
    sealedTexts: noTexts,
  });
}

const noTexts: SealedTexts = { texts: [], commitments: [] };

function sealAll(
  { vault }: CommandWorld,
  key: AggregateKey,
  version: number,
  texts: readonly PlainText[],
  by: Actor,
  now: Instant,
): SealedTexts | Promise<SealedTexts> {
  if (texts.length === 0) return noTexts;
  if (vault === undefined) throw new Error('a command with a text was given to a function without a vault');
  return sealTexts(vault, key, version, texts, by, now);
}

export const answerOf = ({ version, status, dueAt, dueKind, responsible }: EngineState): CommandAnswer => ({
  version,
  status,
  ...defined({ dueAt, dueKind, responsible }),
});

/** The first answer to the same command, or a refusal if its id was used for other content. */
async function findRepeat<T extends AggregateTypes>(
  { store }: CommandWorld,
  { key, request }: CommandTarget<T>,
): Promise<Handled<T> | undefined> {
  if (key === undefined || request === undefined) return undefined;
  const record = await findCommand(store, key, request.commandId);
  if (record === undefined) return undefined;
  return record.contentHash === request.contentHash
    ? { outcome: 'repeated', answer: record.answer }
    : { outcome: 'refused', refusal: { code: 'command-used' } };
}
