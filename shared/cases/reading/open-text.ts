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
}

export async function openText(
  vault: Pick<Vault, 'open'>,
  key: CaseKey,
  sealed: TextRecord,
): Promise<OpenedText> {
  const { version, index, kind, by, at } = sealed;
  return {
    version,
    index,
    kind: kind as TextKind,
    by,
    at,
    text: await vault.open(sealed.sealed, { key, version, index }),
  };
}
