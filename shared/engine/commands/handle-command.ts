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
import type { AggregateStore, CompanionStore } from '../storage/store.ts';
import { buildCommit } from './build-commit.ts';
import { type PlainText, type SealedTexts, sealTexts } from './seal-texts.ts';

export interface CommandWorld<Policy extends AggregateTypes['Policy'] = AggregateTypes['Policy']> {
  readonly store: AggregateStore & CompanionStore;
  readonly policies: PolicyBook<Policy>;
  readonly channels: readonly Outlet[];
  /** Absent where no command carries a text: the clock needs no key. */
  readonly vault?: Pick<Vault, 'seal'>;
}

/** A command as it is recognised when it comes again. */
export interface Request {
  readonly commandId: string;
  /** Of the command and all it carries; another content under the same id is refused. */
  readonly contentHash: string;
  /** Until when a repeat is recognised. */
  readonly expiresAt: Instant;
}

export interface CommandTarget<T extends AggregateTypes> {
  /** Absent for an aggregate that begins with this command; then nothing is loaded. */
  readonly key?: AggregateKey<T['State'], T['Fact']>;
  readonly station: StationId;
  readonly now: Instant;
  readonly request?: Request;
  /** How often it is decided again when others write first; five times unless given. */
  readonly triesMax?: number;
}

/** A state with the policy that it was promised under, and what the try before lost against. */
export interface Loaded<T extends AggregateTypes> {
  readonly before: T['State'] | undefined;
  readonly policy: T['Policy'];
  readonly conflict?: string;
}

/** What a command means once the state is known. */
export interface Plan<T extends AggregateTypes> {
  readonly command: T['Command'];
  readonly by: Actor;
  /** To be sealed with the facts. */
  readonly texts?: readonly PlainText[];
  readonly companions?: (after: T['State']) => readonly Companion[];
  /** The step of another aggregate, in the same transaction. */
  readonly second?: SecondStep;
}

export interface SecondStep {
  readonly aggregate: AnyAggregate;
  readonly before: EngineState;
  readonly command: object;
  readonly by: Actor;
  readonly companions?: readonly Companion[];
}

/** What any aggregate's commands can run into, besides the refusals of its own. */
export type EngineRefusal = { readonly code: 'command-used' } | { readonly code: 'too-busy' };

export type Handled<T extends AggregateTypes> =
  | {
      readonly outcome: 'committed';
      readonly commit: Commit<T['State'], T['Fact']>;
      readonly answer: CommandAnswer;
    }
  /** The same command was carried out before. */
  | { readonly outcome: 'repeated'; readonly answer: CommandAnswer }
  /** Nothing was due, or nothing changes. */
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'refused'; readonly refusal: T['Refusal'] | EngineRefusal }
  /** Others wrote first, each time. */
  | { readonly outcome: 'conflict'; readonly conflict: string };

const TRIES_MAX = 5;

/**
 * The only load-decide-commit: carries a command out once, however often it comes. A conflict means that somebody else
 * wrote between load and commit; then it is decided again on what stands there now. Whether the command came before is
 * looked up only when it is refused or loses: a repeat can do nothing else.
 * @param plan what the command means to the state that was loaded, or why it may not be carried out; called anew for
 *   each try
 */
export async function handleCommand<T extends AggregateTypes>(
  world: CommandWorld<T['Policy']>,
  aggregate: Aggregate<T>,
  target: CommandTarget<T>,
  plan: (loaded: Loaded<T>) => Promise<Plan<T> | { readonly refusal: T['Refusal'] }>,
): Promise<Handled<T>> {
  const { triesMax = TRIES_MAX } = target;
  let conflict: string | undefined;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const handled = await tryOnce(world, aggregate, target, plan, conflict);
    // A caller who may not see an aggregate learns nothing of it, not even what they did to it themselves.
    const mayRepeat =
      handled.outcome === 'conflict' ||
      (handled.outcome === 'refused' && handled.refusal.code !== 'not-found');
    const repeat = mayRepeat ? await repeated<T>(world, target) : undefined;
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
  const added = companions?.(after) ?? [];
  if (facts.length === 0) return writeAlone(world.store, added);

  const beside = second && (await secondCommit(world, second, now));
  if (beside !== undefined && 'refusal' in beside) {
    return { outcome: 'refused', refusal: beside.refusal as T['Refusal'] };
  }
  const sealedTexts = await sealed(world, aggregate.keyOf(after), after.version, texts, by, now);
  const answer = answerOf(after);
  const record = request && commandCompanion(aggregate.keyOf(after), { ...request, answer });
  const commit = buildCommit(aggregate, world.channels, {
    before,
    after,
    facts,
    by,
    now,
    policy,
    sealedTexts,
    companions: [...(record ? [record] : []), ...added],
  });
  const committed = await world.store.commit(commit, beside);
  return committed.ok ? { outcome: 'committed', commit, answer } : { outcome: 'conflict', ...committed };
}

/** Companions go by themselves where the decision changes nothing. */
async function writeAlone(
  store: CompanionStore,
  companions: readonly Companion[],
): Promise<{ readonly outcome: 'nothing' } | { readonly outcome: 'conflict'; readonly conflict: string }> {
  const [first] = companions;
  if (first === undefined || (await store.writeCompanions(companions))) return { outcome: 'nothing' };
  return { outcome: 'conflict', conflict: first.conflict };
}

async function secondCommit(
  { policies, channels }: CommandWorld,
  { aggregate, before, command, by, companions = [] }: SecondStep,
  now: Instant,
): Promise<Commit | { readonly refusal: { readonly code: string } }> {
  const policy = await policies.of(before.station, before.policyVersion);
  const decision = aggregate.decide(before, command, { by, now, policy });
  if (isRefused(decision)) return { refusal: decision.refusal };
  const { after, facts } = decision;
  // Written without a fact, its version would stand still, and two writers could both believe they were first.
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

function sealed(
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

/** The first answer to a command that came before, or why this one may not use its id. */
async function repeated<T extends AggregateTypes>(
  { store }: CommandWorld,
  { key, request }: CommandTarget<T>,
): Promise<Handled<T> | undefined> {
  if (key === undefined || request === undefined) return undefined;
  const known = await findCommand(store, key, request.commandId);
  if (known === undefined) return undefined;
  return known.contentHash === request.contentHash
    ? { outcome: 'repeated', answer: known.answer }
    : { outcome: 'refused', refusal: { code: 'command-used' } };
}
