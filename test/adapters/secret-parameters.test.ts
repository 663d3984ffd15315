import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { secretParameters } from '../../shared/adapters/channels/secret-parameters.ts';
import { stationId } from '../../shared/engine/scope.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Parameter Store as its wire format has it: JSON 1.1, the operation in a header, errors by their type. */
async function parameterStore(parameters: Readonly<Record<string, string>>) {
  const asked: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly Name: string };
    asked.push({ target: request.headers['x-amz-target'], ...body });
    const Value = parameters[body.Name];
    const answer = Value === undefined ? { __type: 'ParameterNotFound' } : { Parameter: { Value } };
    response.writeHead(Value === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closing.push(() => server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = { endpoint, region: 'local', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
  return { asked, secrets: secretParameters('/huiying/prod/channels', TIMEOUT_FACTOR, config) };
}

const st1 = stationId('st1');

describe('a secret in Parameter Store', () => {
  it('is asked for by its name, opened', async () => {
    const { asked, secrets } = await parameterStore({ '/huiying/prod/channels/st1/duty': '{"url":"x"}' });
    expect(await secrets.of({ station: st1, channel: 'duty' })).toEqual({ url: 'x' });
    expect(asked).toEqual([
      {
        target: 'AmazonSSM.GetParameter',
        Name: '/huiying/prod/channels/st1/duty',
        WithDecryption: true,
      },
    ]);
  });

  it('of the deployment has a name that no station has', async () => {
    const { secrets } = await parameterStore({ '/huiying/prod/channels/_deployment/webhook': '{"url":"x"}' });
    expect(await secrets.of({ station: 'deployment', channel: 'webhook' })).toEqual({ url: 'x' });
    expect(() => stationId('_deployment')).toThrow();
  });

  it('that there is not is none, and one that is no JSON is no secret', async () => {
    const { secrets } = await parameterStore({ '/huiying/prod/channels/st1/duty': 'hush' });
    expect(await secrets.of({ station: st1, channel: 'other' })).toBeUndefined();
    expect(await secrets.of({ station: st1, channel: 'duty' })).toBeNull();
  });
});
