import type { KMSClientConfig } from '@aws-sdk/client-kms';
import type { Table } from '../dynamo/rows.ts';
import { wrappedKeyIn } from '../dynamo/wrapped-key-row.ts';
import type { KeySource } from './key-source.ts';
import type { KeyUse } from './key-use.ts';
import { kmsKeys } from './kms.ts';
import { storedKey } from './stored-key.ts';

/**
 * The key of a use on AWS: wrapped by KMS and stored in the table. Imported lazily, since most cold starts do not need
 * it.
 */
export const kmsStoredKey = (
  keyArn: string,
  use: KeyUse,
  table: Table,
  config: KMSClientConfig = {},
  timeoutFactor = 1,
): KeySource => storedKey(kmsKeys(keyArn, use, config, timeoutFactor), wrappedKeyIn(table, use));
