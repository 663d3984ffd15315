import { createPublicKey } from 'node:crypto';
import {
  DecryptCommand,
  GenerateDataKeyPairWithoutPlaintextCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  KMSClient,
  type KMSClientConfig,
} from '@aws-sdk/client-kms';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import type { PairMaker } from './key-pairs.ts';
import type { KeyUse } from './key-use.ts';
import { shortForm } from './public-key.ts';
import type { KeyService } from './stored-key.ts';

/**
 * Makes and unwraps keys with AWS KMS. Each key is asked for once per process, so cost and latency occur on cold starts
 * only.
 */
export function kmsKeys(
  keyArn: string,
  use: KeyUse,
  config: KMSClientConfig = {},
  timeoutFactor = 1,
): KeyService & PairMaker {
  const kms = new KMSClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 1000 * timeoutFactor,
      requestTimeout: 2000 * timeoutFactor,
      throwOnRequestTimeout: true,
    },
    ...config,
  });
  // The context is bound into each wrapped key, limits who may open it, and is written to the key's audit trail. It does
  // not contain the table's name, because a restored table has another name and must be readable.
  const named = { KeyId: keyArn, EncryptionContext: { huiying: use } };
  return {
    async newWrappedKey() {
      const request = new GenerateDataKeyWithoutPlaintextCommand({ ...named, KeySpec: 'AES_256' });
      const { CiphertextBlob } = await answerTo('make a key', kms.send(request));
      return Buffer.from(present(CiphertextBlob)).toString('base64');
    },
    async newPair() {
      const request = new GenerateDataKeyPairWithoutPlaintextCommand({
        ...named,
        KeyPairSpec: 'ECC_NIST_P256',
      });
      const answer = await answerTo('make a pair of keys', kms.send(request));
      const key = Buffer.from(present(answer.PublicKey));
      return {
        publicKey: shortForm(createPublicKey({ key, format: 'der', type: 'spki' })),
        wrapped: Buffer.from(present(answer.PrivateKeyCiphertextBlob)).toString('base64'),
      };
    },
    async unwrap(wrapped) {
      const request = new DecryptCommand({ ...named, CiphertextBlob: Buffer.from(wrapped, 'base64') });
      const { Plaintext } = await answerTo('open a key', kms.send(request));
      return present(Plaintext);
    },
  };
}

/**
 * Turns any error into `Unavailable`, since texts can be neither sealed nor opened for now; the error becomes its
 * cause.
 */
async function answerTo<Answer>(asked: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    throw new Unavailable(`the key service did not ${asked}`, { cause });
  }
}

function present(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new Error('the key service answered without a key');
  return bytes;
}
