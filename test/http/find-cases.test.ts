import { describe, expect, test } from 'vitest';
import { parseReference } from '../../shared/cases/reference.ts';
import { atDesk } from './at-desk.ts';
import { type HttpApi, http, reported } from './http-api.ts';

const list = (
  rig: HttpApi,
  query: Readonly<Record<string, string>>,
  role: Parameters<HttpApi['as']>[0] = 'officer',
) => rig.as(role, 'GET /v1/office/cases', { query });
const numbersIn = ({ body }: { body: { rows: { reference: string }[] } }) =>
  body.rows.map(({ reference }) => reference);

describe('the list', () => {
  test('says how it is sorted, and is not sent again to who has it', async () => {
    const rig = await http();
    await reported(rig);
    const work = await list(rig, {});
    expect(work.body.order).toBe('due');
    expect((await list(rig, { order: 'received' })).body.order).toBe('received');
    expect((await list(rig, { view: 'all' })).body.order).toBe('received');
    expect((await list(rig, { status: 'received' })).body.order).toBe('received');
    const headers = { 'if-none-match': String(work.headers.etag) };
    const again = await rig.as('officer', 'GET /v1/office/cases', { headers });
    expect([again.status, again.text]).toEqual([304, '']);
    await reported(rig, { what: '又来了一件' });
    expect((await rig.as('officer', 'GET /v1/office/cases', { headers })).status).toBe(200);
  });

  test('is the work list wherever it is asked for, also of one status', async () => {
    const rig = await http();
    const first = await reported(rig, { what: '先来的', type: 'consultation', details: {} });
    const urgent = await reported(rig, { what: '后来的', type: 'lost-person', details: {} });
    const due = await list(rig, { order: 'due', status: 'received' });
    expect(due.body.order).toBe('due');
    expect(numbersIn(due)).toEqual([urgent, first].map(({ receipt }) => receipt.reference));
    expect((await list(rig, { order: 'due', status: 'closed' })).body).toMatchObject({
      order: 'due',
      rows: [],
    });
    const page = await list(rig, { order: 'due', status: 'received', limit: '1' });
    expect(
      (await list(rig, { order: 'due', status: 'received', cursor: page.body.next })).body.rows,
    ).toHaveLength(1);
  });

  test('shows nothing that only the filter needs', async () => {
    const rig = await http();
    await reported(rig);
    expect((await list(rig, { view: 'all' })).text).not.toContain('late');
  });

  test('in the order of receipt loses no case that moves between two pages', async () => {
    const rig = await http();
    const all = [];
    for (const what of ['一', '二', '三', '四']) all.push(await reported(rig, { what: `第${what}件事` }));
    const first = await list(rig, { order: 'received', view: 'all', limit: '2' });
    const ids = first.body.rows.map(({ caseId }: { caseId: string }) => caseId);
    const moving = all.find(({ id }) => !ids.includes(id));
    await atDesk(rig, String(moving?.id), 'officer', { move: 'retype', type: 'lost-person', details: {} });
    const rest = await list(rig, { order: 'received', view: 'all', limit: '2', cursor: first.body.next });
    expect([...numbersIn(first), ...numbersIn(rest)].toSorted()).toEqual(
      all.map(({ receipt }) => receipt.reference).toSorted(),
    );
    expect(rest.body).not.toHaveProperty('next');
  });
});

describe('a cursor', () => {
  const wrong = { status: 422, body: { code: 'wrong-cursor' } };

  async function paged() {
    const rig = await http();
    for (const what of ['一件事', '两件事', '三件事']) await reported(rig, { what });
    const { body } = await list(rig, { limit: '1' });
    return { rig, cursor: String(body.next) };
  }

  test.each([
    { order: 'received' },
    { view: 'mine' },
    { type: 'lost-item' },
    { building: 'b3' },
    { priority: 'P2' },
    { trust: 'low' },
    { from: '2026-11-01' },
  ])('of another list is refused: %j', async (query) => {
    const { rig, cursor } = await paged();
    expect(await list(rig, { ...query, cursor })).toMatchObject(wrong);
  });

  test('goes on in its own list, with another number of rows too', async () => {
    const { rig, cursor } = await paged();
    expect((await list(rig, { cursor, limit: '5' })).body.rows).toHaveLength(2);
    expect((await list(rig, { cursor, view: 'open', order: 'due' })).body.rows).toHaveLength(2);
  });

  test('of another reader, role or station is refused', async () => {
    const { rig, cursor } = await paged();
    for (const role of ['chief', 'guard', 'elsewhere'] as const)
      expect(await list(rig, { cursor }, role)).toMatchObject(wrong);
  });

  test.each([
    'nonsense',
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('["a","b","c"]').toString('base64url'),
    'x'.repeat(1024),
  ])('that was never issued is refused: %j', async (cursor) => {
    const { rig } = await paged();
    expect(await list(rig, { cursor })).toMatchObject(wrong);
  });

  test('that was changed by hand is refused, and never a defect', async () => {
    const { rig } = await paged();
    const { body } = await list(rig, { order: 'received', limit: '1', from: '2026-11-23' });
    const [mark, at, id] = JSON.parse(Buffer.from(String(body.next), 'base64url').toString());
    for (const position of [
      ['1', id],
      ['NaN', id],
      ['-5', id],
      [at, 'c1'],
      [at, ''],
    ]) {
      const cursor = Buffer.from(JSON.stringify([mark, ...position])).toString('base64url');
      expect(await list(rig, { order: 'received', limit: '1', from: '2026-11-23', cursor })).toMatchObject(
        wrong,
      );
    }
  });

  test('says in both languages what to do', async () => {
    const { rig } = await paged();
    const query = { cursor: 'nonsense' };
    expect((await list(rig, query)).body.detail).toContain('请从第一页重新看');
    const headers = { 'accept-language': 'en' };
    const { body } = await rig.as('officer', 'GET /v1/office/cases', { query, headers });
    expect(body.detail).toContain('begin again with the first page');
  });
});

