import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import { brokenAt } from '../commands/fact-chain.ts';
import type { ViolationKind } from './proof.ts';
import type { Chain } from './seen.ts';

/** Something found wrong, and where in the history. */
export interface Finding {
  readonly kind: ViolationKind;
  readonly where?: string;
}

/**
 * What is wrong with the history of an aggregate: at most one finding, the one that says most. A chain is never repaired: it
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
  const lost = textsLostAt(chain);
  return lost === undefined ? undefined : { kind: 'texts-missing', where: lost };
}

/** Each version has its facts numbered from 0, and the versions are numbered from 1 to the state's own. */
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

/** Facts commit to as many texts as are kept; an erased text keeps its row. */
function textsLostAt({ facts, texts }: Chain): string | undefined {
  const owed = new Map<number, number>();
  for (const { version, commitments } of facts) {
    owed.set(version, (owed.get(version) ?? 0) + commitments.length);
  }
  for (const { version } of texts) owed.set(version, (owed.get(version) ?? 0) - 1);
  const [lost] = [...owed].find(([, left]) => left !== 0) ?? [];
  return lost === undefined ? undefined : `version ${lost}`;
}
