import type { AggregateKey } from '../../engine/aggregate-key.ts';
import type { Instant } from '../../engine/calendar/instant.ts';
import type { Actor } from '../../engine/scope.ts';
import { type Opener, Tampered } from '../../engine/secrets/opener.ts';
import { isErased } from '../../engine/secrets/sealed.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { TextRecord } from '../../engine/storage/text-record.ts';
import type { TextKind } from '../text-kinds.ts';

/** A decrypted text. `text` is `undefined` once the text was erased, and where it is hidden or damaged. */
export interface OpenedText {
  readonly version: number;
  readonly index: number;
  readonly kind: TextKind;
  readonly by: Actor;
  readonly at: Instant;
  readonly text: string | undefined;
  /** The reader may not read it, or it was not sealed to them, so it was not decrypted. */
  readonly hidden?: true;
  /** The reader may read it, but has to ask for it, so it was not decrypted. */
  readonly withheld?: true;
  /** What is stored is not what was written: it does not open, or its fact commits to another text. */
  readonly damaged?: true;
}

export type TextOpener = Pick<Opener, 'open'>;

/** The facts of the case that a text belongs to, which hold the commitments to its texts. */
type Committing = readonly Pick<FactRecord<unknown>, 'version' | 'index' | 'commitments'>[];

/**
 * Opens a text and compares it with the commitment that its fact holds: anybody who may write its row could have sealed
 * another one with public keys alone. What is damaged does not keep the other texts of a case from being read.
 */
export async function openText(
  opener: TextOpener,
  key: AggregateKey,
  facts: Committing,
  record: TextRecord,
): Promise<OpenedText> {
  const place = placeOf(record);
  const damaged = { ...place, text: undefined, damaged: true } as const;
  try {
    const opened = await opener.open(record.sealed, { key, ...place });
    if (opened.why !== undefined) {
      return { ...place, text: undefined, ...(opened.why === 'not-addressed' && { hidden: true }) };
    }
    return opened.commitment === commitmentIn(facts, record) ? { ...place, text: opened.text } : damaged;
  } catch (error) {
    if (error instanceof Tampered) return damaged;
    throw error;
  }
}

/** The texts of a version belong to its first fact (see shared/engine/commands/build-commit.ts). */
const commitmentIn = (facts: Committing, { version, index }: TextRecord): string | undefined =>
  facts.find((fact) => fact.version === version && fact.index === 0)?.commitments[index];

/** A text that its reader may not read. An erased one is shown as such to everybody. */
export const hiddenText = (record: TextRecord): OpenedText => ({
  ...placeOf(record),
  text: undefined,
  ...(!isErased(record.sealed) && { hidden: true as const }),
});

/** A text that its reader has to ask for. */
export const withheldText = (record: TextRecord): OpenedText => ({
  ...placeOf(record),
  text: undefined,
  ...(!isErased(record.sealed) && { withheld: true as const }),
});

const placeOf = ({ version, index, kind, by, at }: TextRecord) => ({
  version,
  index,
  kind: kind as TextKind,
  by,
  at,
});
