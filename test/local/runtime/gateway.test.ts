import { request } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { clientOf } from './stub-client.ts';
import { startStubs } from './stub-run.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

const run = await startStubs({ dataDir: newDataDir() });
const client = clientOf(run);
afterAll(() => run.close());

/** Sends a chosen Host header, which `fetch` does not allow. */
const statusFor = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(`${run.origin}/local/clock`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });

describe('the gateway', () => {
  it('hands a request over in payload format 2.0', async () => {
    const { status, body } = await client.get('/echo/%E5%9B%9E%E5%BA%94?a=1&a=2&b=%20', {
      cookie: 'x=1; y=2',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: '2.0',
      routeKey: 'GET /echo/{word}',
      pathParameters: { word: '回应' },
      rawQueryString: 'a=1&a=2&b=%20',
      queryStringParameters: { a: '1,2', b: ' ' },
      cookies: ['x=1', 'y=2'],
      isBase64Encoded: false,
      requestContext: { http: { method: 'GET', sourceIp: '127.0.0.1' }, stage: '$default' },
    });
    expect(body.headers).not.toHaveProperty('cookie');
  });

  it('answers with status, headers and cookies of the function', async () => {
    const { status, headers } = await client.commit('answered');
    expect(status).toBe(201);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.getSetCookie()).toEqual(['a=b']);
    expect((await client.get('/facts/answered')).body).toEqual({ found: true });
  });

  it('answers as API Gateway does where no function is asked', async () => {
    expect(await client.get('/nothing')).toMatchObject({ status: 404, body: { message: 'Not Found' } });
    expect(await client.get('/me')).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
    const long = await fetch(`${run.origin}/facts`, {
      method: 'POST',
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    expect(long.status).toBe(413);
  });

  it('says nothing of why a function failed, and the next request finds it well', async () => {
    const failed = { status: 500, body: { message: 'Internal Server Error' } };
    expect(await client.get('/crash')).toMatchObject(failed);
    expect(await client.get('/slow')).toMatchObject(failed);
    await expect(client.get('/garbled')).rejects.toThrow();
    expect(await client.get('/echo/again')).toMatchObject({ status: 200 });
  });

  it('refuses requests with a foreign host name', async () => {
    expect(await statusFor(`attacker.example:${new URL(run.origin).port}`)).toBe(403);
    expect(await statusFor('127.0.0.1.attacker.example')).toBe(403);
    expect(await statusFor('localhost')).toBe(200);
  });

  it('refuses cross-site requests that move the clock or fill the inbox', async () => {
    const foreign = { origin: 'https://attacker.example' };
    expect((await client.post('/local/clock', { advanceMinutes: 1 }, foreign)).status).toBe(403);
    expect((await client.post('/local/outbox', { id: 'x' }, foreign)).status).toBe(403);
    // A cross-site request without a preflight cannot have the JSON content type.
    const simple = await client.post('/local/clock', { advanceMinutes: 1 }, { 'content-type': 'text/plain' });
    expect(simple.status).toBe(400);
  });

  it.each([
    { advanceMinutes: 0 },
    { advanceMinutes: 10_081 },
    { advanceMinutes: 1.5 },
    { jumpMinutes: '5' },
    {},
  ])('moves the clock by no such thing as %j', async (asked) => {
    expect((await client.post('/local/clock', asked)).status).toBe(400);
  });

  it('keeps one message for each id and finds it by case and time', async () => {
    const before = new Date(await client.clock()).toISOString();
    await client.post('/local/outbox', { id: 'm1', reference: 'c1', text: 'first' });
    expect((await client.post('/local/outbox', { id: 'm1', reference: 'c1', text: 'second' })).body).toEqual({
      id: 'm1',
      duplicate: true,
    });
    const { body } = await client.get(`/local/outbox?case=c1&since=${before}`);
    expect(body.messages).toMatchObject([{ id: 'm1', reference: 'c1', text: 'first' }]);
    expect((await client.get('/local/outbox?case=c1&since=2100-01-01T00:00:00Z')).body.messages).toEqual([]);
    expect((await client.get('/local/outbox?since=yesterday')).status).toBe(400);
  });
});
