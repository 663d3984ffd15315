import { describe, expect, test } from 'vitest';
import { lifecycle, moves } from '../../shared/cases/lifecycle.ts';
import { roles } from '../../shared/engine/scope.ts';
import { staffMove } from '../../shared/http/shapes/moves.ts';
import { requestOf } from '../../web/docs/contract.ts';
import { http, reportBody, reported } from './http-api.ts';

const errorsOf = async (more: Readonly<Record<string, unknown>>) => {
  const { ask } = await http();
  const { body } = await ask('POST /v1/cases', { body: reportBody(more) });
  return (body.errors ?? []).map(({ field, code }: { field: string; code: string }) => `${field}: ${code}`);
};

describe('a report is refused field by field', () => {
  test.each([
    [{ what: undefined }, ['what: missing']],
    [{ what: ' \n ' }, ['what: missing']],
    [{ what: '\u200b\u3164\u2800' }, ['what: missing']],
    [{ what: 7 }, ['what: wrong-type']],
    [{ what: null }, ['what: wrong-type']],
    [{ what: 'x'.repeat(2001) }, ['what: too-long']],
    [{ what: 'a\u0000b' }, ['what: invalid-characters']],
    [{ what: 'a\u001bb' }, ['what: invalid-characters']],
    [{ what: '\u2069\u202c' }, ['what: missing']],
    [{ what: 'a\ud800b' }, ['what: invalid-characters']],
    [{ place: '' }, ['place: wrong-format']],
    [{ place: undefined }, ['place: missing']],
    [{ type: undefined }, ['type: missing']],
    [{ type: 'murder' }, ['type: unknown-choice']],
    [{ priority: 'P0' }, ['priority: unknown-field']],
    [{ channel: 'phone' }, ['channel: unknown-field']],
    [{ contact: { name: '王', email: 'a@b.c' } }, ['contact.email: unknown-field']],
    [{ contact: {} }, ['contact: missing']],
    [{ contact: { phone: '12' } }, ['contact.phone: wrong-phone']],
    [{ contact: { phone: '13812345521/13912345521/0931-8888888' } }, ['contact.phone: too-many-numbers']],
    [{ contact: { name: 'a\nb' } }, ['contact.name: invalid-characters']],
    [{ contact: { name: 'x'.repeat(41) } }, ['contact.name: too-long']],
    [{ details: { item: 7 } }, ['details.item: wrong-type']],
    [{ details: { item: 'Phone!' } }, ['details.item: wrong-format']],
    [{ details: { 'a b': 'x' } }, ['details.a b: unknown-field']],
    [{ details: [] }, ['details: wrong-type']],
    [{ occurredAt: 'yesterday' }, ['occurredAt: wrong-format']],
    [{ occurredAt: '2026-11-23T10:00:00' }, ['occurredAt: wrong-format']],
    [{ occurredAt: '9999-12-31T23:59:59Z' }, ['occurredAt: wrong-format']],
    [{ occurredAt: '1999-12-31T23:59:59Z' }, ['occurredAt: wrong-format']],
    [{ token: 'short' }, ['token: wrong-format']],
    [{ token: `${'A'.repeat(31)}#` }, ['token: wrong-format']],
    [{ language: 'fr' }, ['language: unknown-choice']],
    [{ what: 7, place: 7 }, ['place: wrong-type', 'what: wrong-type']],
  ])('%j', async (more, errors) => {
    expect(await errorsOf(more)).toEqual(errors);
  });

  test('`__proto__` in JSON does not get around it', async () => {
    const { ask } = await http();
    const body = JSON.stringify(reportBody()).replace('{', '{"__proto__":{"priority":"P0"},');
    const { status } = await ask('POST /v1/cases', { body });
    expect(status).toBe(422);
  });
});

test.each(['constructor', 'toString', '__proto__'])(
  'a field called %s is an unknown field, by that name',
  async (name) => {
    const rig = await http();
    const body = `{"${name}":"x",${JSON.stringify(reportBody()).slice(1)}`;
    const response = await rig.ask('POST /v1/cases', { body });
    expect(response.body.errors).toEqual([
      { field: name, code: 'unknown-field', message: expect.stringContaining(`「${name}」`) },
    ]);
    const { token } = await reported(rig);
    const form = await rig.ask('POST /t/{token}', {
      path: { token },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `action=withdraw&${name}=x`,
    });
    expect(form.status).toBe(name === '__proto__' ? 303 : 422);
  },
);

describe('a report is taken', () => {
  test.each([
    [{ what: 'x' }],
    [{ what: '字'.repeat(2000) }],
    [{ what: '🧓'.repeat(2000) }],
    [{ what: 'first line\r\nsecond\tline' }],
    [{ what: 'one\rtwo\u0085three\vfour\ffive\u2028six\u2029seven' }],
    [{ what: `${'\u202e'.repeat(1999)}x` }],
    [{ occurredAt: '2026-11-23T09:00:00+08:00' }],
    [{ occurredAt: '2026-11-23T01:00:00.123Z' }],
    [{ details: undefined }],
    [{ contact: undefined }],
  ])('with %j', async (more) => {
    expect(await errorsOf(more)).toEqual([]);
  });
});

