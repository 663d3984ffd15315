import { keyCheckIn } from '../shared/adapters/dynamo/key-check-row.ts';
import type { Table } from '../shared/adapters/dynamo/rows.ts';
import { checkedKey } from '../shared/adapters/vault/checked-key.ts';
import { fileKey, type KeySource } from '../shared/adapters/vault/key-source.ts';
import type { KeyUse } from '../shared/adapters/vault/key-use.ts';

interface KeySettings {
  readonly keyFile: string | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly timeoutFactor: number;
}

/**
 * The key of a use: from KMS on AWS, which opens it only for functions that may have it. On one machine all uses derive
 * from one file. It is given out only if it is the one that was used first. The KMS client is loaded when the first text
 * needs it.
 */
export function keySourceOf(
  use: KeyUse,
  { keyFile, kmsKeyArn, timeoutFactor }: KeySettings,
  table: Table,
): KeySource {
  const check = keyCheckIn(table, use);
  if (keyFile !== undefined) return checkedKey(fileKey(keyFile), check);
  if (kmsKeyArn === undefined) throw new Error('settings absent or wrong: KEY_FILE or KMS_KEY_ARN');
  const source: KeySource = {
    async masterKey(keyIs) {
      const { kmsStoredKey } = await import('../shared/adapters/vault/kms-stored-key.ts');
      return kmsStoredKey(kmsKeyArn, use, table, {}, timeoutFactor).masterKey(keyIs);
    },
  };
  return checkedKey(source, check);
}
