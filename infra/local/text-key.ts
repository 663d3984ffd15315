import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { firstText } from '../../shared/adapters/dynamo/first-text.ts';
import { keyCheckIn } from '../../shared/adapters/dynamo/key-check-row.ts';
import type { NamedTable } from '../../shared/adapters/dynamo/rows.ts';
import { secureChance } from '../../shared/adapters/system.ts';
import { checkedKey, WrongKey } from '../../shared/adapters/vault/checked-key.ts';
import { fileKey } from '../../shared/adapters/vault/key-source.ts';
import { vault } from '../../shared/adapters/vault/vault.ts';
import { credentials } from './engine/aws-json.ts';
import { TIMEOUT_FACTOR } from './timeout-factor.ts';

const KEY_BYTES = 32;

/** The file of the key that seals texts and contacts. */
export const keyFileIn = (dataDir: string): string => join(dataDir, 'keys', 'data-key');

export interface KeptTable {
  readonly endpoint: string;
  readonly tableName: string;
  readonly isEmpty: boolean;
}

/**
 * Makes the key file for an empty table, and checks for any other that its texts were sealed under this key. With
 * another key every stored text would be unreadable, and what is written from then on unreadable under the old one.
 * @throws Error with a sentence that names the file and what to do
 */
export const ensureTextKey = async (
  keyFile: string,
  { endpoint, tableName, isEmpty }: KeptTable,
): Promise<void> => {
  if (!existsSync(keyFile)) {
    if (!isEmpty) throw new Error(`${keyFile} is gone. ${cure}`);
    mkdirSync(join(keyFile, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(keyFile, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  }
  const documents = documentClient({ endpoint, region: 'local', credentials }, TIMEOUT_FACTOR);
  const table = { documents, name: tableName };
  const place = keyCheckIn(table, 'texts');
  try {
    // A directory of a release without check values: its first text decides.
    if (!isEmpty && (await place.read()) === undefined && !(await opensFirstText(keyFile, table))) {
      throw new Error(wrongKey(keyFile));
    }
    await checkedKey(fileKey(keyFile), place).masterKey();
  } catch (error) {
    throw error instanceof WrongKey ? new Error(wrongKey(keyFile), { cause: error }) : error;
  } finally {
    documents.destroy();
  }
};

const cure =
  'The texts of this data directory cannot be read without it. Put it back from a copy, or start with --fresh, which deletes all data.';

const wrongKey = (keyFile: string): string =>
  `${keyFile} holds another key than the one that was used before. ${cure}`;

/** Whether the key opens a stored text; true where there is none. */
const opensFirstText = async (keyFile: string, table: NamedTable): Promise<boolean> => {
  const found = await firstText(table);
  if (found === undefined) return true;
  return vault(fileKey(keyFile), secureChance)
    .open(found.sealed, found.address)
    .then(
      () => true,
      () => false,
    );
};
