import { toIso } from '../../engine/calendar/instant.ts';
import type { Language } from '../../engine/language.ts';
import type { Proof } from '../../engine/proof/proof.ts';
import { wordsOf } from '../../locales/words-of.ts';
import type { ShownProof } from './shown-types.ts';

/** The latest proof of a station, with a sentence for each violation. */
export function proofView(proof: Proof | undefined, language: Language): ShownProof {
  if (proof === undefined) return { proven: false };
  const { station: _, startedAt, at, violations, ...counts } = proof;
  const { violations: sentences } = wordsOf(language);
  return {
    proven: true,
    startedAt: toIso(startedAt),
    at: toIso(at),
    ...counts,
    violations: violations.map((one) => ({ ...one, what: sentences[one.kind] })),
  };
}
