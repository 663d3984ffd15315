import { stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Case } from '../../../shared/cases/case.ts';
import type { Fact } from '../../../shared/cases/fact.ts';
import type { AggregateKey } from '../../../shared/engine/aggregate-key.ts';
import type { Commit } from '../../../shared/engine/storage/commit.ts';
import type { Companion } from '../../../shared/engine/storage/companion.ts';

/** A step of a case. The simulation has no other kind of aggregate. */
export type CaseCommit = Commit<Case, Fact>;

/** The case that the tables hold under this name; `undefined` where there is none, or none that reads. */
export function caseNamed({ states }: Tables, name: string): Case | undefined {
  const state = states.get(name)?.state;
  return state === 'unreadable' ? undefined : (state as Case | undefined);
}

export const caseAt = (tables: Tables, key: AggregateKey): Case | undefined =>
  caseNamed(tables, stateName(key));

/** Rows that are written with a case, by their keys. Written out again, so that a slip in the code's own is seen. */
const companionKeys = {
  token: /^T#.+\/T$/,
  proof: /^N#.+\/N$/,
  reference: /^S#[^#]+#R#\d+\/REF$/,
  link: /^S#[^#]+#J#/,
  command: /\/C#/,
} as const;

export const isCompanion = (kind: keyof typeof companionKeys, { key: { pk, sk } }: Companion): boolean =>
  companionKeys[kind].test(`${pk}/${sk}`);
