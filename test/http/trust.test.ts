import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import { worked } from '../cases/solve-proof-of-work.ts';
import { type HttpApi, http, origin, reportBody } from './http-api.ts';

/** A proof of work for a place, obtained as a program does. */
async function proofOf({ ask }: HttpApi, place = 'b3-1'): Promise<string> {
  const { body } = await ask('GET /v1/places/{place}', { path: { place } });
  return worked(body.challenge);
}

/** The list row and the details of the only case, as staff read them. */
async function seenByStaff({ as }: HttpApi) {
  const { body } = await as('officer', 'GET /v1/office/cases', {});
  const [row] = body.rows;
  const shown = await as('officer', 'GET /v1/office/cases/{id}', { path: { id: row.caseId } });
  expect([row.trust, row.trustReason]).toEqual([shown.body.trust, shown.body.trustReason]);
  return shown.body;
}

const post = ({ ask }: HttpApi, more: object) => ask('POST /v1/cases', { body: reportBody({ ...more }) });

describe('a report by a program', () => {
  test('with a proof for its place is an ordinary one', async () => {
    const rig = await http();
    const { status } = await post(rig, { proofOfWork: await proofOf(rig) });
    expect(status).toBe(201);
    const shown = await seenByStaff(rig);
    expect(shown.trust).toBe('ordinary');
    expect(shown).not.toHaveProperty('trustReason');
  });

  test.each([
    ['no-proof', async () => ({})],
    ['wrong-proof', async () => ({ proofOfWork: 'AAAA' })],
    ['foreign-proof', async (rig: HttpApi) => ({ proofOfWork: await proofOf(rig, 'x1-1') })],
    [
      'expired-proof',
      async (rig: HttpApi) => {
        const proofOfWork = await proofOf(rig);
        (rig.world.system as SeededSystem).pass(2 * HOUR + 1000);
        return { proofOfWork };
      },
    ],
  ])(
    'of low trust (%s) is accepted with the same promises, and its sender does not learn of it',
    async (trustReason, made) => {
      const [rig, other] = [await http(), await http()];
      const { status, body, text } = await post(rig, await made(rig));
      (other.world.system as SeededSystem).set(rig.world.system.now());
      const ordinary = await post(other, { proofOfWork: await proofOf(other) });
      expect(status).toBe(201);
      expect([body.respondBy, body.status]).toEqual([ordinary.body.respondBy, ordinary.body.status]);
      expect(text).not.toMatch(/doubt|proof|trust/);
      const shown = await seenByStaff(rig);
      expect([shown.trust, shown.trustReason]).toEqual(['low', trustReason]);
      expect([shown.dueAt, shown.priority]).toEqual([
        (await seenByStaff(other)).dueAt,
        (await seenByStaff(other)).priority,
      ]);
    },
  );

  test('whose proof was used for another one is accepted with low trust, and the first one stays ordinary', async () => {
    const rig = await http();
    const proofOfWork = await proofOf(rig);
    const both = [
      await post(rig, { proofOfWork, what: '第一件' }),
      await post(rig, { proofOfWork, what: '第二件' }),
    ];
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const { body } = await rig.as('officer', 'GET /v1/office/cases', {});
    const trusts = new Map(body.rows.map(({ reference, trust }: Row) => [reference, trust]));
    expect(both.map(({ body: { reference } }) => trusts.get(reference))).toEqual(['ordinary', 'low']);
    const low = await rig.as('officer', 'GET /v1/office/cases', { query: { trust: 'low' } });
    expect(low.body.rows).toMatchObject([
      { reference: both[1]?.body.reference, trustReason: 'replayed-proof' },
    ]);
  });

  test('sent again with its own proof is the same case, as trusted as before', async () => {
    const rig = await http();
    const sent = { proofOfWork: await proofOf(rig), token: 'A'.repeat(32) };
    const [first, again] = [await post(rig, sent), await post(rig, sent)];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect((await seenByStaff(rig)).trust).toBe('ordinary');
  });
});

interface Row {
  readonly reference: string;
  readonly trust: string;
}

