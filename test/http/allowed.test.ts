import { describe, expect, test } from 'vitest';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import { photoCompanion } from '../../shared/cases/photos/photo-slots.ts';
import { roles } from '../../shared/engine/scope.ts';
import { type RouteId, type RouteIdOf, routeOf, routes } from '../../shared/http/routes.ts';
import { station } from '../cases/room.ts';
import type { Sent } from './event.ts';
import { type HttpApi, http, reportBody, reported } from './http-api.ts';

const withoutStation = `c${'a'.repeat(25)}`;
const somePhoto = `p${'a'.repeat(25)}` as PhotoId;

/** A valid request for every route. Typed by route, so that a new route without one does not compile. */
const goodRequest: Record<RouteIdOf<'staff'>, (id: string) => Sent> = {
  'GET /v1/me': () => ({}),
  'GET /v1/office/cases': () => ({}),
  'POST /v1/office/cases/search': () => ({ body: { phone: '138 0000 0003' } }),
  'POST /v1/office/cases': () => ({ body: reportBody({ channel: 'walk-in' }) }),
  'GET /v1/office/cases/{id}': (id) => ({ path: { id } }),
  'GET /v1/office/cases/{id}/reads': (id) => ({ path: { id } }),
  'GET /v1/office/cases/{id}/clock': (id) => ({ path: { id } }),
  'GET /v1/office/cases/{id}/photos/{photo}': (id) => ({ path: { id, photo: somePhoto } }),
  'POST /v1/office/cases/{id}/moves': (id) => ({
    path: { id },
    body: { move: 'note', expectedVersion: 1, text: 'x' },
  }),
  'GET /v1/office/posters/{place}': () => ({ path: { place: 'b3-1' } }),
  'POST /v1/office/places/{place}/code': () => ({ path: { place: 'b3-1' } }),
  'GET /v1/office/brief': () => ({}),
  'GET /v1/office/proof': () => ({}),
};

/**
 * Which role may use which route, written by hand and not taken from the catalogue. Anything else is 401 without a
 * token and the common 404 with one. `guard`: a case that guards are responsible for; `other`: one that officers are.
 */
const allowed: Record<RouteIdOf<'staff'>, readonly string[]> = {
  'GET /v1/me': ['auditor', 'guard', 'officer', 'chief'],
  'GET /v1/office/cases': ['auditor', 'guard', 'officer', 'chief'],
  'POST /v1/office/cases/search': ['officer', 'chief'],
  'POST /v1/office/cases': ['guard', 'officer', 'chief'],
  'GET /v1/office/cases/{id}': ['auditor', 'guard:guard', 'officer', 'chief'],
  'GET /v1/office/cases/{id}/photos/{photo}': ['auditor', 'guard:guard', 'officer', 'chief'],
  'GET /v1/office/cases/{id}/reads': ['chief'],
  'GET /v1/office/cases/{id}/clock': ['auditor', 'guard:guard', 'officer', 'chief'],
  'POST /v1/office/cases/{id}/moves': ['guard:guard', 'officer', 'chief'],
  'GET /v1/office/posters/{place}': ['guard', 'officer', 'chief'],
  'POST /v1/office/places/{place}/code': ['chief'],
  'GET /v1/office/brief': ['auditor', 'guard', 'officer', 'chief'],
  'GET /v1/office/proof': ['auditor', 'officer', 'chief'],
};

const staffRoutes = Object.keys(goodRequest) as readonly RouteIdOf<'staff'>[];
const cases = { guard: { type: 'lost-person', details: {} }, other: {} } as const;

const combinations = staffRoutes.flatMap((id) =>
  roles.flatMap((role) =>
    (['guard', 'other'] as const).map((reportedCase) => ({
      id,
      role,
      reportedCase,
      may: allowed[id].includes(role) || allowed[id].includes(`${role}:${reportedCase}`),
    })),
  ),
);

/** The response for a resource that does not exist; a forbidden one must get exactly the same. */
const notFound = async (rig: HttpApi): Promise<string> =>
  (await rig.as('chief', 'GET /v1/office/cases/{id}', { path: { id: withoutStation } })).text;

