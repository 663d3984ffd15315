import type { Aggregate } from '../aggregate.ts';
import { type AggregateKey, isAggregateId, nameOfKey } from '../aggregate-key.ts';
import type { AggregateTypes, EngineState } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import { deliveriesOf } from '../outbox/deliveries.ts';
import { ruleZeroFault } from '../rule-zero.ts';
import type { Actor } from '../scope.ts';
import { answerOf, commandCompanion, type Request } from '../storage/command-record.ts';
import type { Commit } from '../storage/commit.ts';
import type { Companion } from '../storage/companion.ts';
import type { FactRecord } from '../storage/fact-record.ts';
import { keepCommands } from '../storage/kept-commands.ts';
import { hashState, roomForCommands } from '../storage/state-columns.ts';
import { hashFact } from './fact-chain.ts';
import type { SealedTexts } from './seal-texts.ts';

/** A decision with its actor, time and policy, and the rows to be written with it. */
export interface Decided<T extends AggregateTypes> {
  readonly before?: T['State'] | undefined;
  readonly after: T['State'];
  readonly facts: readonly T['Fact'][];
  readonly by: Actor;
  readonly now: Instant;
  readonly policy: T['Policy'];
  readonly sealedTexts: SealedTexts;
  readonly companions: readonly Companion[];
  /** The command that asked for it, where a repeat of it must be recognised. */
  readonly request?: Request | undefined;
  /** Writes no messages. */
  readonly isQuiet?: true | undefined;
}

/** Turns a decision into one transaction: the state, its chained facts, sealed texts, deliveries and companions. */
export function buildCommit<T extends AggregateTypes>(
  aggregate: Pick<Aggregate<T>, 'keyOf' | 'messages' | 'terminalStatuses' | 'codec'>,
  decided: Decided<T>,
): Commit<T['State'], T['Fact']> {
  const { before, facts, by, now, policy, isQuiet } = decided;
  const { texts, commitments } = decided.sealedTexts;
  const key = aggregate.keyOf(decided.after);
  const { after, companions } = withCommand(aggregate.codec, key, decided);
  const fault = ruleZeroFault(aggregate, after);
  if (fault !== undefined) throw new Error(`a decision about ${nameOfKey(key)} breaks rule 0: ${fault}`);
  if (!isAggregateId(key.id)) throw new Error('a new aggregate needs a random id, as System.newId makes it');
  const covered = { commitments, state: hashState(aggregate.codec, after) };
  const records = chainFacts(key, after.version, facts, by, now, covered, before?.chainHead ?? '');
  return {
    key,
    ...(before && { before }),
    after: { ...after, chainHead: records.at(-1)?.hash ?? after.chainHead },
    facts: records,
    texts,
    deliveries: isQuiet ? [] : deliveriesOf(aggregate, after, facts, policy, by, now),
    companions,
  };
}

/** Keeps the command in the state, or in a row of its own where the state's row has no room for it. */
function withCommand<T extends AggregateTypes>(
  codec: Aggregate<T>['codec'],
  key: AggregateKey,
  { before, after, companions, request, now }: Decided<T>,
): Pick<Decided<T>, 'after' | 'companions'> {
  const record = request && { ...request, answer: answerOf(after) };
  const room = record === undefined ? 0 : roomForCommands(codec, key, after);
  const { text, isKept } = keepCommands(before?.commands, record, room, now);
  const { commands: _, ...others }: EngineState = after;
  return {
    after: (text === '' ? others : { ...others, commands: text }) as T['State'],
    companions: record === undefined || isKept ? companions : [commandCompanion(key, record), ...companions],
  };
}

function chainFacts<Fact>(
  key: AggregateKey,
  version: number,
  facts: readonly Fact[],
  by: Actor,
  at: Instant,
  { commitments, state }: { readonly commitments: readonly string[]; readonly state: string },
  head: string,
): readonly FactRecord<Fact>[] {
  const records: FactRecord<Fact>[] = [];
  for (const [index, fact] of facts.entries()) {
    const record = {
      version,
      index,
      at,
      by,
      fact,
      // The texts of a version belong to its first fact; the facts that follow from it have none.
      commitments: index === 0 ? commitments : [],
      ...(index === facts.length - 1 && { state }),
      previousHash: records.at(-1)?.hash ?? head,
    };
    records.push({ ...record, hash: hashFact(key, record) });
  }
  return records;
}
