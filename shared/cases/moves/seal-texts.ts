import type { Instant } from '../../engine/calendar/instant.ts';
import type { Actor } from '../../engine/scope.ts';
import type { TextRecord } from '../../engine/text-record.ts';
import type { Vault } from '../../engine/vault.ts';
import type { Case } from '../case.ts';
import { keyOf } from '../case-key.ts';
import type { PlainText } from './texts.ts';

/** Words as they are kept: sealed rows, and for the facts a commitment to each. */
export interface SealedTexts {
  readonly texts: readonly TextRecord[];
  readonly commitments: readonly string[];
}

/** Seals the words of a decision, each for the one row it will stand in. The clock has none and needs no key. */
export async function sealTexts(
  vault: Vault,
  after: Case,
  by: Actor,
  at: Instant,
  texts: readonly PlainText[],
): Promise<SealedTexts> {
  const { version } = after;
  const rows = await Promise.all(
    texts.map(async ({ kind, text }, index) => {
      const { sealed, commitment } = await vault.seal(text, { key: keyOf(after), version, index });
      return { record: { version, index, kind, by, at, sealed }, commitment };
    }),
  );
  return { texts: rows.map(({ record }) => record), commitments: rows.map(({ commitment }) => commitment) };
}
