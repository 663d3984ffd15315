import { describe, expect, test } from 'vitest';
import { findReference } from '../../shared/cases/case-reference.ts';
import { hashContact, hashQueuedContacts } from '../../shared/cases/phones/hash-contact.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { Contended } from '../../shared/engine/storage/store-errors.ts';
import { asContacts, deskOf, type Room } from '../cases/room.ts';
import { type HttpApi, http, reportBody, reported } from './http-api.ts';

const id = 'POST /v1/office/cases/search';
const ample = () => 60_000;

/** What the function behind the events does with everything that came in. */
const hashAll = (rig: HttpApi) =>
  hashQueuedContacts(asContacts(rig.world), rig.world.system.now() + MINUTE, ample);

async function search(
  rig: HttpApi,
  phone: string,
  more: object = {},
  role: Parameters<HttpApi['as']>[0] = 'officer',
) {
  return rig.as(role, id, { body: { phone, ...more } });
}
const numbersIn = ({ body }: { body: { rows: { reference: string }[] } }) =>
  body.rows.map(({ reference }) => reference);

describe('a case is found by telephone', () => {
  test('however the number is written, open and closed, the newest first', async () => {
    const rig = await http();
    const first = await reported(rig);
    await rig.ask('POST /v1/track/{token}/withdraw', { path: { token: first.token }, body: {} });
    const second = await reported(rig, { what: '第二件事' });
    await reported(rig, { what: '别人的事', contact: { phone: '13900000009' } });
    await reported(rig, { what: '没有留电话', contact: { name: '王女士' } });
    await hashAll(rig);
    const own = [first, second].map(({ receipt }) => receipt.reference).toSorted();
    for (const typed of [
      '13800000003',
      '138 0000 0003',
      '+86 138-0000-0003',
      '１３８００００００03',
      '电话：013800000003',
    ])
      expect(numbersIn(await search(rig, typed)).toSorted()).toEqual(own);
    const { body } = await search(rig, '13900000009');
    expect(body.rows).toEqual([
      expect.objectContaining({ status: 'received', building: 'b3', trust: 'low' }),
    ]);
    expect(numbersIn(await search(rig, '13700000007'))).toEqual([]);
  });

  test('by either of two numbers, and once where both are asked for', async () => {
    const rig = await http();
    const { receipt } = await reported(rig, { contact: { phone: '0931-8888888转802 / 13800000003' } });
    await hashAll(rig);
    for (const typed of ['0931 8888888', '13800000003', '13800000003 / 0931-8888888'])
      expect(numbersIn(await search(rig, typed))).toEqual([receipt.reference]);
  });

  test('of one’s own station only', async () => {
    const rig = await http();
    await reported(rig);
    await hashAll(rig);
    expect(numbersIn(await search(rig, '13800000003', {}, 'elsewhere'))).toEqual([]);
    expect(numbersIn(await search(rig, '13800000003', {}, 'chief'))).toHaveLength(1);
  });

  test('also when its reporter is secret, by an officer, and by nobody else', async () => {
    const rig = await http();
    const { receipt, id: caseId } = await reported(rig, { type: 'lead', details: {} });
    await hashAll(rig);
    expect(numbersIn(await search(rig, '13800000003'))).toEqual([receipt.reference]);
    expect(numbersIn(await search(rig, '13900000009'))).toEqual([]);
    // That the number reported this is a read of its contact; a search that finds nothing is none.
    const { body } = await rig.as('chief', 'GET /v1/office/cases/{id}/reads', { path: { id: caseId } });
    expect(body.reads).toMatchObject([{ number: 1, person: 'p-officer', what: ['contact'] }]);
    for (const role of ['guard', 'auditor'] as const)
      expect(await search(rig, '13800000003', {}, role)).toMatchObject({ status: 404 });
  });

  test('a page at a time, each case once, and the cursor leads nowhere else', async () => {
    const rig = await http();
    const all = [];
    for (let index = 0; index < 5; index += 1) all.push(await reported(rig, { what: `第 ${index} 件事` }));
    await reported(rig, { what: '另一个人', contact: { phone: '13900000009' } });
    await hashAll(rig);
    const seen: string[] = [];
    let cursor: string | undefined;
    let first = '';
    do {
      const page = await search(rig, '13800000003', { limit: 2, ...(cursor && { cursor }) });
      expect(page.body.rows.length).toBeLessThanOrEqual(2);
      seen.push(...numbersIn(page));
      cursor = page.body.next;
      first ||= String(cursor);
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(all.map(({ receipt }) => receipt.reference).toSorted());
    const wrong = { status: 422, body: { code: 'wrong-cursor' } };
    expect(await search(rig, '13900000009', { limit: 2, cursor: first })).toMatchObject(wrong);
    expect(await search(rig, '13800000003', { cursor: first }, 'chief')).toMatchObject(wrong);
  });

  test.each([
    [{}, 'phone: missing'],
    [{ phone: '12' }, 'phone: wrong-phone'],
    [{ phone: '13800000003/13900000009/8888888' }, 'phone: too-many-numbers'],
    [{ phone: '13800000003', limit: 0 }, 'limit: too-small'],
    [{ phone: '13800000003', station: 'st2' }, 'station: unknown-field'],
  ])('never by %j', async (body, error) => {
    const rig = await http();
    const answer = await rig.as('officer', id, { body });
    expect([answer.status, `${answer.body.errors[0].field}: ${answer.body.errors[0].code}`]).toEqual([
      422,
      error,
    ]);
  });
});

describe('a search by telephone', () => {
  test('is on record with who asked and how much was found, without the number', async () => {
    const rig = await http();
    await reported(rig);
    await hashAll(rig);
    await search(rig, '13800000003');
    await search(rig, '13700000007');
    const records = rig.lines.filter(({ code }) => code === 'phone-search');
    expect(records.map(({ ids }) => [ids.person, ids.station, ids.found])).toEqual([
      ['p-officer', 'st1', 1],
      ['p-officer', 'st1', 0],
    ]);
    expect(JSON.stringify(records)).not.toMatch(/1380|1370/);
  });

  test('stores no number, and the hash is another in every station', async () => {
    const { world } = await http();
    const one = await world.phoneHash.of(deskOf('officer').station, '+8613800000003');
    const other = await world.phoneHash.of(deskOf('officer', 'p', 'st2' as never).station, '+8613800000003');
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(other).not.toBe(one);
  });
});

describe('the contact of a report', () => {
  test('waits in its queue from the commit of the report on, so that no lost event loses it', async () => {
    const rig = await http();
    await reported(rig);
    const now = rig.world.system.now();
    expect(await hashQueuedContacts(asContacts(rig.world), now, ample)).toEqual({ hashed: 0, failed: [] });
    expect(await hashAll(rig)).toEqual({ hashed: 1, failed: [] });
    expect(await hashAll(rig)).toEqual({ hashed: 0, failed: [] });
  });

  test('is hashed once, by the event or from the queue, also when both come at once', async () => {
    const rig = await http();
    const { receipt } = await reported(rig);
    const key = await findReference(rig.world.store, deskOf('officer'), receipt.reference);
    if (key === undefined) throw new Error('no case');
    const done = await Promise.all([
      hashContact(asContacts(rig.world), key),
      hashContact(asContacts(rig.world), key),
      hashAll(rig),
    ]);
    expect(
      done.map((one) => (typeof one === 'object' ? one.hashed === 1 : one)).filter(Boolean),
    ).toHaveLength(1);
    expect(numbersIn(await search(rig, '13800000003'))).toHaveLength(1);
  });

  test('that cannot be opened stops no other, and is tried again a day later', async () => {
    const rig = await http();
    await reported(rig);
    await reported(rig, { what: '第二件事', contact: { phone: '13900000009' } });
    let calls = 0;
    const open: Room['contacts']['open'] = async (...args) => {
      calls += 1;
      if (calls === 1) throw new TypeError('not what was sealed');
      return rig.world.contacts.open(...args);
    };
    const now = rig.world.system.now() + MINUTE;
    const run = await hashQueuedContacts({ ...rig.world, opener: { open } }, now, ample);
    expect(run).toMatchObject({ hashed: 1, failed: [{ error: 'TypeError' }] });
    expect(await hashQueuedContacts(asContacts(rig.world), now + 60 * MINUTE, ample)).toEqual({
      hashed: 0,
      failed: [],
    });
    expect(await hashQueuedContacts(asContacts(rig.world), now + 25 * 60 * MINUTE, ample)).toEqual({
      hashed: 1,
      failed: [],
    });
  });

  test('whose row another transaction holds stops no other, and stays in the queue', async () => {
    const rig = await http();
    await reported(rig);
    await reported(rig, { what: '第二件事', contact: { phone: '13900000009' } });
    const contacts = asContacts(rig.world);
    let calls = 0;
    const writeCompanions: typeof contacts.store.writeCompanions = async (written) => {
      calls += 1;
      if (calls === 1) throw new Contended('held');
      return contacts.store.writeCompanions(written);
    };
    const store = { ...contacts.store, writeCompanions };
    const now = rig.world.system.now() + MINUTE;
    expect(await hashQueuedContacts({ ...contacts, store }, now, ample)).toEqual({ hashed: 1, failed: [] });
    expect(await hashAll(rig)).toEqual({ hashed: 1, failed: [] });
  });

  test('that was erased before leaves nothing to find', async () => {
    const rig = await http();
    await reported(rig);
    const opener = { open: async () => ({ why: 'erased' }) as const };
    await hashQueuedContacts({ ...rig.world, opener }, rig.world.system.now() + MINUTE, ample);
    expect(numbersIn(await search(rig, '13800000003'))).toEqual([]);
  });

  test('of a report at the counter is found like any other', async () => {
    const rig = await http();
    const sent = { body: reportBody({ channel: 'walk-in' }) };
    const { body } = await rig.as('officer', 'POST /v1/office/cases', sent);
    await hashAll(rig);
    expect(numbersIn(await search(rig, '13800000003'))).toEqual([body.reference]);
  });
});