test('every error says in the reader’s language which field and what about it', async () => {
  const { ask } = await http();
  const body = reportBody({ what: '', contact: { phone: 'abc' } });
  const zh = await ask('POST /v1/cases', { body });
  const en = await ask('POST /v1/cases', { body, headers: { 'accept-language': 'en' } });
  expect(zh.body.errors).toEqual([
    { field: 'what', code: 'missing', message: '请填写「情况」。' },
    {
      field: 'contact.phone',
      code: 'wrong-phone',
      message: '「电话」不像一个电话号码，请检查一下。',
    },
  ]);
  expect(en.body.errors[0].message).toBe('Please fill in “what happened”.');
  expect(zh.body.detail).toContain('请填写「情况」。');
});

test('a third telephone number is refused with what to do instead', async () => {
  const { ask } = await http();
  const body = reportBody({ contact: { phone: '13812345521/13912345521/0931-8888888' } });
  const messageIn = async (language: string) =>
    (await ask('POST /v1/cases', { body, headers: { 'accept-language': language } })).body.errors[0].message;
  expect(await messageIn('zh-CN')).toBe('「电话」最多写两个号码。');
  expect(await messageIn('en')).toBe('Please give at most two numbers for “telephone”.');
});

test('errors are counted and cut, so that an answer stays smaller than its question', async () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 1]));
  expect(await errorsOf(many)).toHaveLength(20);
});

describe('a query is read as strictly', () => {
  test.each([
    [{ view: 'every' }, 'view: unknown-choice'],
    [{ order: 'newest' }, 'order: unknown-choice'],
    [{ view: 'all', order: 'due' }, 'order: unknown-choice'],
    [{ reference: '1234567' }, 'reference: wrong-reference'],
    [{ reference: '123' }, 'reference: wrong-reference'],
    [{ from: '2026-02-30' }, 'from: wrong-format'],
    [{ to: 'yesterday' }, 'to: wrong-format'],
    [{ from: '2026-10-01T08:00:00' }, 'from: wrong-format'],
    [{ priority: 'P9' }, 'priority: unknown-choice'],
    [{ status: 'lost' }, 'status: unknown-choice'],
    [{ phone: '13800000003' }, 'phone: unknown-field'],
    [{ limit: '0' }, 'limit: too-small'],
    [{ limit: '101' }, 'limit: too-large'],
    [{ limit: 'ten' }, 'limit: wrong-type'],
    [{ limit: '1.5' }, 'limit: wrong-type'],
    [{ type: 'lost' }, 'type: unknown-choice'],
    [{ station: 'st2' }, 'station: unknown-field'],
  ])('%j', async (query, error) => {
    const { as } = await http();
    const { status, body } = await as('officer', 'GET /v1/office/cases', { query });
    expect([status, `${body.errors[0].field}: ${body.errors[0].code}`]).toEqual([422, error]);
  });
});

describe('moves', () => {
  const offered = staffMove().def.options.map(({ shape }) => [...shape.move.def.values][0]);

  test('are exactly those that the lifecycle gives to staff', () => {
    const given = moves.filter((move) => lifecycle[move].by.some((by) => roles.some((role) => role === by)));
    expect(offered.toSorted()).toEqual(given.toSorted());
  });

  test.each([
    [{}, 'move: missing'],
    [{ move: 'vanish' }, 'move: unknown-choice'],
    [{ move: 'withdraw', expectedVersion: 1 }, 'move: unknown-choice'],
    [{ move: 'start' }, 'expectedVersion: missing'],
    [{ move: 'start', expectedVersion: 1.5 }, 'expectedVersion: wrong-type'],
    [{ move: 'start', expectedVersion: 1, text: 'x' }, 'text: unknown-field'],
    [{ move: 'start', expectedVersion: 1, by: 'p-1' }, 'by: unknown-field'],
    [{ move: 'start', expectedVersion: 1, commandId: 'a#b' }, 'commandId: wrong-format'],
    [{ move: 'assign', expectedVersion: 1, to: 'a#b' }, 'to: wrong-format'],
    [{ move: 'mark-duplicate', expectedVersion: 1, of: '1' }, 'of: wrong-format'],
  ])('%j is refused', async (body, error) => {
    const rig = await http();
    const { id } = await reported(rig);
    const answer = await rig.as('officer', 'POST /v1/office/cases/{id}/moves', { path: { id }, body });
    expect(answer.status).toBe(422);
    expect(`${answer.body.errors[0].field}: ${answer.body.errors[0].code}`).toBe(error);
  });
});

test('what the document lists is what requests are read with: the same schemas, made once', () => {
  expect(requestOf('POST /v1/cases')).toBe(requestOf('POST /v1/cases'));
});