/** Stores the photo that every case of these tests has. */
async function keepPhoto({ world }: HttpApi, id: string): Promise<void> {
  const key = keyOf({ station, caseId: id as CaseId });
  const base = { slot: 1, photo: somePhoto, commandId: 'one', grantedAt: 0, grants: 1 } as const;
  const kept = { ...base, state: 'kept', settledAt: 1 } as const;
  await world.store.writeCompanions([photoCompanion(key, kept, undefined)]);
  await world.photoStore.keep({ key, photo: somePhoto }, new Uint8Array([1]));
}

describe('a staff route', () => {
  test('is in the list above if it is in the catalogue', () => {
    const inCatalogue = routes.filter(({ access }) => access === 'staff').map(({ id }) => id);
    expect(staffRoutes.toSorted()).toEqual(inCatalogue.toSorted());
  });

  test.each(combinations)(
    '$id, a $role, the $reportedCase case: $may',
    async ({ id, role, reportedCase, may }) => {
      const rig = await http();
      const { id: caseId } = await reported(rig, cases[reportedCase]);
      await keepPhoto(rig, caseId);
      const { status, text } = await rig.as(role, id, goodRequest[id](caseId));
      if (may) expect([200, 201]).toContain(status);
      else expect({ status, text }).toEqual({ status: 404, text: await notFound(rig) });
    },
  );

  test.each(staffRoutes.filter((id) => id.includes('{id}')))(
    '%s is not there for another station',
    async (id) => {
      const rig = await http();
      const { id: caseId } = await reported(rig);
      await keepPhoto(rig, caseId);
      const { status, text } = await rig.as('elsewhere', id, goodRequest[id](caseId));
      expect({ status, text }).toEqual({ status: 404, text: await notFound(rig) });
    },
  );

  test('lists nothing of another station', async () => {
    const rig = await http();
    await reported(rig);
    expect((await rig.as('elsewhere', 'GET /v1/office/cases')).body.rows).toEqual([]);
    expect((await rig.as('elsewhere', 'GET /v1/office/brief')).body.open).toBe(0);
  });

  test.each(staffRoutes)('%s is 401 without a token and with a bad one, all alike', async (id) => {
    const rig = await http();
    const { id: caseId } = await reported(rig);
    const answers = [
      await rig.ask(id, goodRequest[id](caseId)),
      await rig.ask(id, {
        ...goodRequest[id](withoutStation),
        headers: { authorization: 'Bearer nonsense' },
      }),
      await rig.ask(id, { path: { id: 'x' }, body: '{' }),
    ];
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
  });
});

describe('what is not there', () => {
  test('is the same to the byte, apart from the request’s number', async () => {
    const rig = await http();
    const { id } = await reported(rig);
    const ways: readonly (readonly [RouteId, Sent])[] = [
      ['GET /v1/places/{place}', { path: { place: 'nowhere' } }],
      ['GET /v1/places/{place}', { path: { place: '../etc' } }],
      ['GET /v1/track/{token}', { path: { token: 'A'.repeat(32) } }],
      ['GET /v1/track/{token}', { path: { token: 'short' } }],
      ['POST /v1/track/{token}/withdraw', { path: { token: 'A'.repeat(32) } }],
      ['POST /v1/cases', { body: reportBody({ place: 'nowhere' }) }],
      ['GET /v1/office/cases/{id}', { path: { id: withoutStation } }],
      ['GET /v1/office/cases/{id}', { path: { id: 'x' } }],
      ['GET /v1/office/cases/{id}/clock', { path: { id: withoutStation } }],
      [
        'POST /v1/office/cases/{id}/moves',
        { ...goodRequest['POST /v1/office/cases/{id}/moves'](withoutStation) },
      ],
    ];
    const texts = await Promise.all(
      ways.map(async ([route, sent], index) => {
        const requestId = `req-${index}`;
        const send = { ...sent, requestId };
        const { text } = await (routeOf(route).access === 'public'
          ? rig.ask(route, send)
          : rig.as('chief', route, send));
        return text.replaceAll(requestId, 'REQUEST');
      }),
    );
    const hidden = await rig.as('guard', 'GET /v1/office/cases/{id}', { path: { id }, requestId: 'req-x' });
    expect(new Set([...texts, hidden.text.replaceAll('req-x', 'REQUEST')]).size).toBe(1);
  });
});
