import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FunctionFailed } from '../../../infra/local/functions/instance.ts';
import { type InvokeApi, startInvokeApi } from '../../../infra/local/functions/invoke-api.ts';
import type { Lambda } from '../../../infra/local/functions/lambda.ts';
import { localAccount } from '../../dynamo-engine.ts';

const invoked: unknown[] = [];
const lambda = {
  plan: { name: 'Operate-1', arn: 'arn:aws:lambda:local:1:function:Operate-1', title: 'operate' },
  async invoke(event: { readonly fails?: true }) {
    invoked.push(event);
    if (event.fails)
      throw new FunctionFailed('operate', { errorType: 'Error', errorMessage: 'no', trace: [] });
    return { lines: ['done'] };
  },
} as unknown as Lambda;

let api: InvokeApi;
let client: LambdaClient;
beforeAll(async () => {
  api = await startInvokeApi();
  client = new LambdaClient({ endpoint: api.endpoint, maxAttempts: 1, ...localAccount });
});
afterAll(async () => {
  client.destroy();
  await api.close();
});

const invoke = (FunctionName: string, event: object, InvocationType?: 'Event') =>
  client.send(
    new InvokeCommand({
      FunctionName,
      Payload: JSON.stringify(event),
      ...(InvocationType && { InvocationType }),
    }),
  );
const payloadOf = ({ Payload }: { Payload?: Uint8Array | undefined }) =>
  JSON.parse(new TextDecoder().decode(Payload));

/** A request as no client of AWS sends it. */
function raw(headers: Record<string, string>): Promise<readonly [number | undefined, string]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly [number | undefined, string]>();
  const path = '/2015-03-31/functions/operate/invocations';
  const sent = request(`${api.endpoint}${path}`, { method: 'POST', headers }, async (response) =>
    resolve([response.statusCode, await text(response)]),
  );
  sent.on('error', reject).end('{}');
  return promise;
}

describe('Lambda’s Invoke on this machine', () => {
  it('says that it is not ready before the functions have started', async () => {
    await expect(invoke('operate', {})).rejects.toThrow(/not started/);
    api.open({ arns: [lambda.plan.arn], byArn: () => lambda });
  });

  it.each(['operate', 'Operate-1', 'arn:aws:lambda:local:1:function:Operate-1'])(
    'invokes the function that is called %s',
    async (name) => {
      expect(payloadOf(await invoke(name, { action: 'row' }))).toEqual({ lines: ['done'] });
      expect(invoked.at(-1)).toEqual({ action: 'row' });
    },
  );

  it('answers as Lambda does when the function fails', async () => {
    const answer = await invoke('operate', { fails: true });
    expect(answer.FunctionError).toBe('Unhandled');
    expect(payloadOf(answer)).toMatchObject({ errorType: 'Error', errorMessage: 'no' });
  });

  it('refuses what it does not offer, by the names of Lambda’s errors', async () => {
    await expect(invoke('nosuch', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(invoke('operate', {}, 'Event')).rejects.toThrow(/synchronous/);
    const large = { file: 'x'.repeat(6 * 1024 * 1024) };
    await expect(invoke('operate', large)).rejects.toMatchObject({ name: 'RequestTooLargeException' });
  });

  it('takes no request of another machine’s website, and none without the run’s credentials', async () => {
    const before = invoked.length;
    const own = 'AWS4-HMAC-SHA256 Credential=local/20261123/local/lambda/aws4_request';
    expect((await raw({ authorization: own, host: 'evil.example' }))[0]).toBe(403);
    expect((await raw({}))[0]).toBe(403);
    expect(invoked).toHaveLength(before);
    expect((await raw({ authorization: own }))[0]).toBe(200);
  });
});
