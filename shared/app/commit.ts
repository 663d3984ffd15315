import type { Case } from '../domain/case.ts';
import { type CaseKey, keyOf } from '../domain/case-key.ts';
import type { Decision } from '../domain/decision.ts';
import type { Fact } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';
import type { Actor } from '../domain/scope.ts';
import type {
  CommandRecord,
  Commit,
  FactRecord,
  MoveAnswer,
  PhotoStep,
  Sighting,
  SpentProof,
  Submission,
} from '../records.ts';
import { hashFact } from './chain.ts';
import { deliveriesOf } from './deliveries.ts';
import type { SealedWords } from './seal-words.ts';
import type { World } from './world.ts';

/** What was decided, by whom and when, with the sealed words that belong to it. */
export interface Decided {
  readonly before?: Case;
  readonly decision: Decision & { readonly after: Case };
  readonly by: Actor;
  readonly now: Instant;
  readonly words?: SealedWords;
  readonly submission?: Submission;
  readonly spent?: SpentProof | undefined;
  readonly sighting?: Sighting | undefined;
  readonly beside?: Commit;
  readonly joins?: CaseKey;
  readonly photo?: PhotoStep;
  readonly command?: Omit<CommandRecord, 'answer'>;
}

/** Makes one transaction of a decision: the case, its facts in their chain, its sealed words, its outbox. */
export function commitOf(world: Pick<World, 'policies' | 'channels'>, decided: Decided): Commit {
  const { before, decision, by, now, words = { texts: [], commitments: [] } } = decided;
  const { submission, spent, command, sighting, beside, joins, photo } = decided;
  const { after, facts } = decision;
  const { texts, commitments } = words;
  const records = chained(after, facts, by, now, commitments, before?.chainHead ?? '');
  const policy = world.policies.of(after.policyVersion);
  return {
    ...(before && { before }),
    after: { ...after, chainHead: records.at(-1)?.hash ?? after.chainHead },
    facts: records,
    texts,
    deliveries: deliveriesOf(after, facts, now, policy, world.channels),
    ...(submission && { submission }),
    ...(spent && { spent }),
    ...(sighting && { sighting }),
    ...(beside && { beside }),
    ...(joins && { joins }),
    ...(photo && { photo }),
    ...(command && { command: { ...command, answer: answerOf(after) } }),
  };
}

/** What a move is answered with, and a repeat of it again. */
export const answerOf = (after: Case): MoveAnswer => ({
  version: after.version,
  status: after.status,
  ...(after.dueAt !== undefined && { dueAt: after.dueAt, dueKind: after.dueKind, party: after.party }),
});

function chained(
  after: Case,
  facts: readonly Fact[],
  by: Actor,
  at: Instant,
  commitments: readonly string[],
  head: string,
): readonly FactRecord[] {
  const records: FactRecord[] = [];
  for (const [index, fact] of facts.entries()) {
    const record = {
      version: after.version,
      index,
      at,
      by,
      fact,
      // A version's words belong to its first fact; what follows from it has none.
      commitments: index === 0 ? commitments : [],
      previousHash: records.at(-1)?.hash ?? head,
    };
    records.push({ ...record, hash: hashFact(keyOf(after), record) });
  }
  return records;
}
