import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Actor } from '../scope.ts';
import type { Vault } from '../secrets/vault.ts';
import type { TextRecord } from '../storage/text-record.ts';

/** A person's text before it is sealed. */
export interface PlainText {
  readonly kind: string;
  readonly text: string;
}

/** Sealed rows for the store, and a commitment to each text for the facts. */
export interface SealedTexts {
  readonly texts: readonly TextRecord[];
  readonly commitments: readonly string[];
}

/** Seals the texts of a decision; each is bound to the one row in which it is stored. */
export async function sealTexts(
  vault: Pick<Vault, 'seal'>,
  key: AggregateKey,
  version: number,
  texts: readonly PlainText[],
  by: Actor,
  at: Instant,
): Promise<SealedTexts> {
  const rows = await Promise.all(
    texts.map(async ({ kind, text }, index) => {
      const { sealed, commitment } = await vault.seal(text, { key, version, index });
      return { record: { version, index, kind, by, at, sealed }, commitment };
    }),
  );
  return { texts: rows.map(({ record }) => record), commitments: rows.map(({ commitment }) => commitment) };
}
