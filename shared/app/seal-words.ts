import type { Case } from '../domain/case.ts';
import { keyOf } from '../domain/case-key.ts';
import type { Instant } from '../domain/instant.ts';
import type { Actor } from '../domain/scope.ts';
import type { Vault } from '../ports.ts';
import type { TextRecord } from '../records.ts';
import type { Words } from './texts.ts';

/** Words as they are kept: sealed rows, and for the facts a commitment to each. */
export interface SealedWords {
  readonly texts: readonly TextRecord[];
  readonly commitments: readonly string[];
}

/** Seals the words of a decision, each for the one row it will stand in. The clock has none and needs no key. */
export async function sealWords(
  vault: Vault,
  after: Case,
  by: Actor,
  at: Instant,
  words: readonly Words[],
): Promise<SealedWords> {
  const { version } = after;
  const rows = await Promise.all(
    words.map(async ({ kind, text }, index) => {
      const { sealed, commitment } = await vault.seal(text, { key: keyOf(after), version, index });
      return { record: { version, index, kind, by, at, sealed }, commitment };
    }),
  );
  return { texts: rows.map(({ record }) => record), commitments: rows.map(({ commitment }) => commitment) };
}
