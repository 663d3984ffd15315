import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { keyCheckIn } from '../../shared/adapters/dynamo/key-check-row.ts';
import type { NamedTable } from '../../shared/adapters/dynamo/rows.ts';
import { checkedKey, WrongKey } from '../../shared/adapters/vault/checked-key.ts';
import { KEY_BYTES } from '../../shared/adapters/vault/derived-key.ts';
import { publicHalf, readKeyFile } from '../../shared/adapters/vault/key-files.ts';
import { type KeyUse, keyUses, pairUses } from '../../shared/adapters/vault/key-use.ts';
import type { RowKey } from '../../shared/engine/storage/row.ts';
import { keyFileOf, publicKeyFileOf } from '../key-file.ts';
import { credentials } from './engine/aws-json.ts';
import { TIMEOUT_FACTOR } from './timeout-factor.ts';

/** The key files of a data directory, one for each use. */
export const keyDirIn = (dataDir: string): string => join(dataDir, 'keys');

export interface KeptTable {
  readonly endpoint: string;
  readonly tableName: string;
  readonly isEmpty: boolean;
}

/** The key whose check value tells whether the file of a use is the first one. It is in no row. */
const fileKey = (use: KeyUse): RowKey => ({ pk: `K#FILE#${use}`, sk: 'KEY#1' });

/**
 * Makes the key files for an empty table, and checks for any other that each is the one that was used first. With
 * another file the stored keys of that use cannot be opened, and what they opened, hashed or signed is lost with them.
 * @throws Error with a sentence that names the file and what to do
 */
export const ensureKeyFiles = async (
  keyDir: string,
  { endpoint, tableName, isEmpty }: KeptTable,
): Promise<void> => {
  const documents = documentClient({ endpoint, region: 'local', credentials }, TIMEOUT_FACTOR);
  try {
    for (const use of keyUses) await ensureKeyFile(keyDir, use, { documents, name: tableName }, isEmpty);
  } finally {
    documents.destroy();
  }
  for (const use of pairUses) {
    const key = await readKeyFile(keyFileOf(keyDir, use));
    writeFileSync(publicKeyFileOf(keyDir, use), publicHalf(key), { mode: 0o600 });
  }
};

const ensureKeyFile = async (
  keyDir: string,
  use: KeyUse,
  table: NamedTable,
  isEmpty: boolean,
): Promise<void> => {
  const path = keyFileOf(keyDir, use);
  const other = `${path} holds another key than the one that was used before. ${cureOf(use)}`;
  if (!existsSync(path)) {
    if (!isEmpty) throw new Error(`${path} is gone. ${cureOf(use)}`);
    mkdirSync(keyDir, { recursive: true, mode: 0o700 });
    writeFileSync(path, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  }
  const place = keyCheckIn(table, fileKey(use));
  if (!isEmpty && (await place.read()) === undefined) throw new Error(other);
  try {
    await checkedKey({ key: () => readKeyFile(path) }, place).key();
  } catch (error) {
    throw error instanceof WrongKey ? new Error(other, { cause: error }) : error;
  }
};

/** What a data directory is without the file of a use. */
const without: Readonly<Record<KeyUse, string>> = {
  texts: 'The texts of this data directory cannot be read without it.',
  contacts: 'Nobody who reported in this data directory can be reached without it.',
  commands: 'Moves of staff that were sent before are not recognised without it.',
  hashing: 'Reports that were sent before are not recognised without it.',
  signing: 'Receipts of this data directory cannot be verified without it.',
  phones: 'Cases of this data directory cannot be found by telephone without it.',
  webhooks: 'Other systems take the signatures of this data directory for false without it.',
  notary: 'The log of the notary cannot be verified without it.',
};

const cureOf = (use: KeyUse): string =>
  `${without[use]} Put it back from a copy, or start with --fresh, which deletes all data.`;
