import { describe, expect, test } from 'vitest';
import { claimsOf } from '../receipt/decoded.ts';
import { http, origin, reportBody, reported } from './http-api.ts';

const token = 'A'.repeat(32);

describe('a report', () => {
  test('is answered with a number to dictate, a secret link and by when a person answers', async () => {
    const { ask } = await http();
    const { status, body } = await ask('POST /v1/cases', { body: reportBody({ token }) });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      reference: expect.stringMatching(/^[0-9]{7}$/),
      trackUrl: `${origin}/t/${token}`,
      track: `${origin}/v1/track/${token}`,
      status: 'received',
      statusText: '已收到',
      receivedAt: '2026-11-23T02:00:00.000Z',
      respondBy: '2026-11-23T04:00:00.000Z',
      nextStep: { step: 'answer', what: '有人答复您', by: '2026-11-23T04:00:00.000Z', who: '社区民警' },
    });
    expect(claimsOf(body.receipt)).toMatchObject({
      iss: origin,
      station: 'st1',
      reference: body.reference,
      type: 'lost-item',
      receivedAt: body.receivedAt,
      respondBy: body.respondBy,
      policyVersion: '2026-11-30',
    });
  });

  test('sent twice is one case, and says so by 200', async () => {
    const { ask } = await http();
    const first = await ask('POST /v1/cases', { body: reportBody({ token }) });
    const again = await ask('POST /v1/cases', { body: reportBody({ token }) });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.text).toBe(first.text);
  });

  test('under a token of another report is refused with a fresh token, and shows nothing of the other', async () => {
    const { ask } = await http();
    const first = await ask('POST /v1/cases', { body: reportBody({ token }) });
    const other = await ask('POST /v1/cases', { body: reportBody({ token, what: '别的事情' }) });
    expect(other).toMatchObject({ status: 409, body: { code: 'token-used' } });
    expect(other.body.freshToken).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(other.text).not.toContain(first.body.reference);
    const retried = await ask('POST /v1/cases', {
      body: reportBody({ token: other.body.freshToken, what: '别的事情' }),
    });
    expect(retried.status).toBe(201);
  });

  test('keeps the telephone number in one form, however it was typed', async () => {
    const rig = await http();
    const { id } = await reported(rig, { contact: { phone: '１３８－００００－０００３' } });
    const asked = { path: { id }, body: { what: 'contact' } };
    const shown = await rig.as('officer', 'POST /v1/office/cases/{id}/reveal', asked);
    expect(shown.body.contact).toEqual({ phone: '+8613800000003' });
  });

  test('in English is answered and kept in English', async () => {
    const { ask } = await http();
    const byField = await ask('POST /v1/cases', { body: reportBody({ language: 'en' }) });
    const byHeader = await ask('POST /v1/cases', {
      body: reportBody(),
      headers: { 'accept-language': 'en-GB,en;q=0.9' },
    });
    for (const { body } of [byField, byHeader]) {
      expect(body).toMatchObject({ statusText: 'received', nextStep: { what: 'A person answers you' } });
    }
  });

  test('of a missing person without a number is accepted, and the emergency number is shown first', async () => {
    const { ask } = await http();
    const { status, body } = await ask('POST /v1/cases', {
      body: reportBody({ type: 'lost-person', details: { who: 'elder' }, contact: { name: '李' } }),
    });
    expect(status).toBe(201);
    expect(body.emergency).toEqual(['110', '120', '119']);
    expect(body.advice[0]).toContain('保安岗');
    expect(body.advice[1]).toContain('110');
  });

  test.each(['！！！', '🆘', '？'])(
    'with nothing but %s is received, since something happened',
    async (what) => {
      const { ask } = await http();
      const body = reportBody({ type: 'lost-person', what, details: { who: 'elder' } });
      expect((await ask('POST /v1/cases', { body })).status).toBe(201);
    },
  );

  test('from an unknown place is not found', async () => {
    const { ask } = await http();
    const { body } = await ask('POST /v1/cases', { body: reportBody({ place: 'nowhere' }) });
    expect(body.code).toBe('not-found');
  });

  test('with an answer the type does not know names the question', async () => {
    const { ask } = await http();
    const { status, body } = await ask('POST /v1/cases', {
      body: reportBody({ details: { item: 'elephant' } }),
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'invalid-details', question: 'item' });
  });
});

describe('staff taking a case in', () => {
  const body = reportBody({ channel: 'walk-in' });

  test('get the receipt for the resident, and the case to go on with', async () => {
    const { as } = await http();
    const taken = await as('guard', 'POST /v1/office/cases', { body });
    expect(taken.status).toBe(201);
    expect(taken.body).toMatchObject({ version: 1, caseId: expect.stringMatching(/^c[a-z2-7]{25}$/) });
    expect(taken.body.trackUrl).toMatch(/\/t\/[A-Za-z0-9_-]{32}$/);
  });

  test('must say how it came in, which cannot be the QR code', async () => {
    const { as } = await http();
    for (const channel of [undefined, 'qr']) {
      const { status } = await as('officer', 'POST /v1/office/cases', { body: reportBody({ channel }) });
      expect(status).toBe(422);
    }
  });

  test('find no place of another station', async () => {
    const { as } = await http();
    const taken = await as('officer', 'POST /v1/office/cases', { body: { ...body, place: 'x1-1' } });
    expect(taken.status).toBe(404);
  });
});

test('a place says where it is, what may be reported there, and whom to call first', async () => {
  const { ask } = await http();
  const zh = await ask('GET /v1/places/{place}', { path: { place: 'b3-1' } });
  const en = await ask('GET /v1/places/{place}', {
    path: { place: 'b3-1' },
    headers: { 'accept-language': 'en' },
  });
  expect(zh.body).toMatchObject({ place: 'b3-1', name: '3 号楼 1 单元', emergency: ['110', '120', '119'] });
  expect(en.body.name).toBe('Building 3, entrance 1');
  expect(en.body.types.find(({ type }: { type: string }) => type === 'lead')).toEqual({
    type: 'lead',
    title: 'Something suspicious',
    questions: [{ name: 'now', choices: ['yes', 'no'], required: false }],
  });
  expect(zh.text).not.toContain('st1');
});
