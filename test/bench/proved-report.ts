import { createChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { keyFileOf } from '../../infra/key-file.ts';
import { credentials } from '../../infra/local/engine/aws-json.ts';
import { places } from '../../infra/local/fixtures/places.ts';
import { keyDirIn } from '../../infra/local/key-files.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { secretKeyIn } from '../../shared/adapters/dynamo/secret-key.ts';
import { derivedKey } from '../../shared/adapters/vault/derived-key.ts';
import { fileSecrets } from '../../shared/adapters/vault/key-files.ts';
import { HOUR, type Instant, toIso } from '../../shared/engine/calendar/instant.ts';
import { worked } from '../cases/solve-proof-of-work.ts';
import type { Asked } from './request.ts';
import type { Stack } from './stack.ts';

/** The nth report of a run as a request. All are made for different addresses, and for the places in turn. */
export type ProvedReport = (nth: number) => Promise<Asked & { readonly token: string }>;

/** The label of shared/adapters/proof-of-work.ts. With another one, all reports would be of low trust. */
const KEY_NAME = 'huiying proof-of-work key 1';
/** So long as reports usually are: some forty characters. */
const WHAT = '黑色手机，大概上午十点落在一单元电梯里了，手机壳是透明的，里面夹着一张公交卡。';

/**
 * Makes reports with everything that a form sends: answers, telephone, name, language, token and proof of work. To
 * solve a challenge as a browser does takes 0.2 s of the machine that is measured, so each challenge is made here with
 * the key of the run and a solution that is the first to be tried. Checking it costs the run as much as any other.
 */
export async function provedReports(stack: Stack, now: Instant = stack.startedAt): Promise<ProvedReport> {
  const { endpoint, tableName: name, dataDir } = stack;
  const documents = documentClient({ endpoint, region: 'local', credentials }, TIMEOUT_FACTOR);
  const secrets = fileSecrets(keyFileOf(keyDirIn(dataDir), 'signing'));
  const key = await secretKeyIn({ documents, name }, 'signing', secrets).key();
  documents.destroy();
  const hmacSignatureSecret = Buffer.from(derivedKey(key, KEY_NAME)).toString('base64url');
  const until = toIso(now + HOUR);

  return async (nth) => {
    const place = places[nth % places.length]?.code ?? '';
    const token = `B${String(nth).padStart(31, '0')}`;
    const challenge = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: 1000,
      counter: 0,
      data: { place, until },
      deriveKey,
      hmacSignatureSecret,
    });
    const proofOfWork = await worked(JSON.stringify(challenge));
    return {
      token,
      method: 'POST',
      path: '/v1/cases',
      from: `127.1.${Math.floor(nth / 250) % 250}.${(nth % 250) + 1}`,
      body: {
        place,
        type: 'lost-item',
        what: WHAT,
        details: { item: 'phone', when: 'today' },
        contact: { phone: '13800000003', name: '周' },
        language: 'zh-CN',
        token,
        proofOfWork,
      },
    };
  };
}
