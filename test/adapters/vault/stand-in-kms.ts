import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { KMSClientConfig } from '@aws-sdk/client-kms';

export interface StandInKms {
  readonly config: KMSClientConfig;
  readonly asked: readonly { readonly action: string; readonly body: Record<string, unknown> }[];
  /** Makes all requests fail with this error from now on, or succeed again if undefined. */
  failWith(failure: { readonly name: string; readonly status: number } | undefined): void;
  close(): void;
}

type Body = Record<string, unknown>;

/**
 * A KMS server with the actions that the project uses, so that tests run the real client. It does not encrypt, but it
 * opens what it wrapped only under the same context, as KMS does.
 */
export async function startStandInKms(): Promise<StandInKms> {
  const asked: { action: string; body: Body }[] = [];
  let failure: { readonly name: string; readonly status: number } | undefined;
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).replace('TrentService.', '');
    const body = JSON.parse(await text(request)) as Body;
    asked.push({ action, body });
    const answer = failure ?? answerTo(action, body);
    const status = 'plain' in answer ? 200 : answer.status;
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify('plain' in answer ? answer.plain : { __type: answer.name, message: 'no' }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    config: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    asked,
    failWith: (next) => {
      failure = next;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Answer =
  | { readonly plain: Readonly<Record<string, string>> }
  | { readonly name: string; readonly status: number };

function answerTo(action: string, body: Body): Answer {
  switch (action) {
    case 'GenerateDataKeyWithoutPlaintext':
      return { plain: { CiphertextBlob: wrapped(body, randomBytes(32)) } };
    case 'GenerateDataKeyPairWithoutPlaintext': {
      const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      return {
        plain: {
          PrivateKeyCiphertextBlob: wrapped(body, pair.privateKey.export({ format: 'der', type: 'pkcs8' })),
          PublicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
        },
      };
    }
    case 'Decrypt': {
      const blob = JSON.parse(Buffer.from(String(body.CiphertextBlob), 'base64').toString()) as Body;
      return JSON.stringify(blob.context) === JSON.stringify(body.EncryptionContext)
        ? { plain: { Plaintext: String(blob.plain) } }
        : { name: 'InvalidCiphertextException', status: 400 };
    }
    default:
      return { name: 'UnknownOperationException', status: 400 };
  }
}

const wrapped = ({ EncryptionContext: context }: Body, plain: Buffer): string =>
  Buffer.from(JSON.stringify({ context, plain: plain.toString('base64') })).toString('base64');
