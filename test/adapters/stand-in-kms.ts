import { randomBytes } from 'node:crypto';
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

/** A KMS server with the two actions that the project uses, so that tests run the real client. It does not encrypt. */
export async function startStandInKms(): Promise<StandInKms> {
  const asked: { action: string; body: Record<string, unknown> }[] = [];
  let failure: { readonly name: string; readonly status: number } | undefined;
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).replace('TrentService.', '');
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    asked.push({ action, body });
    response.writeHead(failure?.status ?? 200, { 'content-type': 'application/x-amz-json-1.1' });
    if (failure) response.end(JSON.stringify({ __type: failure.name, message: 'no' }));
    else if (action === 'Decrypt') response.end(JSON.stringify({ Plaintext: body.CiphertextBlob }));
    else response.end(JSON.stringify({ CiphertextBlob: randomBytes(32).toString('base64') }));
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
