import type { Instant } from '../../engine/calendar/instant.ts';
import type { Actor } from '../../engine/scope.ts';
import type { Vault } from '../../engine/secrets/vault.ts';
import type { TextRecord } from '../../engine/storage/text-record.ts';
import type { CaseKey } from '../case-key.ts';
import type { TextKind } from '../text-kinds.ts';

/** A decrypted text. `text` is `undefined` once the text was erased. */
export interface OpenedText {
  readonly version: number;
  readonly index: number;
  readonly kind: TextKind;
  readonly by: Actor;
  readonly at: Instant;
  readonly text: string | undefined;
  /** The reader may not read it, so it was not decrypted. */
  readonly hidden?: true;
}

export async function openText(
  vault: Pick<Vault, 'open'>,
  key: CaseKey,
  sealed: TextRecord,
): Promise<OpenedText> {
  const { version, index } = sealed;
  return { ...placeOf(sealed), text: await vault.open(sealed.sealed, { key, version, index }) };
}

/** A text that its reader may not read. An erased one is shown as such to everybody. */
export const hiddenText = (record: TextRecord): OpenedText => ({
  ...placeOf(record),
  text: undefined,
  ...(record.sealed.wrappedKey !== undefined && { hidden: true as const }),
});

const placeOf = ({ version, index, kind, by, at }: TextRecord) => ({
  version,
  index,
  kind: kind as TextKind,
  by,
  at,
});
