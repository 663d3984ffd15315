import type { KMSClientConfig } from '@aws-sdk/client-kms';
import type { Table } from '../dynamo/rows.ts';
import { wrappedKeyIn } from '../dynamo/wrapped-key-row.ts';
import type { KeySource } from './key-source.ts';
import { kmsKeys } from './kms.ts';
import { storedKey } from './stored-key.ts';

/**
 * The master key on AWS: wrapped by KMS and stored in the table. Imported lazily, since most cold starts do not need
 * it.
 */
export const kmsStoredKey = (
  keyArn: string,
  table: Table,
  config: KMSClientConfig = {},
  timeoutFactor = 1,
): KeySource => storedKey(kmsKeys(keyArn, config, timeoutFactor), wrappedKeyIn(table));
