import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { listen, listenAgain } from '../../../infra/local/free-port.ts';
import { startGatewayBelowFreePort } from '../../../infra/local/gateway-port.ts';

it('a run takes the ports of the start before, so that its addresses stay the same', async () => {
  const before = await startGatewayBelowFreePort(0);
  await before.close();
  const after = await startGatewayBelowFreePort(0, before.port);
  await after.close();
  expect(after.port).toBe(before.port);
});

it('a port that is taken meanwhile is left, and another one found', async () => {
  const taken = createServer();
  const port = await listen(taken, 0);
  const other = createServer();
  expect(await listenAgain(other, port)).not.toBe(port);
  other.close();
  const gateway = await startGatewayBelowFreePort(0, port);
  expect(gateway.port).not.toBe(port);
  await gateway.close();
  taken.close();
});
