import { describe, expect, test } from 'vitest';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import { askTest } from '../../shared/engine/outbox/test-channel.ts';
import { roles } from '../../shared/engine/scope.ts';
import { type RouteId, type RouteIdOf, routeOf, routes } from '../../shared/http/routes.ts';
import { standardChannels } from '../../shared/policies/channels-content.ts';
import { standardCalendar, standardContent } from '../../shared/policies/standard.ts';
import { keepPhoto } from '../cases/keep-photo.ts';
import { station } from '../cases/room.ts';
import { faqWords } from '../faq/words.ts';
import type { Sent } from './event.ts';
import { type HttpApi, http, reportBody, reported } from './http-api.ts';

const withoutStation = `c${'a'.repeat(25)}`;
const somePhoto = `p${'a'.repeat(25)}` as PhotoId;

/** What is in use already, published again. */
const published = (content: object, expectedVersion?: string): Sent => ({
  body: { content, name: '冬季', reason: '天冷', ...(expectedVersion !== undefined && { expectedVersion }) },
});

/** A valid request for every route. Typed by route, so that a new route without one does not compile. */
const goodRequest: Record<RouteIdOf<'staff'>, (id: string, task?: string) => Sent> = {
  'GET /v1/me': () => ({}),
  'GET /v1/office/cases': () => ({}),
  'POST /v1/office/cases/search': () => ({ body: { phone: '138 0000 0003' } }),
  'POST /v1/office/cases': () => ({ body: reportBody({ channel: 'walk-in' }) }),
  'GET /v1/office/cases/{id}': (id) => ({ path: { id } }),
  'GET /v1/office/cases/{id}/reads': (id) => ({ path: { id } }),
  'POST /v1/office/cases/{id}/reveal': (id) => ({ path: { id }, body: { what: 'contact' } }),
  'GET /v1/office/cases/{id}/clock': (id) => ({ path: { id } }),
  'GET /v1/office/cases/{id}/photos/{photo}': (id) => ({ path: { id, photo: somePhoto } }),
  'POST /v1/office/cases/{id}/moves': (id) => ({
    path: { id },
    body: { move: 'note', expectedVersion: 1, text: 'x' },
  }),
  'GET /v1/office/cases/{id}/helpers': (id) => ({ path: { id } }),
  'POST /v1/office/cases/{id}/helpers': (id) => ({
    path: { id },
    body: { task: '您见过吗？', for: 'cleaner', commandId: 'ask' },
  }),
  'POST /v1/office/cases/{id}/helpers/{task}/revoke': (id, task = `h${'a'.repeat(25)}`) => ({
    path: { id, task },
  }),
  'GET /v1/office/posters/{place}': () => ({ path: { place: 'b3-1' } }),
  'POST /v1/office/places/{place}/code': () => ({ path: { place: 'b3-1' } }),
  'GET /v1/office/brief': () => ({}),
  'GET /v1/office/stats': () => ({ query: { by: 'type,building,hour,day,person' } }),
  'GET /v1/office/stats.csv': () => ({}),
  'GET /v1/office/types': () => ({}),
  'GET /v1/office/places': () => ({}),
  'GET /v1/office/people': () => ({}),
  'PUT /v1/office/people': () => ({ body: { person: 'p-new', role: 'guard', displayName: '新' } }),
  'PUT /v1/office/people/absences': () => ({ body: { person: 'p-guard', absences: [] } }),
  'POST /v1/office/people/strike': () => ({ body: { person: 'p-guard', preview: true } }),
  'GET /v1/office/policy': () => ({}),
  'POST /v1/office/policy/preview': () => ({ body: { content: {} } }),
  'GET /v1/office/calendar': () => ({}),
  'POST /v1/office/calendar/preview': () => ({ body: { content: {} } }),
  'GET /v1/office/channels': () => ({}),
  'POST /v1/office/channels/preview': () => ({ body: { content: {} } }),
  'POST /v1/office/policy': () => published(standardContent, standardContent.version),
  'POST /v1/office/calendar': () => published(standardCalendar, standardCalendar.version),
  'POST /v1/office/channels': () => published(standardChannels('sink')),
  'POST /v1/office/channels/{name}/test': () => ({ path: { name: 'sink' } }),
  'GET /v1/office/channels/{name}/test/{test}': () => ({ path: { name: 'sink', test: String(TESTED_AT) } }),
  'GET /v1/office/templates': () => ({}),
  'PUT /v1/office/templates': () => ({ body: { templates: [{ title: '已收到', text: '您好' }] } }),
  'GET /v1/office/faq': () => ({}),
  'POST /v1/office/faq': () => ({ body: { ...faqWords, lookAgainDays: 180, commandId: 'faq-1' } }),
  'POST /v1/office/faq/{id}/moves': (_, entry = 'fabcdefghijklmnopqrstuvwxy') => ({
    path: { id: entry },
    body: { move: 'confirm', commandId: 'faq-2' },
  }),
  'GET /v1/office/messages': () => ({}),
  'POST /v1/office/messages/send-again': () => ({ body: { kind: 'reply' } }),
  'POST /v1/office/messages/{id}/send-again': (id) => ({ path: { id: `st1-${id}-1-0` } }),
  'GET /v1/office/webhooks': () => ({}),
  'POST /v1/office/webhooks': () => ({
    body: { name: 'other', url: 'https://city.example/hook', types: ['case.closed'] },
  }),
  'POST /v1/office/webhooks/{name}': () => ({ path: { name: 'city' }, body: { state: 'disabled' } }),
  'POST /v1/office/webhooks/{name}/test': () => ({ path: { name: 'city' } }),
  'POST /v1/office/webhooks/{name}/secret': () => ({ path: { name: 'city' } }),
  'POST /v1/office/webhooks/{name}/send-again': () => ({ path: { name: 'city' } }),
  'GET /v1/office/proof': () => ({}),
  'POST /v1/office/proof': () => ({}),
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
  'POST /v1/office/cases/{id}/reveal': ['auditor', 'guard:guard', 'officer', 'chief'],
  'GET /v1/office/cases/{id}/clock': ['auditor', 'guard:guard', 'officer', 'chief'],
  'POST /v1/office/cases/{id}/moves': ['guard:guard', 'officer', 'chief'],
  'GET /v1/office/cases/{id}/helpers': ['officer', 'chief'],
  'POST /v1/office/cases/{id}/helpers': ['officer', 'chief'],
  'POST /v1/office/cases/{id}/helpers/{task}/revoke': ['officer', 'chief'],
  'GET /v1/office/posters/{place}': ['guard', 'officer', 'chief'],
  'POST /v1/office/places/{place}/code': ['chief'],
  'GET /v1/office/brief': ['auditor', 'guard', 'officer', 'chief'],
  'GET /v1/office/stats': ['auditor', 'officer', 'chief'],
  'GET /v1/office/stats.csv': ['auditor', 'officer', 'chief'],
  'GET /v1/office/types': ['auditor', 'guard', 'officer', 'chief'],
  'GET /v1/office/places': ['auditor', 'guard', 'officer', 'chief'],
  'GET /v1/office/people': ['auditor', 'guard', 'officer', 'chief'],
  'PUT /v1/office/people': ['chief'],
  'PUT /v1/office/people/absences': ['chief'],
  'POST /v1/office/people/strike': ['chief'],
  'GET /v1/office/policy': ['auditor', 'officer', 'chief'],
  'POST /v1/office/policy/preview': ['chief'],
  'POST /v1/office/policy': ['chief'],
  'GET /v1/office/calendar': ['auditor', 'officer', 'chief'],
  'POST /v1/office/calendar/preview': ['chief'],
  'POST /v1/office/calendar': ['chief'],
  'GET /v1/office/channels': ['auditor', 'officer', 'chief'],
  'POST /v1/office/channels/preview': ['chief'],
  'POST /v1/office/channels': ['chief'],
  'POST /v1/office/channels/{name}/test': ['chief'],
  'GET /v1/office/channels/{name}/test/{test}': ['chief'],
  'GET /v1/office/templates': ['auditor', 'guard', 'officer', 'chief'],
  'PUT /v1/office/templates': ['chief'],
  'GET /v1/office/faq': ['auditor', 'guard', 'officer', 'chief'],
  'POST /v1/office/faq': ['officer', 'chief'],
  'POST /v1/office/faq/{id}/moves': ['officer', 'chief'],
  'GET /v1/office/messages': ['auditor', 'officer', 'chief'],
  'POST /v1/office/messages/send-again': ['officer', 'chief'],
  'POST /v1/office/messages/{id}/send-again': ['officer', 'chief'],
  'GET /v1/office/webhooks': ['chief'],
  'POST /v1/office/webhooks': ['chief'],
  'POST /v1/office/webhooks/{name}': ['chief'],
  'POST /v1/office/webhooks/{name}/test': ['chief'],
  'POST /v1/office/webhooks/{name}/secret': ['chief'],
  'POST /v1/office/webhooks/{name}/send-again': ['chief'],
  'GET /v1/office/proof': ['auditor', 'officer', 'chief'],
  'POST /v1/office/proof': ['chief'],
};

