import { describe, expect, it } from 'vitest';
import { type RouteId, routes } from '../../shared/http/routes.ts';
import type { Sent } from './event.ts';
import { httpEvent, lambdaContext } from './event.ts';
import { http, reported } from './http-api.ts';

const rig = await http();
const { token, id } = await reported(rig);

/** What each route's path needs to find something. */
const paths: Readonly<Record<string, string>> = { token, id, place: 'b3-1', photo: 'none', ticket: 'none' };

/** Asks both ways; the ids in an answer are random, and of one length. */
const both = async (route: string, sent: Sent = {}) => {
  const { access } = routes.find(({ id: known }) => known === `GET ${route}`) ?? { access: 'public' };
  const handler = access === 'public' ? rig.residents : rig.staff;
  const headers = { authorization: 'Bearer officer', ...sent.headers };
  const ask = (method: string) =>
    handler(httpEvent(`${method} ${route}`, { path: paths, ...sent, headers }), lambdaContext);
  return { get: await ask('GET'), head: await ask('HEAD') };
};

const gets = routes.filter(({ method }) => method === 'GET').map(({ path }) => path);

describe('HEAD', () => {
  it.each(gets)('of %s answers as GET does, without the body', async (route) => {
    const { get, head } = await both(route);
    expect(head.statusCode).toBe(get.statusCode);
    expect(head.body).toBeUndefined();
    const length = Buffer.byteLength(get.body ?? '', get.isBase64Encoded ? 'base64' : 'utf8');
    expect(head.headers).toEqual({ ...get.headers, 'content-length': String(length) });
  });

  it('has the length of the compressed body where that is what GET sends', async () => {
    const { get, head } = await both('/t/{token}', { headers: { 'accept-encoding': 'br' } });
    expect(get.headers?.['content-encoding']).toBe('br');
    expect(head.headers?.['content-encoding']).toBe('br');
    // The page has a fresh command id, so two pages compress to slightly different lengths.
    const lengths = [Number(head.headers?.['content-length']), Buffer.from(get.body ?? '', 'base64').length];
    expect(Math.abs((lengths[0] ?? 0) - (lengths[1] ?? 0))).toBeLessThan(50);
  });

  it('says with 304 that the caller has the content already', async () => {
    const { get } = await both('/v1/track/{token}');
    const again = await both('/v1/track/{token}', {
      headers: { 'if-none-match': String(get.headers?.etag) },
    });
    expect(again.head).toEqual(again.get);
    expect(again.head.statusCode).toBe(304);
  });

  it('leaves a link to a poster unused, and says when it is used', async () => {
    const { body } = await rig.as('officer', 'GET /v1/office/posters/{place}', { path: { place: 'b3-1' } });
    const ticket = String(body.url).split('/posters/')[1] ?? '';
    const open = (method: string) =>
      rig.residents(httpEvent(`${method} /posters/{ticket}`, { path: { ticket } }), lambdaContext);
    const statuses = [];
    for (const method of ['HEAD', 'HEAD', 'GET', 'GET', 'HEAD'])
      statuses.push((await open(method)).statusCode);
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
    expect(statuses[4]).toBe(statuses[3]);
    expect(statuses[3]).toBeGreaterThanOrEqual(400);
  });

  it('changes no case and counts a guessed link like GET', async () => {
    const before = await rig.ask('GET /v1/track/{token}' satisfies RouteId, { path: { token } });
    await both('/t/{token}');
    const after = await rig.ask('GET /v1/track/{token}', { path: { token } });
    expect(after.body).toEqual(before.body);
    const statuses = new Set<number | undefined>();
    for (let n = 0; n < 70; n += 1) {
      const path = { token: `${'g'.repeat(29)}${String(n).padStart(3, '0')}` };
      const event = httpEvent('HEAD /v1/track/{token}', { path, sourceIp: '192.0.2.77' });
      statuses.add((await rig.residents(event, lambdaContext)).statusCode);
    }
    expect([...statuses]).toEqual([404, 429]);
  });
});
