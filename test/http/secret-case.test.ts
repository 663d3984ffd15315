import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { hashContact } from '../../shared/cases/phones/hash-contact.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import { type SecretPart, secretParts } from '../../shared/cases/reading/record-read.ts';
import { DAY } from '../../shared/engine/calendar/instant.ts';
import { type Role, roles } from '../../shared/engine/scope.ts';
import { isLinked, readsOf } from '../../shared/engine/storage/read-log.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { tick } from '../../shared/engine/sweep/tick.ts';
import { type RouteIdOf, routes } from '../../shared/http/routes.ts';
import { keepPhoto } from '../cases/keep-photo.ts';
import { asContacts, station } from '../cases/room.ts';
import { faqWords } from '../faq/words.ts';
import { legible } from '../receipt/decoded.ts';
import { atDesk } from './at-desk.ts';
import { httpEvent, lambdaContext, type Sent } from './event.ts';
import { type HttpApi, http, reportBody, reported } from './http-api.ts';

type StaffRoute = RouteIdOf<'staff'>;

/** What stands in the case and may reveal who reported it. */
const canaries: Readonly<Record<SecretPart, readonly string[]>> = {
  contact: ['CANARY-NAME', '13912345678'],
  text: ['CANARY-WHAT', 'CANARY-MESSAGE', 'CANARY-REPLY', 'CANARY-QUESTION', 'CANARY-ASKED'],
  photo: [Buffer.from('CANARY-PHOTO').toString('base64')],
};
/** What a helper was asked stands in the helper's task. */
const inCase = canaries.text.filter((canary) => canary !== 'CANARY-ASKED');
const somePhoto = `p${'a'.repeat(25)}` as PhotoId;
const assigned = 'p-guard';

/**
 * Who reads which part of a case that was ever secret, on which route. On every other route, and in every other role,
 * nobody reads any: lists and the brief, which show many cases at once, show no part to anybody. It makes no difference
 * who is assigned or responsible.
 */
const reads: Readonly<Record<SecretPart, { readonly [Route in StaffRoute]?: readonly Role[] }>> = {
  contact: { 'POST /v1/office/cases/{id}/reveal': ['officer', 'chief'] },
  text: {
    'GET /v1/office/cases/{id}/helpers': ['officer', 'chief'],
  },
  photo: { 'GET /v1/office/cases/{id}/photos/{photo}': ['officer', 'chief'] },
};

/** Routes that show no part and yet tell that a given part belongs to the case: a number that is searched for. */
const tells: {
  readonly [Route in StaffRoute]?: { readonly part: SecretPart; readonly to: readonly Role[] };
} = {
  'POST /v1/office/cases/search': { part: 'contact', to: ['officer', 'chief'] },
};

/** Whether a role gets the case at all: a guard only where it is theirs. */
const sees = (role: Role, guardSees: boolean): boolean => role !== 'guard' || guardSees;

