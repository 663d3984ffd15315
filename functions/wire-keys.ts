import { keyPairsIn } from '../shared/adapters/dynamo/key-pair-row.ts';
import type { NamedTable } from '../shared/adapters/dynamo/rows.ts';
import { secretKeyIn } from '../shared/adapters/dynamo/secret-key.ts';
import { once } from '../shared/adapters/once.ts';
import { filePairMaker, filePairOpener, fileSecrets } from '../shared/adapters/vault/key-files.ts';
import { type PairMaker, type PrivateKeys, privateKeysIn } from '../shared/adapters/vault/key-pairs.ts';
import type { KeySource } from '../shared/adapters/vault/key-source.ts';
import type { KeyUse, PairUse, SecretUse } from '../shared/adapters/vault/key-use.ts';
import type { KeyService } from '../shared/adapters/vault/stored-key.ts';
import { readConfig } from '../shared/config.ts';

// The key service is KMS on AWS and files on one machine. A function that lacks a use is refused by KMS or is given no
// file; there is no other way to a key.

/** The key of a use. It is given out only if it is the one that was used first. */
export const secretKeyOf = (use: SecretUse, table: NamedTable): KeySource =>
  secretKeyIn(table, use, keyServiceOf(use, `${use}KeyFile`, fileSecrets));

/** The private keys of stations for a use. */
export const privateKeysOf = (use: PairUse, table: NamedTable): PrivateKeys =>
  privateKeysIn(use, keyPairsIn(table), keyServiceOf(use, `${use}KeyFile`, filePairOpener));

/** What makes the pairs of a station that is entered. It opens none. */
export const pairMakersOf = (): Readonly<Record<PairUse, PairMaker>> => ({
  texts: keyServiceOf('texts', 'textsPublicKeyFile', filePairMaker),
  contacts: keyServiceOf('contacts', 'contactsPublicKeyFile', filePairMaker),
});

function keyServiceOf<Service>(
  use: KeyUse,
  setting: `${KeyUse}KeyFile` | `${PairUse}PublicKeyFile`,
  fileService: (path: string) => Service,
): Service | (KeyService & PairMaker) {
  const { [setting]: path, kmsKeyArn, timeoutFactor } = readConfig([setting, 'kmsKeyArn', 'timeoutFactor']);
  if (path !== undefined) return fileService(path);
  if (kmsKeyArn === undefined)
    throw new Error(`settings absent or wrong: the key file of ${use}, or KMS_KEY_ARN`);
  return lazyKms(kmsKeyArn, use, timeoutFactor);
}

/** Loads the KMS client when the first key is needed, since most cold starts need none. */
function lazyKms(keyArn: string, use: KeyUse, timeoutFactor: number): KeyService & PairMaker {
  const service = once(async () => {
    const { kmsKeys } = await import('../shared/adapters/vault/kms.ts');
    return kmsKeys(keyArn, use, {}, timeoutFactor);
  });
  return {
    newWrappedKey: async () => (await service()).newWrappedKey(),
    newPair: async () => (await service()).newPair(),
    unwrap: async (wrapped) => (await service()).unwrap(wrapped),
  };
}