describe('a report by the form', () => {
  const filled = { tile: 'lost', 'lost.item': 'phone', what: '黑色手机' };
  const challengeIn = (page: string): string =>
    (/data-challenge="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&quot;', '"');
  const send = (
    { ask }: HttpApi,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
    place = 'b3-1',
  ) =>
    ask('POST /q/{place}', {
      path: { place },
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ ...filled, ...fields }).toString(),
    });

  test('with a proof that was made while it was filled in is an ordinary one', async () => {
    const rig = await http();
    const page = await rig.ask('GET /q/{place}', { path: { place: 'b3-1' } });
    const proofOfWork = await worked(challengeIn(page.text));
    expect((await send(rig, { proofOfWork })).status).toBe(303);
    expect((await seenByStaff(rig)).trust).toBe('ordinary');
  });

  test('without a script goes on to its receipt like any other', async () => {
    const rig = await http();
    const { status, headers } = await send(rig, { proofOfWork: '', website: '' });
    expect([status, headers.location]).toEqual([303, expect.stringMatching(/^\/t\//)]);
    expect(await seenByStaff(rig)).toMatchObject({ trust: 'low', trustReason: 'no-proof' });
  });

  test('in which the honeypot field is filled is accepted with low trust', async () => {
    const rig = await http();
    const page = await rig.ask('GET /q/{place}', { path: { place: 'b3-1' } });
    const proofOfWork = await worked(challengeIn(page.text));
    expect((await send(rig, { proofOfWork, website: 'https://example.com' })).status).toBe(303);
    expect(await seenByStaff(rig)).toMatchObject({ trust: 'low', trustReason: 'honeypot-filled' });
  });

  test.each([
    ['another site, by its origin', { origin: 'https://evil.example' }],
    ['another site on the same machine', { origin: `${origin}:8443` }],
    ['another site, by what the browser says', { 'sec-fetch-site': 'cross-site', origin }],
    ['a neighbouring name', { 'sec-fetch-site': 'same-site' }],
    ['an origin that is none', { origin: 'not an origin' }],
  ])(
    'that %s submitted is accepted with low trust, and the browser goes on to its receipt',
    async (_, headers) => {
      const rig = await http();
      const page = await rig.ask('GET /q/{place}', { path: { place: 'b3-1' } });
      const proofOfWork = await worked(challengeIn(page.text));
      const sent = await send(rig, { proofOfWork }, headers);
      expect([sent.status, sent.headers.location]).toEqual([303, expect.stringMatching(/^\/t\//)]);
      expect(await seenByStaff(rig)).toMatchObject({ trust: 'low', trustReason: 'cross-site-form' });
    },
  );

  test.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['our own page in an older browser', { origin }],
    [
      'our own page under another name of the API',
      { origin: 'https://other.example', host: 'other.example' },
    ],
    ['our own page, which has no referrer, in an older browser', { origin: 'null' }],
    ['a reload that the person asked for', { 'sec-fetch-site': 'none' }],
    ['a browser that says nothing, as in WeChat', {}],
  ])('that %s submitted is an ordinary one', async (_, headers) => {
    const rig = await http();
    const page = await rig.ask('GET /q/{place}', { path: { place: 'b3-1' } });
    const proofOfWork = await worked(challengeIn(page.text));
    expect((await send(rig, { proofOfWork }, headers)).status).toBe(303);
    expect((await seenByStaff(rig)).trust).toBe('ordinary');
  });

  test('that is shown again for corrections has a new challenge', async () => {
    const rig = await http();
    const { status, text } = await send(rig, { what: '' });
    expect(status).toBe(422);
    expect(JSON.parse(challengeIn(text)).parameters.data.place).toBe('b3-1');
  });
});

test('what staff take in is trusted as it is', async () => {
  const rig = await http();
  await rig.as('guard', 'POST /v1/office/cases', { body: reportBody({ channel: 'walk-in' }) });
  expect((await seenByStaff(rig)).trust).toBe('ordinary');
});

describe('more reports in an hour than are ordinary', () => {
  const flood = async (rig: HttpApi, count: number, sourceIp: (index: number) => string, place = 'b3-1') => {
    for (let index = 0; index < count; index += 1) {
      const { status } = await rig.ask('POST /v1/cases', {
        body: reportBody({ place, what: `第 ${index} 件` }),
        sourceIp: sourceIp(index),
      });
      expect(status).toBe(201);
    }
  };
  const trustReasonOfNext = async (rig: HttpApi, sourceIp: string, place = 'b3-1') => {
    const body = reportBody({ place, proofOfWork: await proofOf(rig, place), what: '最后一件' });
    const { body: receipt } = await rig.ask('POST /v1/cases', { body, sourceIp });
    const station = place === 'b3-1' ? 'officer' : 'elsewhere';
    const { body: list } = await rig.as(station, 'GET /v1/office/cases', { query: { limit: '100' } });
    return list.rows.find(({ reference }: Row) => reference === receipt.reference)?.trustReason;
  };
  const others = (index: number) => `192.0.2.${index}`;

  test('from one place make the twenty-first of low trust, also with a proof, and do not affect another place', async () => {
    const rig = await http();
    await flood(rig, 20, others);
    expect(await trustReasonOfNext(rig, '198.51.100.1')).toBe('place-budget');
    expect(await trustReasonOfNext(rig, '198.51.100.1', 'x1-1')).toBeUndefined();
  });

  test('are forgotten when the hour is over', async () => {
    const rig = await http();
    await flood(rig, 20, others);
    (rig.world.system as SeededSystem).pass(HOUR);
    expect(await trustReasonOfNext(rig, '198.51.100.1')).toBeUndefined();
  });

  test('from one address are of low trust at every place, and a report from another address is not', async () => {
    const rig = await http();
    await flood(rig, 19, () => '192.0.2.1');
    await flood(rig, 11, () => '192.0.2.1', 'x1-1');
    expect(await trustReasonOfNext(rig, '192.0.2.1', 'x1-1')).toBe('address-budget');
    expect(await trustReasonOfNext(rig, '192.0.2.2', 'x1-1')).toBeUndefined();
  });
});
