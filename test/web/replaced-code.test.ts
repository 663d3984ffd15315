import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { HttpApi } from '../http/http-api.ts';
import { hidden, openCase, openForm, readable, residents, sendForm, tokenIn } from './pages.ts';

const replace = (rig: HttpApi, place: string, as: 'chief' | 'elsewhere' = 'chief') =>
  rig.as(as, 'POST /v1/office/places/{place}/code', { path: { place } });

describe('a code that was replaced', () => {
  test('says so, names the place, and leads on to its form in one tap', async () => {
    const rig = await residents();
    const { status, body } = await replace(rig, 'b3-1');
    expect(status).toBe(200);
    expect(body.place).toMatch(/^b3-1-[a-z2-7]{6}$/);
    expect(body.address).toBe(`https://huiying.example.cn/q/${body.place}`);
    const { status: shown, text } = await openForm(rig, { lang: 'en' });
    expect(shown).toBe(200);
    expect(readable(text)).toContain('This poster is old');
    expect(readable(text).replaceAll(/\s+/g, ' ')).toContain('Building 3');
    expect(readable(text)).toContain('110');
    const links = [...text.matchAll(/href="(\/q\/[^"]+)"/g)].map(([, link]) => link);
    expect(links).toEqual([`/q/${body.place}?lang=en`]);
    expect(text).not.toContain('<form');
    expect((await openForm(rig, {}, body.place)).text).toContain('<form');
  });

  test('still accepts a report from a form that was already open, and from the API, for the same place', async () => {
    const rig = await residents();
    const served = await openForm(rig);
    const { body } = await replace(rig, 'b3-1');
    const fields = { token: hidden(served.text, 'token'), tile: 'lost', what: '钥匙丢在电梯里' };
    const token = tokenIn(await sendForm(rig, fields));
    expect((await openCase(rig, token)).status).toBe(200);
    const report = { place: 'b3-1', type: 'other', what: 'x', details: {} };
    const sent = await rig.ask('POST /v1/cases', { body: report });
    expect(sent.status).toBe(201);
    const { body: list } = await rig.as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
    expect(list.rows.map(({ place }: { place: string }) => place)).toEqual([body.place, body.place]);
    const { body: place } = await rig.ask('GET /v1/places/{place}', { path: { place: 'b3-1' } });
    expect(place.place).toBe(body.place);
  });

  test('leads from every earlier code to the current one, and appears in no list and on no poster', async () => {
    const rig = await residents();
    const first = (await replace(rig, 'b3-1')).body.place;
    const second = (await replace(rig, first)).body.place;
    expect(second).toMatch(/^b3-1-[a-z2-7]{6}$/);
    for (const old of ['b3-1', first]) expect((await openForm(rig, {}, old)).text).toContain(`/q/${second}`);
    expect((await openForm(rig, {}, 'gate')).text).not.toContain('value="b3-1"');
    const path = { place: 'b3-1' };
    const { body } = await rig.as('officer', 'GET /v1/office/posters/{place}', { path, query: { all: '1' } });
    const ticket = String(body.url).split('/posters/')[1] ?? '';
    const { text } = await rig.ask('GET /posters/{ticket}', { path: { ticket } });
    const addresses = [...text.matchAll(/\/q\/([\w-]+)<\/p>/g)].map(([, code]) => code);
    expect(addresses.toSorted()).toEqual([second, 'gate'].toSorted());
  });

  test('is replaced once, by a chief of its station, and records who did it and when', async () => {
    const rig = await residents();
    expect((await replace(rig, 'b3-1', 'elsewhere')).status).toBe(404);
    expect((await replace(rig, 'nowhere')).status).toBe(404);
    const both = await Promise.all([replace(rig, 'b3-1'), replace(rig, 'b3-1')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const kept = await rig.world.store.findPlace('b3-1');
    expect(kept?.replaced).toMatchObject({ by: 'p-chief', at: rig.world.system.now() });
    expect(rig.world.system.now()).toBeGreaterThan(MINUTE);
  });

  test('shows the words of its place on the pages of cases that were reported under it', async () => {
    const rig = await residents();
    const served = await openForm(rig);
    const fields = { token: hidden(served.text, 'token'), tile: 'lost', what: '钥匙丢在电梯里' };
    const token = tokenIn(await sendForm(rig, fields));
    await replace(rig, 'b3-1');
    expect(readable((await openCase(rig, token)).text)).toContain('3 号楼 1 单元');
  });
});
