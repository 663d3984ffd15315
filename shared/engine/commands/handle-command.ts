import type { Aggregate } from '../aggregate.ts';
import type { AggregateKey } from '../aggregate-key.ts';
import { type AggregateTypes, type EngineState, isRefused } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { AnyAggregate } from '../registry.ts';
import type { Actor, StationId } from '../scope.ts';
import type { Sealer } from '../secrets/sealer.ts';
import { answerOf, type CommandAnswer, findCommand, type Request } from '../storage/command-record.ts';
import type { Commit } from '../storage/commit.ts';
import type { Companion } from '../storage/companion.ts';
import { contentDigest, keptCommand, mayHaveRow } from '../storage/kept-commands.ts';
import { aggregatePk } from '../storage/keys.ts';
import type { AggregateStore, CompanionStore } from '../storage/store.ts';
import { buildCommit } from './build-commit.ts';
import { type PlainText, type SealedTexts, sealTexts } from './seal-texts.ts';

export interface CommandWorld<Policy extends AggregateTypes['Policy'] = AggregateTypes['Policy']> {
  readonly store: AggregateStore & CompanionStore;
  readonly policies: PolicyBook<Policy>;
  /** Writes no messages: nobody is told of history that is replayed. */
  readonly isQuiet?: true;
  /** Absent in functions whose commands carry no text, such as the sweep, so that they need no key. */
  readonly sealer?: Pick<Sealer, 'seal'>;
}

export interface CommandTarget<T extends AggregateTypes> {
  /** Absent for an aggregate that this command creates under a new id; then nothing is loaded, and `request` throws. */
  readonly key?: AggregateKey<T['State'], T['Fact']>;
  readonly station: StationId;
  readonly now: Instant;
  readonly request?: Request;
  /**
   * The first try may decide by a recent read of this version or a later one. The commit is refused where another was
   * written meanwhile; what is refused or left undone without a commit would have been moments earlier.
   */
  readonly notBefore?: number;
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

/** The plan read rows that are newer than the loaded state: another writer won. */
export interface LostRace {
  readonly conflict: string;
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
 * (another writer committed between load and commit) it loads and decides again. A repeat is looked for in the state of
 * each try: the commit is refused unless that state is still the latest, so none that came later is overlooked.
 * @param plan returns the command for the loaded state, a refusal, or a lost race; called once for each try
 */
export async function handleCommand<T extends AggregateTypes>(
  world: CommandWorld<T['Policy']>,
  aggregate: Aggregate<T>,
  target: CommandTarget<T>,
  plan: (loaded: Loaded<T>) => Promise<Plan<T> | LostRace | { readonly refusal: T['Refusal'] }>,
): Promise<Handled<T>> {
  const { triesMax = TRIES_MAX, key, request } = target;
  if (request !== undefined && key === undefined)
    throw new Error('a repeat is recognised only under a known key');
  let conflict: string | undefined;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const handled = await tryOnce(world, aggregate, target, plan, conflict);
    if (isOfRecentState(target, conflict) && tries + 1 < triesMax && isNotCarriedOut(handled)) {
      // Only the latest state says whether the caller may still see the aggregate, and what of it has changed.
      conflict = handled.outcome === 'conflict' ? handled.conflict : 'version';
      continue;
    }
    if (handled.outcome !== 'conflict') return handled;
    conflict = handled.conflict;
  }
  // The same command may have won the last race.
  const latest = key !== undefined && request !== undefined ? await world.store.load(key) : undefined;
  const repeat = await findRepeat<T>(world, target, latest);
  return repeat ?? { outcome: 'conflict', conflict: conflict ?? 'version' };
}

/** The first try may be decided on a recent state, any further one is on the latest. */
const isOfRecentState = (
  { notBefore }: { readonly notBefore?: number },
  conflict: string | undefined,
): boolean => notBefore !== undefined && conflict === undefined;

const isNotCarriedOut = (handled: {
  readonly outcome: string;
  readonly refusal?: { readonly code: string };
}): boolean =>
  handled.outcome === 'conflict' || (handled.outcome === 'refused' && handled.refusal?.code !== 'not-found');

async function tryOnce<T extends AggregateTypes>(
  world: CommandWorld<T['Policy']>,
  aggregate: Aggregate<T>,
  target: CommandTarget<T>,
  plan: Parameters<typeof handleCommand<T>>[3],
  conflict: string | undefined,
): Promise<Handled<T>> {
  const { key, station, now, request } = target;
  const notBefore = isOfRecentState(target, conflict) ? target.notBefore : undefined;
  const before = key && (await world.store.load(key, notBefore));
  const policy = await (before === undefined
    ? world.policies.current(station)
    : world.policies.of(station, before.policyVersion));
  const planned = await plan({ before, policy, ...defined({ conflict }) });
  if ('conflict' in planned) return { outcome: 'conflict', conflict: planned.conflict };
  const refusal = 'refusal' in planned ? planned.refusal : undefined;
  // Not after `not-found`: a caller who may not see an aggregate gets no answer about it, not even an earlier one.
  const repeat = refusal?.code === 'not-found' ? undefined : await findRepeat<T>(world, target, before);
  if (repeat !== undefined) return repeat;
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
  const commit = buildCommit(aggregate, {
    before,
    after,
    facts,
    by,
    now,
    policy,
    sealedTexts,
    companions: ownCompanions,
    request,
    isQuiet: world.isQuiet,
  });
  const committed = await world.store.commit(commit, secondCommit);
  return committed.ok
    ? { outcome: 'committed', commit, answer: answerOf(after) }
    : { outcome: 'conflict', ...committed };
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
  { policies, isQuiet }: CommandWorld,
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
  return buildCommit(aggregate, {
    before,
    after,
    facts,
    by,
    now,
    policy,
    companions,
    sealedTexts: noTexts,
    isQuiet,
  });
}

const noTexts: SealedTexts = { texts: [], commitments: [] };

function sealAll(
  { sealer }: CommandWorld,
  key: AggregateKey,
  version: number,
  texts: readonly PlainText[],
  by: Actor,
  now: Instant,
): SealedTexts | Promise<SealedTexts> {
  if (texts.length === 0) return noTexts;
  if (sealer === undefined) throw new Error('a command with a text was given to a function without a sealer');
  return sealTexts(sealer, key, version, texts, by, now);
}

/** The first answer to the same command, or a refusal if its id was used for other content. */
async function findRepeat<T extends AggregateTypes>(
  { store }: CommandWorld,
  { key, request, now }: CommandTarget<T>,
  before: Pick<EngineState, 'commands'> | undefined,
): Promise<Handled<T> | undefined> {
  if (key === undefined || request === undefined || before === undefined) return undefined;
  const { commandId, contentHash } = request;
  const kept = keptCommand(before.commands, commandId);
  if (kept !== undefined) return repeated(kept.answer, kept.content === contentDigest(contentHash));
  if (!mayHaveRow(before.commands, now)) return undefined;
  const record = await findCommand(store, key, commandId);
  return record && repeated(record.answer, record.contentHash === contentHash);
}

const repeated = (answer: CommandAnswer, isSame: boolean) =>
  isSame
    ? ({ outcome: 'repeated', answer } as const)
    : ({ outcome: 'refused', refusal: { code: 'command-used' } } as const);
