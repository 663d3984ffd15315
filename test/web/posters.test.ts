import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { HttpApi } from '../http/http-api.ts';
import { readable, residents } from './pages.ts';

const link = async (rig: HttpApi, place: string, query = {}) => {
  const path = { place };
  const { body } = await rig.as('officer', 'GET /v1/office/posters/{place}', { path, query });
  return String(body.url).split('/posters/')[1] ?? '';
};
const open = ({ ask }: HttpApi, ticket: string, query = {}) =>
  ask('GET /posters/{ticket}', { path: { ticket }, query });

describe('a poster', () => {
  test('has the place in words, its address, and whom to call without scanning', async () => {
    const rig = await residents();
    const { status, text, headers } = await open(rig, await link(rig, 'b3-1'));
    expect(status).toBe(200);
    const read = readable(text).replaceAll(/\s+/g, ' ');
    expect(read).toMatch(/清河里 1 单元 3 号楼/);
    for (const expected of ['110', '119', '120', '0931-266 0110', 'https://huiying.example.cn/q/b3-1']) {
      expect(read).toContain(expected);
    }
    expect(text.match(/class="qr"/g)).toHaveLength(1);
    expect(text).not.toMatch(/<script|<img| style=/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('of all places is one sheet for each place of the station, and none of another station', async () => {
    const rig = await residents();
    const { text } = await open(rig, await link(rig, 'b3-1', { all: '1' }), { lang: 'en' });
    const addresses = [...text.matchAll(/\/q\/([\w-]+)<\/p>/g)].map(([, code]) => code);
    expect(addresses.toSorted()).toEqual(['b3-1', 'gate']);
    expect(readable(text)).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('the code of a poster', () => {
  test('has error correction level Q, so it can be read with a quarter of it missing', async () => {
    const rig = await residents();
    const { text } = await open(rig, await link(rig, 'b3-1'));
    const dark = new Set(text.match(/M\d+ \d+(?=h1v1)/g));
    // ISO/IEC 18004: the first two bits next to the upper left finder, masked with 10, are 11 for level Q. The quiet
    // zone of four is part of the drawing.
    const bits = [0, 1].map((x) => (dark.has(`M${4 + x} ${4 + 8}`) ? 1 : 0));
    expect(bits.map((bit, index) => bit ^ ([1, 0][index] ?? 0))).toEqual([1, 1]);
  });
});

describe('the link to posters', () => {
  test('opens for ten minutes and not longer, and then says so', async () => {
    const rig = await residents();
    const [ticket, late] = [await link(rig, 'b3-1'), await link(rig, 'b3-1')];
    const time = rig.world.system as SeededSystem;
    time.pass(10 * MINUTE - 1);
    expect((await open(rig, ticket)).status).toBe(200);
    time.pass(1);
    const { status, text } = await open(rig, late, { lang: 'en' });
    expect(status).toBe(410);
    expect(readable(text)).toContain('A link to posters is good for ten minutes');
  });

  test('opens once, even when requested concurrently, and then says so', async () => {
    const rig = await residents();
    const ticket = await link(rig, 'b3-1');
    const opened = await Promise.all(Array.from({ length: 20 }, () => open(rig, ticket)));
    expect(opened.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(opened.filter(({ status }) => status === 410)).toHaveLength(19);
    expect(readable((await open(rig, ticket)).text)).toContain('打印海报的链接只能打开一次');
    expect((await open(rig, await link(rig, 'b3-1'))).status).toBe(200);
  });

  test('that was changed or invented opens nothing', async () => {
    const rig = await residents();
    const ticket = await link(rig, 'b3-1');
    for (const other of [ticket.slice(0, -1), 'b3-1', 'x'.repeat(600)]) {
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
