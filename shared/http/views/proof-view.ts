import { toIso } from '../../engine/calendar/instant.ts';
import type { Language } from '../../engine/language.ts';
import type { Proof } from '../../engine/proof/proof.ts';
import { wordsOfAnswers } from '../../locales/words-of-answers.ts';
import type { ShownProof } from './shown-types.ts';

/** The latest proof of a station, with a sentence for each violation. */
export function proofView(proof: Proof | undefined, language: Language): ShownProof {
  if (proof === undefined) return { proven: false };
  const { station: _, startedAt, at, why = 'daily', restored, violations, ...counts } = proof;
  const { covers = 'everything', everythingAt, ...sums } = counts;
  const { violations: sentences } = wordsOfAnswers(language);
  return {
    proven: true,
    startedAt: toIso(startedAt),
    why,
    covers,
    ...(everythingAt !== undefined && { everythingAt: toIso(everythingAt) }),
    at: toIso(at),
    ...sums,
    ...(restored && {
      restored: { ...restored, since: toIso(restored.since), at: toIso(restored.at) },
    }),
    violations: violations.map((one) => ({ ...one, what: sentences[one.kind] })),
  };
}
