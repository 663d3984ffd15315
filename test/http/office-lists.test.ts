import { describe, expect, test } from 'vitest';
import { caseTypes } from '../../shared/cases/case-type.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { enteredPlace, enteredStation } from '../enter.ts';
import { gate, policeRoom } from '../web/pages.ts';
import { http, reported } from './http-api.ts';

describe('what a screen needs of a station', () => {
  test('is each type with its questions, outcomes and milestones, as published', async () => {
    const { as } = await http();
    const { body } = await as('guard', 'GET /v1/office/types');
    expect(body.types.map(({ type }: { type: string }) => type)).toEqual(caseTypes);
    const [lostItem] = body.types;
    expect(lostItem.outcomes).toEqual(standardPolicy.types['lost-item'].outcomes);
    expect(lostItem.milestones).toContain('footage-kept');
    expect(lostItem.questions.map(({ name }: { name: string }) => name)).toContain('item');
  });

  test('is every move of staff, and none that residents alone make', async () => {
    const rig = await http();
    const { body } = await rig.as('officer', 'GET /v1/office/types');
    const named = body.moves.map(({ move }: { move: string }) => move);
    expect(named).not.toContain('rate');
    const { id } = await reported(rig);
    const offered = (await rig.as('officer', 'GET /v1/office/cases/{id}', { path: { id } })).body.moves;
    for (const move of offered) {
      const rule = body.moves.find((one: { move: string }) => one.move === move);
      expect(rule.by).toContain('officer');
      expect(rule.leads).toHaveProperty('received');
    }
  });

  test('is its places and its people, and none of another station', async () => {
    const { as } = await http();
    const codes = async (role: 'chief' | 'elsewhere') =>
      (await as(role, 'GET /v1/office/places')).body.places.map(({ place }: { place: string }) => place);
    expect(await codes('chief')).toEqual(['b3-1']);
    expect(await codes('elsewhere')).not.toContain('b3-1');
    const { people } = (await as('guard', 'GET /v1/office/people')).body;
    expect(people.map(({ person }: { person: string }) => person)).toContain('p-officer');
    expect((await as('elsewhere', 'GET /v1/office/people')).body.people).not.toContainEqual(
      expect.objectContaining({ person: 'p-officer' }),
    );
  });

  test('has a plan where somebody entered one, and keeps it when a place gets another code', async () => {
    const { as, world } = await http();
    const strip = { row: 1, column: 1, columns: 2, words: { 'zh-CN': '南路', en: 'South road' } };
    expect((await as('guard', 'GET /v1/office/places')).body).not.toHaveProperty('strips');
    await enteredStation(world.store, { ...policeRoom, strips: [strip] });
    await enteredPlace(world.store, { ...gate, position: { row: 2, column: 1 } });
    await as('chief', 'POST /v1/office/places/{place}/code', { path: { place: gate.code }, body: {} });
    const { places, strips } = (await as('guard', 'GET /v1/office/places')).body;
    expect(strips).toEqual([strip]);
    const position = places.find(({ building }: { building: string }) => building === 'gate')?.position;
    expect(position).toEqual({ row: 2, column: 1 });
  });

  test('says why a place got another code, and which it had', async () => {
    const { as } = await http();
    const request = { path: { place: 'b3-1' }, body: { reason: '海报被贴了假码' } };
    const { body } = await as('chief', 'POST /v1/office/places/{place}/code', request);
    const [place] = (await as('guard', 'GET /v1/office/places')).body.places;
    expect(place).toMatchObject({
      place: body.place,
      renewed: { from: 'b3-1', by: 'p-chief', reason: '海报被贴了假码' },
    });
  });
});
