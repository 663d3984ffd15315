import { describe, expect, test } from 'vitest';
import { asHttpEvent, fromRestEvent } from '../../shared/http/from-rest-event.ts';
import { door, reportBody, reported } from './door.ts';
import { httpEvent, lambdaContext, type Sent } from './event.ts';
import { restEventOf } from './rest-event.ts';

const rest = (id: string, sent: Sent = {}) => restEventOf(httpEvent(id, sent));

describe('an event of a REST API', () => {
  test.each<[string, string, Sent]>([
    ['without anything', 'GET /health', {}],
    ['with a value in its path', 'GET /t/{token}', { path: { token: 'Tabc_-9' } }],
    [
      'with letters in its path that a path cannot hold',
      'GET /v1/places/{place}',
      { path: { place: '三号楼/1' } },
    ],
    ['with a query', 'GET /v1/office/cases', { query: { view: 'open', station: '一 号' } }],
    ['with words in Chinese', 'POST /v1/cases', { body: { what: '老人没回家' } }],
    ['with bytes', 'POST /q/{place}', { path: { place: 'b3-1' }, body: 'eA==', isBase64Encoded: true }],
    ['with headers', 'GET /health', { headers: { 'accept-language': 'en', authorization: 'Bearer a.b.c' } }],
    [
      'of a known time, address and number',
      'GET /v1/me',
      { timeEpoch: 7, sourceIp: '2001:db8::1', requestId: 'r' },
    ],
  ])('%s says the same as one of an HTTP API', (_, id, sent) => {
    const event = httpEvent(id, sent);
    expect(fromRestEvent(restEventOf(event))).toEqual(event);
  });

  test('joins values of one name, as an HTTP API does', () => {
    const event = {
      ...rest('GET /v1/office/cases'),
      multiValueHeaders: { Accept: ['a', 'b'], accept: ['c'], Cookie: ['x=1; y=2', 'z=3'] },
      multiValueQueryStringParameters: { type: ['noise', 'fire'] },
    };
    expect(fromRestEvent(event)).toMatchObject({
      headers: { accept: 'a,b,c' },
      cookies: ['x=1', 'y=2', 'z=3'],
      queryStringParameters: { type: 'noise,fire' },
      rawQueryString: 'type=noise&type=fire',
    });
  });

  test('keeps headers with the names of what every object has apart from those', () => {
    const event = { ...rest('GET /health'), multiValueHeaders: { Constructor: ['a'], __proto__: ['b'] } };
    expect(fromRestEvent(event).headers.constructor).toBe('a');
  });

  test('leaves a value in the path as it came when it is no text', () => {
    const event = { ...rest('GET /t/{token}'), pathParameters: { token: '%E0%A4%A' } };
    expect(fromRestEvent(event).pathParameters).toEqual({ token: '%E0%A4%A' });
  });

  test('is told from one of an HTTP API, which stays as it is', () => {
    const event = httpEvent('GET /health');
    expect(asHttpEvent(event)).toBe(event);
    expect(asHttpEvent(restEventOf(event))).toEqual(event);
  });
});

describe('behind a REST API', () => {
  test('a matter is reported, followed, and read by staff', async () => {
    const { residents, staff } = await door();
    const submitted = await residents(rest('POST /v1/cases', { body: reportBody() }), lambdaContext);
    expect(submitted.statusCode).toBe(201);
    const { reference, trackUrl } = JSON.parse(String(submitted.body));
    const token = String(trackUrl).split('/t/')[1] ?? '';
    const followed = await residents(rest('GET /v1/track/{token}', { path: { token } }), lambdaContext);
    expect(JSON.parse(String(followed.body))).toMatchObject({ reference });
    const headers = { authorization: 'Bearer officer' };
    const listed = await staff(
      rest('GET /v1/office/cases', { headers, query: { view: 'open' } }),
      lambdaContext,
    );
    expect(String(listed.body)).toContain(reference);
    expect((await staff(rest('GET /v1/office/cases'), lambdaContext)).statusCode).toBe(401);
  });

  test('a form that came as bytes is read, and a defect is counted under its route', async () => {
    const opened = await door();
    const { token } = await reported(opened);
    const body = Buffer.from(new URLSearchParams({ deed: 'add', text: '还有一件事' }).toString()).toString(
      'base64',
    );
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = { path: { token }, headers, body, isBase64Encoded: true };
    const direct = await opened.residents(httpEvent('POST /t/{token}', sent), lambdaContext);
    const throughRest = await opened.residents(rest('POST /t/{token}', sent), lambdaContext);
    expect(throughRest.statusCode).toBe(direct.statusCode);
    expect(opened.measured.at(-1)?.route).toBe('POST /t/{token}');
  });
});
