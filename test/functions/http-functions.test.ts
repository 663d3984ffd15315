import { afterEach, describe, expect, test, vi } from 'vitest';
import { httpEvent, lambdaContext } from '../http/event.ts';
import { settings } from './settings.ts';

const environment = {
  ...settings,
  TABLE_NAME: 'nowhere',
  KEY_FILE_HASHING: '/dev/null',
  KEY_FILE_COMMANDS: '/dev/null',
  KEY_FILE_SIGNING: '/dev/null',
  KEY_FILE_PHONES: '/dev/null',
  KEY_FILE_TEXTS: '/dev/null',
  POWERTOOLS_SERVICE_NAME: 'public',
  OIDC_ISSUER: 'https://id.example.cn',
  OIDC_AUDIENCE: 'huiying',
};

/** Loads a function as Lambda does: with its settings in the environment and as a fresh module. */
async function started(name: 'public' | 'staff', changed: Readonly<Record<string, string>> = {}) {
  vi.resetModules();
  for (const [variable, value] of Object.entries({ ...environment, ...changed })) vi.stubEnv(variable, value);
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const { handler } = await import(`../../functions/${name}.ts`);
  return { handler, lines };
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the functions behind the API', () => {
  test('start without asking anything of the network, and answer', async () => {
    const { handler } = await started('public');
    expect(await handler(httpEvent('GET /health'), lambdaContext)).toMatchObject({
      statusCode: 200,
      body: '{"status":"ok"}',
    });
  });

  test('write nothing for a request that is answered, since the API counts and logs it', async () => {
    const { handler, lines } = await started('public');
    await handler(httpEvent('GET /v1/track/{token}', { path: { token: 'SECRET' } }), lambdaContext);
    expect(lines).toEqual([]);
  });

  test('let staff in by a token only', async () => {
    const { handler } = await started('staff');
    const event = httpEvent('GET /v1/me', { timeEpoch: 1_790_841_600_000 });
    expect((await handler(event, lambdaContext)).statusCode).toBe(401);
  });

  test('do not start without their settings, and say which', async () => {
    await expect(started('public', { TABLE_NAME: '' })).rejects.toThrow('TABLE_NAME');
    await expect(started('staff', { OIDC_ISSUER: '' })).rejects.toThrow('OIDC_ISSUER');
    await expect(started('staff', { KEY_FILE_TEXTS: '' })).rejects.toThrow('KEY_FILE_TEXTS');
  });
});
