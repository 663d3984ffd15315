import type { AggregateKey } from '../aggregate-key.ts';
import type { Instant } from '../calendar/instant.ts';
import type { Actor } from '../scope.ts';
import type { Recipient } from '../secrets/recipient.ts';
import type { Sealer } from '../secrets/sealer.ts';
import type { TextRecord } from '../storage/text-record.ts';

/** A person's text before it is sealed, and who can open it afterwards. */
export interface PlainText {
  readonly kind: string;
  readonly text: string;
  readonly to: readonly Recipient[];
}

/** Sealed rows for the store, and a commitment to each text for the facts. */
export interface SealedTexts {
  readonly texts: readonly TextRecord[];
  readonly commitments: readonly string[];
}

/** Seals the texts of a decision; each is bound to the one row in which it is stored, and to all that the row says. */
export async function sealTexts(
  sealer: Pick<Sealer, 'seal'>,
  key: AggregateKey,
  version: number,
  texts: readonly PlainText[],
  by: Actor,
  at: Instant,
): Promise<SealedTexts> {
  const rows = await Promise.all(
    texts.map(async ({ kind, text, to }, index) => {
      const place = { version, index, kind, by, at };
      const { sealed, commitment } = await sealer.seal(text, { key, ...place }, to);
      return { record: { ...place, sealed }, commitment };
    }),
  );
  return { texts: rows.map(({ record }) => record), commitments: rows.map(({ commitment }) => commitment) };
}