const TESTED_AT = 1791532800000;

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

/** Gives the station what these tests ask for: a photo of the case, a message that reached nobody, and a test of a channel. */
async function furnish({ world }: HttpApi, id: string): Promise<void> {
  const key = keyOf({ station, caseId: id as CaseId });
  await keepPhoto(world, { key, photo: somePhoto }, new Uint8Array([1]));
  const message = await world.store.loadDelivery({ about: 'aggregate', key, version: 1, index: 0 });
  if (message === undefined) throw new Error('a new case has a message');
  await world.store.settle(message, 'dead', { reason: 'channel-refused' });
  await askTest(world, { station, channel: 'sink' }, TESTED_AT);
}

/** A common question whose answer residents read. */
async function approvedAnswer(rig: HttpApi): Promise<string> {
  const drafting = { ...faqWords, lookAgainDays: 180, commandId: 'drafted' };
  const { body } = await rig.as('officer', 'POST /v1/office/faq', { body: drafting });
  const approving = { path: { id: body.id }, body: { move: 'approve', draft: 1, commandId: 'approved' } };
  await rig.as('chief', 'POST /v1/office/faq/{id}/moves', approving);
  return body.id;
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
      await furnish(rig, caseId);
      const asked = 'POST /v1/office/cases/{id}/helpers';
      const entering = 'POST /v1/office/webhooks';
      const city = { name: 'city', url: 'https://city.example/hook', types: ['*'] };
      if (id.includes('{name}')) await rig.as('chief', entering, { body: city });
      const needsTask = id.includes('{task}');
      const { body } = needsTask ? await rig.as('chief', asked, goodRequest[asked](caseId)) : { body: {} };
      const other = id.includes('/faq/{id}') ? await approvedAnswer(rig) : body.id;
      const { status, text } = await rig.as(role, id, goodRequest[id](caseId, other));
      if (may) expect([200, 201, 202]).toContain(status);
      else expect({ status, text }).toEqual({ status: 404, text: await notFound(rig) });
    },
  );

  test.each(staffRoutes.filter((id) => id.includes('{id}')))(
    '%s is not there for another station',
    async (id) => {
      const rig = await http();
      const { id: caseId } = await reported(rig);
      await furnish(rig, caseId);
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