/** A request for every staff route. Typed by route, so that a new route without one does not compile. */
const requests: Record<StaffRoute, (id: string, version: number) => Sent> = {
  'GET /v1/me': () => ({}),
  'GET /v1/office/cases': () => ({}),
  'POST /v1/office/cases': () => ({ body: reportBody({ channel: 'walk-in' }) }),
  'POST /v1/office/cases/search': () => ({ body: { phone: '13912345678' } }),
  'GET /v1/office/cases/{id}': (id) => ({ path: { id } }),
  'GET /v1/office/cases/{id}/reads': (id) => ({ path: { id } }),
  'POST /v1/office/cases/{id}/reveal': (id) => ({ path: { id }, body: { what: 'contact' } }),
  'GET /v1/office/cases/{id}/clock': (id) => ({ path: { id } }),
  'GET /v1/office/cases/{id}/photos/{photo}': (id) => ({ path: { id, photo: somePhoto } }),
  'POST /v1/office/cases/{id}/moves': (id, expectedVersion) => ({
    path: { id },
    body: { move: 'note', expectedVersion, text: 'x' },
  }),
  'GET /v1/office/cases/{id}/helpers': (id) => ({ path: { id } }),
  'POST /v1/office/cases/{id}/helpers': (id) => ({
    path: { id },
    body: { task: '您见过吗？', for: 'cleaner' },
  }),
  'POST /v1/office/cases/{id}/helpers/{task}/revoke': (id) => ({
    path: { id, task: `h${'a'.repeat(25)}` },
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
  'POST /v1/office/policy': () => ({ body: { content: {}, name: 'x', reason: 'x' } }),
  'POST /v1/office/calendar': () => ({ body: { content: {}, name: 'x', reason: 'x' } }),
  'POST /v1/office/channels': () => ({ body: { content: {}, name: 'x', reason: 'x' } }),
  'POST /v1/office/channels/{name}/test': () => ({ path: { name: 'sink' } }),
  'GET /v1/office/channels/{name}/test/{test}': () => ({ path: { name: 'sink', test: '1791532800000' } }),
  'GET /v1/office/templates': () => ({}),
  'PUT /v1/office/templates': () => ({ body: { templates: [] } }),
  'GET /v1/office/faq': () => ({}),
  'POST /v1/office/faq': () => ({ body: { ...faqWords, lookAgainDays: 180, commandId: 'faq-1' } }),
  'POST /v1/office/faq/{id}/moves': () => ({
    path: { id: 'fabcdefghijklmnopqrstuvwxy' },
    body: { move: 'confirm', commandId: 'faq-2' },
  }),
  'GET /v1/office/messages': () => ({}),
  'POST /v1/office/messages/send-again': () => ({ body: { kind: 'reply' } }),
  'POST /v1/office/messages/{id}/send-again': (id) => ({ path: { id: `st1-${id}-1-0` } }),
  'GET /v1/office/webhooks': () => ({}),
  'POST /v1/office/webhooks': () => ({
    body: { name: 'city', url: 'https://city.example/hook', types: ['case.closed'] },
  }),
  'POST /v1/office/webhooks/{name}': () => ({ path: { name: 'city' }, body: { state: 'disabled' } }),
  'POST /v1/office/webhooks/{name}/test': () => ({ path: { name: 'city' } }),
  'POST /v1/office/webhooks/{name}/secret': () => ({ path: { name: 'city' } }),
  'POST /v1/office/webhooks/{name}/send-again': () => ({ path: { name: 'city' } }),
  'GET /v1/office/proof': () => ({}),
  'POST /v1/office/proof': () => ({}),
};
const staffRoutes = Object.keys(requests) as readonly StaffRoute[];

const hazard = { move: 'retype', type: 'hazard', details: { kind: 'other' } };
const lead = { move: 'retype', type: 'lead', details: {} };

interface Past {
  readonly was: string;
  readonly type: 'lead' | 'hazard';
  readonly moves: readonly object[];
  /** Whether every guard sees such a case. */
  readonly guards?: true;
  /** Nobody acts until the guards are responsible. */
  readonly escalates?: true;
}

/** How a case came to be secret, and what it is now. */
const pasts: readonly Past[] = [
  { was: 'a suspicion', type: 'lead', moves: [] },
  { was: 'a suspicion, now a hazard', type: 'lead', moves: [hazard] },
  { was: 'a hazard, then a suspicion', type: 'hazard', moves: [lead] },
  { was: 'a hazard, then a suspicion, then a hazard', type: 'hazard', moves: [lead, hazard] },
  {
    was: 'a suspicion, now a missing person, whom guards look for',
    type: 'lead',
    moves: [{ move: 'retype', type: 'lost-person', details: {} }],
    guards: true,
  },
  { was: 'a suspicion that nobody dealt with', type: 'lead', moves: [hazard], guards: true, escalates: true },
];

/** A case with that past, which has every kind of part, and the guard it is assigned to. */
async function secretCase(rig: HttpApi, past: Past, isAssigned: boolean) {
  const contact = { phone: '13912345678', name: 'CANARY-NAME' };
  const { type } = past;
  const { id, token } = await reported(rig, { type, details: {}, what: 'CANARY-WHAT', contact });
  const key = keyOf({ station, caseId: id as CaseId });
  await keepPhoto(rig.world, { key, photo: somePhoto }, Buffer.from('CANARY-PHOTO'));
  await rig.ask('POST /v1/track/{token}/messages', { path: { token }, body: { text: 'CANARY-MESSAGE' } });
  await atDesk(
    rig,
    id,
    'officer',
    ...past.moves,
    { move: 'note', text: '请去看看' },
    { move: 'start' },
    { move: 'reply', text: 'CANARY-REPLY' },
    { move: 'ask-resident', text: 'CANARY-QUESTION' },
    { move: 'resume' },
  );
  const task = { task: 'CANARY-ASKED', for: 'cleaner' };
  await rig.as('officer', 'POST /v1/office/cases/{id}/helpers', { path: { id }, body: task });
  await hashContact(asContacts(rig.world), key);
  if (past.escalates) await untilGuardsAreResponsible(rig, key);
  if (isAssigned) await atDesk(rig, id, 'officer', { move: 'assign', to: assigned });
  return { id, key, token };
}

async function untilGuardsAreResponsible({ world }: HttpApi, key: ReturnType<typeof keyOf>) {
  for (let ticks = 0; ticks < 60; ticks += 1) {
    const found = await world.store.load(key);
    if (found?.responsible === 'guard' && found.escalation !== undefined) return;
    (world.system as SeededSystem).set(found?.dueAt ?? 0);
    await tick(world, key, world.system.now());
  }
  throw new Error('the guards were never responsible');
}

const partsIn = (text: string): readonly SecretPart[] =>
  secretParts.filter((part) => canaries[part].some((canary) => text.includes(canary)));

describe('a case that was ever secret', () => {
  test('is asked for on every staff route', () => {
    const staff = routes.filter(({ access }) => access === 'staff').map(({ id }) => id);
    expect(staffRoutes.toSorted()).toEqual(staff.toSorted());
  });

  test.each(pasts.flatMap((past) => [true, false].map((isAssigned) => ({ ...past, isAssigned }))))(
    'was $was, assigned to the guard: $isAssigned. Only officers and chiefs read its reporter, and each read is on record',
    async ({ isAssigned, ...past }) => {
      const rig = await http();
      const { id, key } = await secretCase(rig, past, isAssigned);
      let recorded = (await readsOf(rig.world.store, key, { limit: 100 })).reads.length;
      for (const route of staffRoutes) {
        for (const role of roles) {
          const name = `${role} ${route}`;
          const before = (await rig.world.store.load(key))?.version ?? 0;
          const requestId = name.replaceAll(/\W/g, '-');
          const { status, text } = await rig.as(role, route, { ...requests[route](id, before), requestId });
          const expected = secretParts.filter((part) => reads[part][route]?.includes(role));
          expect(partsIn(text), name).toEqual(expected);
          if (route === 'GET /v1/office/cases/{id}') {
            expect(status, name).toBe(sees(role, isAssigned || past.guards === true) ? 200 : 404);
          }
          const told = tells[route]?.to.includes(role) ? [tells[route].part] : [];
          if (told.length > 0) expect(text, name).toContain(id);
          const recording = [...expected, ...told];
          const log = (await readsOf(rig.world.store, key, { limit: 100 })).reads;
          expect(log.length - recorded, name).toBe(recording.length > 0 ? 1 : 0);
          recorded = log.length;
          if (recording.length > 0) {
            expect(log[0]).toMatchObject({ what: recording, request: requestId, by: { role } });
            expect((await rig.world.store.load(key))?.version, name).toBe(before);
          }
          expect(log.every((read, index) => isLinked(key, read, log[index + 1]))).toBe(true);
        }
      }
    },
  );

  test.each(['officer', 'chief'] as const)(
    'shows the %s each text that they ask for, and records each by itself; others get none of them',
    async (role) => {
      const rig = await http();
      const { id, key } = await secretCase(rig, pasts[3] ?? never(), true);
      const path = { id };
      const log = async () => (await readsOf(rig.world.store, key, { limit: 100 })).reads;
      const before = (await log()).length;
      const { body } = await rig.as(role, 'GET /v1/office/cases/{id}', { path });
      expect(body.contactWithheld).toBe(true);
      const withheld = body.texts.filter((one: { withheld?: true }) => one.withheld);
      const shown: string[] = [];
      for (const { version, index } of withheld) {
        const asked = { path, body: { what: 'text', version, index } };
        for (const other of ['guard', 'auditor'] as const) {
          const refused = await rig.as(other, 'POST /v1/office/cases/{id}/reveal', asked);
          expect([refused.status, partsIn(refused.text)], other).toEqual([404, []]);
        }
        const answer = await rig.as(role, 'POST /v1/office/cases/{id}/reveal', asked);
        shown.push(answer.body.text);
        expect((await log())[0]).toMatchObject({ what: ['text'], item: `${version}-${index}`, by: { role } });
      }
      expect(shown.toSorted()).toEqual(inCase.toSorted());
      expect((await log()).length).toBe(before + shown.length);
      const asChief = await rig.as('chief', 'GET /v1/office/cases/{id}/reads', { path });
      const { version, index } = withheld.at(-1);
      expect(asChief.body.reads[0]).toMatchObject({ role, what: ['text'], text: { version, index } });
    },
  );

  test('is open again to whoever may see it, once a chief has lifted the secrecy; a sensitive type stays sensitive', async () => {
    const rig = await http();
    const { id, key, token } = await secretCase(rig, pasts[1] ?? never(), true);
    const path = { id };
    const version = (await rig.world.store.load(key))?.version;
    const lift = { move: 'lift-secrecy', expectedVersion: version, text: '分错了类型，不是线索' };
    const asOfficer = await rig.as('officer', 'POST /v1/office/cases/{id}/moves', { path, body: lift });
    expect(asOfficer.status).toBe(404);
    const unexplained = { move: 'lift-secrecy', expectedVersion: version };
    const asked = await rig.as('chief', 'POST /v1/office/cases/{id}/moves', { path, body: unexplained });
    expect(asked.status).toBe(422);
    await atDesk(rig, id, 'chief', lift);
    for (const role of roles) {
      const { text, body } = await rig.as(role, 'GET /v1/office/cases/{id}', { path });
      expect(text, role).toContain('CANARY-NAME');
      expect(text, role).toContain('CANARY-REPLY');
      // The number, and the resident's own words in a case that was of a sensitive type, are shown on record.
      expect(text, role).not.toMatch(/13912345678|CANARY-WHAT|CANARY-MESSAGE/);
      const what = await rig.as(role, 'POST /v1/office/cases/{id}/reveal', {
        path,
        body: { what: 'text', version: 1, index: 0 },
      });
      expect(what.body, role).toEqual({ text: 'CANARY-WHAT' });
      expect(body.secretReporter).toBe(false);
      expect(body.moves).not.toContain('lift-secrecy');
      const photo = await rig.as(role, 'GET /v1/office/cases/{id}/photos/{photo}', {
        path: { id, photo: somePhoto },
      });
      expect(partsIn(photo.text), role).toEqual(['photo']);
      const [last, one] = (await readsOf(rig.world.store, key, { limit: 2 })).reads;
      expect([one?.what, last?.what, last?.by]).toMatchObject([['text'], ['photo'], { role }]);
    }
    const { body } = await rig.ask('GET /v1/track/{token}', { path: { token } });
    expect(body.history.at(-1)).toMatchObject({
      what: '所长解除了对您身份的保密，原因如下',
      text: '分错了类型，不是线索',
    });
  });

  test('marks what is hidden as hidden, and shows notes to whoever works on it', async () => {
    const rig = await http();
    const { id } = await secretCase(rig, pasts[0] ?? never(), true);
    const { body } = await rig.as('guard', 'GET /v1/office/cases/{id}', { path: { id } });
    expect(body.contactHidden).toBe(true);
    expect(body.photos).toMatchObject([{ photo: somePhoto, hidden: true }]);
    const shown = body.texts.filter(({ text }: { text?: string }) => text !== undefined);
    expect(shown.map(({ kind }: { kind: string }) => kind)).toEqual(['note']);
    const hidden = body.texts.filter(({ hidden }: { hidden?: true }) => hidden);
    expect(hidden.map(({ kind }: { kind: string }) => kind)).toEqual([
      'what',
      'message',
      'reply',
      'question',
    ]);
  });

  test('is not shown when the read cannot be recorded', async () => {
    const rig = await http();
    const { id } = await secretCase(rig, pasts[1] ?? never(), false);
    for (const writeCompanions of [async () => false, () => Promise.reject(new Unavailable('busy'))]) {
      Object.assign(rig.world.store, { writeCompanions });
      for (const [route, path, body] of [
        ['POST /v1/office/cases/{id}/reveal', { id }, { what: 'contact' }],
        ['POST /v1/office/cases/{id}/reveal', { id }, { what: 'text', version: 1, index: 0 }],
        ['GET /v1/office/cases/{id}/helpers', { id }, undefined],
        ['GET /v1/office/cases/{id}/photos/{photo}', { id, photo: somePhoto }, undefined],
      ] as const) {
        const { status, text } = await rig.as('officer', route, { path, ...(body && { body }) });
        expect([status, partsIn(text)]).toEqual([503, []]);
      }
    }
  });

  test('is not read by HEAD, which shows nothing', async () => {
    const rig = await http();
    const { id, key } = await secretCase(rig, pasts[1] ?? never(), false);
    const recorded = (await readsOf(rig.world.store, key, { limit: 100 })).reads.length;
    for (const [route, path] of [
      ['GET /v1/office/cases/{id}', { id }],
      ['GET /v1/office/cases/{id}/helpers', { id }],
      ['GET /v1/office/cases/{id}/photos/{photo}', { id, photo: somePhoto }],
    ] as const) {
      const asked = httpEvent(route.replace('GET', 'HEAD'), {
        path,
        headers: { authorization: 'Bearer officer' },
      });
      const { statusCode, body } = await rig.staff(asked, lambdaContext);
      expect([statusCode, body]).toEqual([200, undefined]);
    }
    expect((await readsOf(rig.world.store, key, { limit: 100 })).reads).toHaveLength(recorded);
  });

  test('gives no colleague a conflict by being read', async () => {
    const rig = await http();
    const { id } = await secretCase(rig, pasts[1] ?? never(), false);
    const path = { id };
    const seen = await rig.as('officer', 'GET /v1/office/cases/{id}', { path });
    await rig.as('chief', 'POST /v1/office/cases/{id}/reveal', { path, body: { what: 'contact' } });
    const body = { move: 'note', expectedVersion: seen.body.version, text: '看过了' };
    expect((await rig.as('officer', 'POST /v1/office/cases/{id}/moves', { path, body })).status).toBe(200);
  });

  test('has a log that a chief reads in pages', async () => {
    const rig = await http();
    const { id } = await secretCase(rig, pasts[0] ?? never(), false);
    const pages: readonly number[][] = [];
    let before: number | undefined;
    do {
      const query = { limit: '3', ...(before !== undefined && { before: String(before) }) };
      const { body } = await rig.as('chief', 'GET /v1/office/cases/{id}/reads', { path: { id }, query });
      (pages as number[][]).push(body.reads.map(({ number }: { number: number }) => number));
      before = body.before;
    } while (before !== undefined);
    const all = pages.flat();
    expect(all).toEqual(all.map((_, index) => all.length - index));
    expect(pages.every(({ length }) => length <= 3)).toBe(true);
    for (const query of [{ limit: '101' }, { limit: '0' }, { before: 'x' }]) {
      const wrong = await rig.as('chief', 'GET /v1/office/cases/{id}/reads', { path: { id }, query });
      expect(wrong.status).toBe(422);
    }
  });

  test('stays “handled” for its reporter, with a neutral title, whatever it is called now', async () => {
    const rig = await http();
    const { id, token } = await secretCase(rig, pasts[1] ?? never(), false);
    await atDesk(rig, id, 'officer', {
      move: 'resolve',
      outcome: 'fixed',
      text: 'CANARY-OUTCOME 已经处理完毕',
    });
    const { body, text } = await rig.ask('GET /v1/track/{token}', { path: { token } });
    expect(body).toMatchObject({ status: 'handled', title: '您的事项', sensitive: true });
    expect(body).not.toHaveProperty('outcome');
    // The signed statements can be decoded by anybody.
    expect(legible(text)).not.toMatch(/CANARY-OUTCOME|resolved/);
  });

  test('does not tell those who follow another one with it how that was answered', async () => {
    const rig = await http();
    const { id, token } = await secretCase(rig, pasts[1] ?? never(), false);
    const open = await reported(rig, { type: 'hazard', details: { kind: 'other' }, what: '楼道堆物' });
    await atDesk(rig, id, 'officer', { move: 'mark-duplicate', of: open.id });
    const answer = { move: 'resolve', outcome: 'fixed', text: 'CANARY-OUTCOME 已经处理完毕' };
    await atDesk(rig, open.id, 'officer', { move: 'start' }, answer);
    const { body, text } = await rig.ask('GET /v1/track/{token}', { path: { token } });
    expect(body.status).toBe('handled');
    expect(text).not.toContain('CANARY-OUTCOME');
    expect(body.history.map(({ what }: { what: string }) => what)).not.toContain('已办结');
  });

  test('is offered to nobody who reports the same, and is told of no others', async () => {
    const rig = await http();
    const report = { type: 'hazard', details: { kind: 'other' } };
    const first = await reported(rig, { ...report, what: '楼道堆物' });
    (rig.world.system as SeededSystem).pass(DAY / 24);
    const second = await reported(rig, { ...report, what: '楼道里都是纸箱' });
    expect(second.receipt.sameReports).toBe(1);
    await atDesk(rig, first.id, 'officer', lead, hazard);
    const later = await reported(rig, { ...report, what: '楼道走不通' });
    expect(later.receipt.sameReports).toBe(1);
    const follow = ({ token }: { token: string }) => rig.ask('GET /v1/track/{token}', { path: { token } });
    expect((await follow(second)).body).not.toHaveProperty('sameReports');
    expect((await follow(later)).body.sameReports).toBe(1);
    await atDesk(rig, later.id, 'officer', lead, hazard);
    expect((await follow(later)).body).not.toHaveProperty('sameReports');
    const joined = await rig.ask('POST /v1/track/{token}/join', { path: { token: later.token }, body: {} });
    expect(joined.body.code).toBe('nothing-to-join');
  });
});

const never = (): never => {
  throw new Error('the list is not empty');
};
