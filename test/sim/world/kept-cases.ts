import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { caseAggregate } from '../../../shared/cases/case-aggregate.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { Commit } from '../../../shared/engine/storage/commit.ts';
import type { Companion } from '../../../shared/engine/storage/companion.ts';

/** A commit of a case. What helpers were asked is committed too, and judged apart (invariants/helper-rules.ts). */
export type CaseCommit = Commit<Case, Fact>;

/** The stored case of this name; `undefined` when it is absent or unreadable. */
export function caseNamed({ states }: Tables, name: string): Case | undefined {
  const { key, state } = states.get(name) ?? {};
  return key?.kind !== caseAggregate.kind || state === 'unreadable' ? undefined : (state as Case | undefined);
}

export const caseAt = (tables: Tables, key: AggregateKey): Case | undefined =>
  caseNamed(tables, stateName(key));

/** Key patterns of the companions of a case. Listed again here, so that a mistake in the code's own keys is found. */
const companionKeys = {
  token: /^T#.+\/T$/,
  proof: /^N#.+\/N$/,
  reference: /^S#[^#]+#R#\d+\/REF$/,
  link: /^S#[^#]+#J#/,
  command: /\/C#/,
} as const;

export const isCompanion = (kind: keyof typeof companionKeys, { key: { pk, sk } }: Companion): boolean =>
  companionKeys[kind].test(`${pk}/${sk}`);
