import type { Case } from '../cases/case.ts';
import { type CaseKey, keyOf } from '../cases/case-key.ts';
import type { Decision } from '../cases/decisions/decision-draft.ts';
import type { Fact } from '../cases/fact.ts';
import type { RecentReport } from '../cases/intake/recent-report.ts';
import type { Submission } from '../cases/intake/submission.ts';
import type { SealedTexts } from '../cases/moves/seal-texts.ts';
import type { PhotoStep } from '../cases/photos/photo-step.ts';
import type { Instant } from './calendar/instant.ts';
import type { CommandRecord, MoveAnswer } from './command-record.ts';
import type { Commit } from './commit.ts';
import { hashFact } from './fact-chain.ts';
import type { FactRecord } from './fact-record.ts';
import type { OneTimeUse } from './one-time-use.ts';
import { deliveriesOf } from './outbox/deliveries.ts';
import type { Actor } from './scope.ts';
import type { World } from './world.ts';

/** What was decided, by whom and when, with the sealed words that belong to it. */
export interface Decided {
  readonly before?: Case;
  readonly decision: Decision & { readonly after: Case };
  readonly by: Actor;
  readonly now: Instant;
  readonly sealedTexts?: SealedTexts;
  readonly submission?: Submission;
  readonly usedOnce?: OneTimeUse | undefined;
  readonly recentReport?: RecentReport | undefined;
  readonly second?: Commit;
  readonly joins?: CaseKey;
  readonly photo?: PhotoStep;
  readonly command?: Omit<CommandRecord, 'answer'>;
}

/** Makes one transaction of a decision: the case, its facts in their chain, its sealed words, its outbox. */
export function commitOf(world: Pick<World, 'policies' | 'channels'>, decided: Decided): Commit {
  const { before, decision, by, now, sealedTexts = { texts: [], commitments: [] } } = decided;
  const { submission, usedOnce, command, recentReport, second, joins, photo } = decided;
  const { after, facts } = decision;
  const { texts, commitments } = sealedTexts;
  const records = chained(after, facts, by, now, commitments, before?.chainHead ?? '');
  const policy = world.policies.of(after.policyVersion);
  return {
    ...(before && { before }),
    after: { ...after, chainHead: records.at(-1)?.hash ?? after.chainHead },
    facts: records,
    texts,
    deliveries: deliveriesOf(after, facts, now, policy, world.channels),
    ...(submission && { submission }),
    ...(usedOnce && { usedOnce }),
    ...(recentReport && { recentReport }),
    ...(second && { second }),
    ...(joins && { joins }),
    ...(photo && { photo }),
    ...(command && { command: { ...command, answer: answerOf(after) } }),
  };
}

/** What a move is answered with, and a repeat of it again. */
export const answerOf = (after: Case): MoveAnswer => ({
  version: after.version,
  status: after.status,
  ...(after.dueAt !== undefined && {
    dueAt: after.dueAt,
    dueKind: after.dueKind,
    responsible: after.responsible,
  }),
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
