import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import { brokenAt } from '../commands/fact-chain.ts';
import type { ViolationKind } from './proof.ts';
import type { Chain } from './seen.ts';

/** A violation before it is published: its kind, and where in the history it was found. */
export interface Finding {
  readonly kind: ViolationKind;
  readonly where?: string;
  /** Set where repairing it is not the row's own repair. */
  readonly repaired?: boolean;
}

/**
 * Checks the history of an aggregate and returns the most specific finding, if any. A chain is never repaired, since it
 * is the evidence.
 */
export function chainFinding(
  key: AggregateKey,
  found: Pick<EngineState, 'version' | 'chainHead'>,
  chain: Chain,
): Finding | undefined {
  const broken = brokenAt(key, chain.facts, found.chainHead);
  if (broken !== undefined) return { kind: 'broken-chain', where: broken };
  const gap = gapIn(found, chain);
  if (gap !== undefined) return { kind: 'versions-missing', where: gap };
  const textsMissing = versionMissingTexts(chain);
  return textsMissing === undefined ? undefined : { kind: 'texts-missing', where: textsMissing };
}

/** The first gap: versions are numbered from 1 to the state's own, and the facts of each version from 0. */
function gapIn({ version }: Pick<EngineState, 'version'>, { facts }: Chain): string | undefined {
  let [last, next] = [0, 0];
  for (const fact of facts) {
    const follows =
      (fact.version === last && fact.index === next) || (fact.version === last + 1 && fact.index === 0);
    if (!follows) return `F#${fact.version}#${fact.index}`;
    [last, next] = [fact.version, fact.index + 1];
  }
  return last === version ? undefined : `version ${version}`;
}

/** The version whose facts commit to more or fewer texts than are stored; an erased text keeps its row. */
function versionMissingTexts({ facts, texts }: Chain): string | undefined {
  const missing = new Map<number, number>();
  for (const { version, commitments } of facts) {
    missing.set(version, (missing.get(version) ?? 0) + commitments.length);
  }
  for (const { version } of texts) missing.set(version, (missing.get(version) ?? 0) - 1);
  const [version] = [...missing].find(([, count]) => count !== 0) ?? [];
  return version === undefined ? undefined : `version ${version}`;
}
