import type { Aggregate } from '../aggregate.ts';
import { type AggregateKey, isAggregateId, nameOfKey } from '../aggregate-key.ts';
import type { AggregateTypes } from '../aggregate-types.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Outlet } from '../outbox/channel.ts';
import { deliveriesOf } from '../outbox/deliveries.ts';
import { ruleZeroFault } from '../rule-zero.ts';
import type { Actor } from '../scope.ts';
import type { Commit } from '../storage/commit.ts';
import type { Companion } from '../storage/companion.ts';
import type { FactRecord } from '../storage/fact-record.ts';
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
}

/** Turns a decision into one transaction: the state, its chained facts, sealed texts, deliveries and companions. */
export function buildCommit<T extends AggregateTypes>(
  aggregate: Pick<Aggregate<T>, 'keyOf' | 'messages' | 'terminalStatuses'>,
  channels: readonly Outlet[],
  decided: Decided<T>,
): Commit<T['State'], T['Fact']> {
  const { before, after, facts, by, now, policy, companions } = decided;
  const { texts, commitments } = decided.sealedTexts;
  const key = aggregate.keyOf(after);
  const fault = ruleZeroFault(aggregate, after);
  if (fault !== undefined) throw new Error(`a decision about ${nameOfKey(key)} breaks rule 0: ${fault}`);
  if (!isAggregateId(key.id)) throw new Error('a new aggregate needs a random id, as System.newId makes it');
  const records = chainFacts(key, after.version, facts, by, now, commitments, before?.chainHead ?? '');
  return {
    key,
    ...(before && { before }),
    after: { ...after, chainHead: records.at(-1)?.hash ?? after.chainHead },
    facts: records,
    texts,
    deliveries: deliveriesOf(aggregate, after, facts, channels, policy, by, now),
    companions,
  };
}

function chainFacts<Fact>(
  key: AggregateKey,
  version: number,
  facts: readonly Fact[],
  by: Actor,
  at: Instant,
  commitments: readonly string[],
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
      previousHash: records.at(-1)?.hash ?? head,
    };
    records.push({ ...record, hash: hashFact(key, record) });
  }
  return records;
}
