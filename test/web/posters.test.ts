import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import type { Door } from '../http/door.ts';
import { readable, residents } from './pages.ts';

const link = async (rig: Door, place: string, query = {}) => {
  const path = { place };
  const { body } = await rig.as('officer', 'GET /v1/office/posters/{place}', { path, query });
  return String(body.url).split('/posters/')[1] ?? '';
};
const open = ({ ask }: Door, ticket: string, query = {}) =>
  ask('GET /posters/{ticket}', { path: { ticket }, query });

describe('a poster', () => {
  test('has the place in words, its address, and whom to call without scanning', async () => {
    const rig = await residents();
    const { status, text, headers } = await open(rig, await link(rig, 'b3-1'));
    expect(status).toBe(200);
    const read = readable(text).replaceAll(/\s+/g, ' ');
    expect(read).toMatch(/清河里 1 单元 3 号楼/);
    for (const told of ['110', '119', '120', '0931-266 0110', 'https://huiying.example.cn/q/b3-1']) {
      expect(read).toContain(told);
    }
    expect(text.match(/class="qr"/g)).toHaveLength(1);
    expect(text).not.toMatch(/<script|<img| style=/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('of the whole estate is one sheet for each of its places, and none of another station', async () => {
    const rig = await residents();
    const { text } = await open(rig, await link(rig, 'b3-1', { all: '1' }), { lang: 'en' });
    const addresses = [...text.matchAll(/\/q\/([\w-]+)<\/p>/g)].map(([, code]) => code);
    expect(addresses.toSorted()).toEqual(['b3-1', 'gate']);
    expect(readable(text)).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('the link to posters', () => {
  test('opens for ten minutes and not longer', async () => {
    const rig = await residents();
    const ticket = await link(rig, 'b3-1');
    const time = rig.world.system as SeededSystem;
    time.pass(10 * MINUTE - 1);
    expect((await open(rig, ticket)).status).toBe(200);
    time.pass(1);
    expect((await open(rig, ticket)).status).toBe(404);
  });

  test('that was changed, or made by nobody, opens nothing', async () => {
    const rig = await residents();
    const ticket = await link(rig, 'b3-1');
    for (const other of [
      ticket.replace('.one.', '.all.'),
      ticket.replace('b3-1', 'gate'),
      ticket.replace(/\d{13}/, '9999999999999'),
      ticket.slice(0, -1),
      'b3-1',
      'x'.repeat(200),
    ]) {
      expect((await open(rig, other)).status).toBe(404);
    }
  });

  test('is given for places of one’s own station only', async () => {
    const rig = await residents();
    for (const place of ['x1-1', 'nowhere']) {
      const { status } = await rig.as('chief', 'GET /v1/office/posters/{place}', { path: { place } });
      expect(status).toBe(404);
    }
  });
});
