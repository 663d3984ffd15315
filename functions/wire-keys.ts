import type { Table } from '../shared/adapters/dynamo/rows.ts';
import { fileKey, type KeySource } from '../shared/adapters/vault/key-source.ts';
import type { KeyUse } from '../shared/adapters/vault/key-use.ts';

interface KeySettings {
  readonly keyFile: string | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly timeoutFactor: number;
}

/**
 * The key of a use: from KMS on AWS, which opens it only for functions that may have it. On one machine all uses derive
 * from one file. The KMS client is loaded when the first text needs it.
 */
export function keySourceOf(
  use: KeyUse,
  { keyFile, kmsKeyArn, timeoutFactor }: KeySettings,
  table: Table,
): KeySource {
  if (keyFile !== undefined) return fileKey(keyFile);
  if (kmsKeyArn === undefined) throw new Error('settings absent or wrong: KEY_FILE or KMS_KEY_ARN');
  return {
    async masterKey() {
      const { kmsStoredKey } = await import('../shared/adapters/vault/kms-stored-key.ts');
      return kmsStoredKey(kmsKeyArn, use, table, {}, timeoutFactor).masterKey();
    },
  };
}