describe('a case is found by its number', () => {
  test('as a receipt says it, and as people type it', async () => {
    const rig = await http();
    const { receipt } = await reported(rig);
    await reported(rig, { what: '另一件事' });
    const digits = String(receipt.reference);
    const wide = [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
    for (const typed of [digits, ` ${digits.slice(0, 3)}-${digits.slice(3)} `, wide, [...digits].join(' ')])
      expect(numbersIn(await list(rig, { reference: typed }))).toEqual([digits]);
  });

  test('when it is closed, unless only the open ones are asked for', async () => {
    const rig = await http();
    const { receipt, token } = await reported(rig);
    await rig.ask('POST /v1/track/{token}/withdraw', { path: { token }, body: {} });
    const { reference } = receipt;
    expect(numbersIn(await list(rig, { reference }))).toEqual([reference]);
    expect(numbersIn(await list(rig, { reference, view: 'open' }))).toEqual([]);
    expect(numbersIn(await list(rig, { reference, type: 'hazard' }))).toEqual([]);
  });

  test('not by one that nobody was given, nor in another station, nor by a guard whose case it is not', async () => {
    const rig = await http();
    const { reference } = (await reported(rig, { type: 'hazard', details: {} })).receipt;
    const other = ['0000000', '1234560', '4827193'].find(
      (one) => parseReference(one) !== undefined && one !== reference,
    );
    expect((await list(rig, { reference: String(other) })).body).toEqual({ order: 'received', rows: [] });
    expect(numbersIn(await list(rig, { reference }, 'elsewhere'))).toEqual([]);
    expect(numbersIn(await list(rig, { reference }, 'guard'))).toEqual([]);
    expect(numbersIn(await list(rig, { reference }, 'auditor'))).toEqual([reference]);
  });

  test('never with a wrong check digit, and a sentence says so', async () => {
    const rig = await http();
    const { reference } = (await reported(rig)).receipt;
    const last = (Number(reference.at(-1)) + 1) % 10;
    const { status, body } = await list(rig, { reference: `${reference.slice(0, -1)}${last}` });
    expect([status, body.errors[0].code]).toEqual([422, 'wrong-reference']);
    expect(body.errors[0].message).toContain('最后一位用来核对');
  });
});

describe('a case is found by when, where and who', () => {
  test('of a day of the station, the whole day', async () => {
    const rig = await http();
    const { receipt } = await reported(rig);
    const found = async (query: Readonly<Record<string, string>>) =>
      (await list(rig, query)).body.rows.length;
    // Received at 10:00 in Shanghai on 23 November.
    expect(await found({ from: '2026-11-23', to: '2026-11-23' })).toBe(1);
    expect(await found({ to: '2026-11-22' })).toBe(0);
    expect(await found({ from: '2026-11-24' })).toBe(0);
    expect(await found({ from: '2026-11-23T10:00:00+08:00', to: '2026-11-23T02:00:00Z' })).toBe(1);
    expect(await found({ from: '2026-11-23T02:00:00.001Z' })).toBe(0);
    expect(await found({ from: '2026-11-24', to: '2026-11-22' })).toBe(0);
    expect(await found({ order: 'due', view: 'open', from: '2026-11-23' })).toBe(1);
    expect(receipt.receivedAt).toBe('2026-11-23T02:00:00.000Z');
  });

  test('by several at once, open and closed', async () => {
    const rig = await http();
    const { id, receipt } = await reported(rig);
    await reported(rig, { what: '别的事' });
    await atDesk(rig, id, 'officer', { move: 'acknowledge' }, { move: 'assign', to: 'p-guard' });
    const query = { status: 'assigned', assignee: 'p-guard', building: 'b3', place: 'b3-1', priority: 'P2' };
    expect(numbersIn(await list(rig, query))).toEqual([receipt.reference]);
    expect(numbersIn(await list(rig, { ...query, assignee: 'p-officer' }))).toEqual([]);
  });
});
