import { describe, expect, test } from 'vitest';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { HOUR, SECOND } from '../../shared/engine/calendar/instant.ts';
import { standardChannels } from '../../shared/policies/channels-content.ts';
import type { PolicyContent } from '../../shared/policies/policy.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { standardCalendar, standardContent } from '../../shared/policies/standard.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { room, station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { atDesk } from './at-desk.ts';
import { type HttpApi, http, reported } from './http-api.ts';

const note = { name: '纠纷当天先回', reason: '拖到第二天容易吵起来' };
const preview = 'POST /v1/office/policy/preview';
const publish = 'POST /v1/office/policy';

const { dispute } = standardContent.types;
const last = dispute.terms.length - 1;

/** The standard with another first answer to disputes, and further changes to the type. */
const changed = (respond: object, more: object = {}) => ({
  ...standardContent,
  types: {
    ...standardContent.types,
    dispute: { ...dispute, terms: dispute.terms.map((terms) => ({ ...terms, respond })), ...more },
  },
});

/** A station whose policies are those that it published, with a clock that the test moves. */
async function rig(now = at('2026-11-23 10:00')) {
  let time = now;
  const base = await room();
  const system = { ...seededSystem(1, now), now: () => time };
  const policies = publishedPolicies(base.store, system.now);
  const made = await http({ ...base, system, policies });
  const later = (ms: number) => {
    time += ms;
  };
  return { ...made, later };
}

const facts = async ({ world }: HttpApi) =>
  (await world.store.history(registerKey(station))).facts.map(({ fact }) => fact.fact);

describe('a policy', () => {
  test('is shown as it is in use, with nothing published before the first publication', async () => {
    const { as } = await rig();
    const { body } = await as('officer', 'GET /v1/office/policy');
    expect(body.version).toBe(standardContent.version);
    expect(body.content).toEqual(JSON.parse(JSON.stringify(standardContent)));
    expect(body.history).toEqual([]);
  });

  test('is published with a name and a reason, for new cases and for none of the old', async () => {
    const api = await rig();
    const old = await reported(api, { type: 'dispute', details: {} });
    const body = { content: changed({ hours: 4 }), ...note, expectedVersion: standardContent.version };
    expect((await api.as('chief', publish, { body })).body).toEqual({
      version: '2026-11-23',
      recorded: true,
    });
    expect((await facts(api)).slice(-3)).toEqual([
      'policy-published',
      'calendar-published',
      'versions-chosen',
    ]);
    const shown = (await api.as('auditor', 'GET /v1/office/policy')).body;
    expect(shown.content.types.dispute.terms[last].respond).toEqual({ hours: 4 });
    expect(shown.history).toHaveLength(1);
    expect(shown.history[0]).toMatchObject({
      version: '2026-11-23',
      by: { kind: 'staff', person: 'p-chief', role: 'chief' },
      ...note,
      inUse: true,
    });
    api.later(11 * SECOND);
    const fresh = await reported(api, { type: 'dispute', details: {} });
    const promised = async (id: string) => {
      const { body: clock } = await api.as('chief', 'GET /v1/office/cases/{id}/clock', { path: { id } });
      return clock.clocks.find(({ kind }: { kind: string }) => kind === 'respond').promiseAt;
    };
    expect(await promised(fresh.id)).toBe('2026-11-23T08:30:11.000Z');
    expect(await promised(old.id)).toBe('2026-11-24T02:00:00.000Z');
  });

  test('is refused where somebody published meanwhile, and nothing is written', async () => {
    const api = await rig();
    const body = { content: changed({ hours: 4 }), ...note, expectedVersion: '2026-01-01' };
    const before = await facts(api);
    expect(await api.as('chief', publish, { body })).toMatchObject({
      status: 412,
      body: { code: 'settings-moved', version: standardContent.version },
    });
    expect(await facts(api)).toEqual(before);
  });

  test('needs a reason', async () => {
    const api = await rig();
    const body = { content: changed({ hours: 4 }), name: 'x', expectedVersion: standardContent.version };
    const { status, body: problem } = await api.as('chief', publish, { body });
    expect(status).toBe(422);
    expect(problem.errors).toEqual([expect.objectContaining({ field: 'reason', code: 'missing' })]);
  });

  test.each([
    ['zh-CN', '再也没有人催'],
    ['en', 'nobody would ever be reminded'],
  ])(
    'without a limit for a wait is refused by one sentence in %s with the consequence',
    async (language, words) => {
      const api = await rig();
      const { residentAnswer: _, ...endless } = dispute;
      const types = { ...standardContent.types, dispute: endless };
      const body = {
        content: { ...standardContent, types },
        ...note,
        expectedVersion: standardContent.version,
      };
      const before = await facts(api);
      const { status, body: problem } = await api.as('chief', publish, {
        body,
        headers: { 'accept-language': language },
      });
      expect({ status, code: problem.code }).toEqual({ status: 422, code: 'content-refused' });
      expect(problem.faults).toEqual([
        expect.objectContaining({ code: 'no-next-step', path: 'types.dispute.residentAnswer' }),
      ]);
      expect(problem.detail).toContain(words);
      expect(await facts(api)).toEqual(before);
    },
  );

  test('without types, or without one that is in use, is refused: the standard may not stand in silently', async () => {
    const api = await rig();
    const { dispute: _, ...others } = standardContent.types;
    for (const [types, refused] of [
      [{}, { code: 'no-types', path: 'types' }],
      [others, { code: 'type-left-out', path: 'types.dispute' }],
    ] as const) {
      const content = { ...standardContent, types };
      const { body } = await api.as('chief', preview, { body: { content } });
      expect(body).toMatchObject({ publishable: false, faults: [refused] });
      expect(body.faults[0].sentence).toContain('系统自带的标准');
      const given = { content, ...note, expectedVersion: standardContent.version };
      expect(await api.as('chief', publish, { body: given })).toMatchObject({
        status: 422,
        body: { code: 'content-refused', faults: [refused] },
      });
    }
  });

  test('whose first answer has no length is refused at that very promise', async () => {
    const api = await rig();
    const { body } = await api.as('chief', preview, { body: { content: changed({ minutes: 0 }) } });
    expect(body.faults.map(({ path }: { path: string }) => path)).toContain(
      `types.dispute.terms.${last}.respond`,
    );
  });

  test('that changes nothing is not published again', async () => {
    const api = await rig();
    const body = { content: standardContent, ...note, expectedVersion: standardContent.version };
    expect((await api.as('chief', publish, { body })).body).toEqual({
      version: standardContent.version,
      recorded: false,
    });
  });
});

describe('a preview of a policy', () => {
  /** Three disputes of the last days, answered after 2, 6 and 20 working hours, and one found item. */
  async function withCases() {
    const api = await rig(at('2026-11-16 09:30'));
    const ids: string[] = [];
    for (const hours of [1, 5, 25]) {
      const { id } = await reported(api, { type: 'dispute', details: {} });
      ids.push(id);
      api.later(hours * HOUR);
      await atDesk(
        api,
        id,
        'officer',
        { move: 'acknowledge' },
        { move: 'reply', text: '我们明天上午过来一起谈' },
      );
      api.later(24 * HOUR);
    }
    await reported(api, { type: 'found-item', details: { item: 'keys' } });
    return { ...api, ids };
  }

  test('says field by field what changes, and what the cases of the last 30 days would have been', async () => {
    const api = await withCases();
    const before = await facts(api);
    const { body } = await api.as('chief', preview, {
      body: { content: changed({ minutes: 30 }) },
      headers: { 'accept-language': 'en' },
    });
    expect(body).toMatchObject({ publishable: true, faults: [], version: standardContent.version });
    expect(body.changes).toContainEqual({
      path: `types.dispute.terms.${last}.respond`,
      before: dispute.terms[last]?.respond,
      after: { minutes: 30 },
    });
    const { replay } = body;
    expect(replay).toMatchObject({ cases: 4, truncated: false, partial: 0, cut: 0 });
    expect(replay.breaches.after).toBeGreaterThan(replay.breaches.before);
    expect(replay.types).toContainEqual(
      expect.objectContaining({ type: 'dispute', cases: 3, inTime: { before: 2, after: 0 } }),
    );
    expect(replay.types).toContainEqual(expect.objectContaining({ type: 'found-item', cases: 1 }));
    expect(replay.later.map(({ caseId }: { caseId: string }) => caseId)).toEqual(api.ids.slice(0, 2));
    expect(replay.sentence).toMatch(/^In the last 30 days there would have been .*2 more broken promises/);
    expect(await facts(api)).toEqual(before);
  });

  test('of what is in use changes nothing', async () => {
    const api = await withCases();
    const { body } = await api.as('chief', preview, { body: { content: standardContent } });
    expect(body).toMatchObject({ publishable: true, changes: [] });
    expect(body.replay).toMatchObject({ later: [], days: [], sentence: '过去 30 天里什么都不会变。' });
  });

  test('runs the rest where a part may not be published, and says which', async () => {
    const api = await withCases();
    const { body } = await api.as('chief', preview, {
      body: { content: changed({ minutes: 30 }, { residentAnswer: null }) },
    });
    expect(body.publishable).toBe(false);
    expect(body.faults).toEqual([
      expect.objectContaining({ code: 'no-next-step', path: 'types.dispute.residentAnswer' }),
    ]);
    expect(body.replay.breaches.after).toBeGreaterThan(body.replay.breaches.before);
  });

  test('of nonsense is a fault for each field, and no replay', async () => {
    const api = await rig();
    const { body } = await api.as('chief', preview, { body: { content: { types: 'x' } } });
    expect(body).toMatchObject({ publishable: false });
    expect(body.replay).toBeUndefined();
    expect(body.faults.map(({ code }: { code: string }) => code)).toContain('wrong-shape');
  });
});

describe('a calendar', () => {
  test('is compared, refused in a sentence, and published', async () => {
    const api = await rig();
    const route = 'POST /v1/office/calendar/preview';
    const loud = { ...standardCalendar, quietHours: { fromMinute: 0, toMinute: 1200 } };
    const refused = (await api.as('chief', route, { body: { content: loud } })).body;
    expect(refused.faults).toEqual([expect.objectContaining({ code: 'quiet-too-long', path: 'quietHours' })]);
    const { holidays } = standardCalendar;
    const content = { ...standardCalendar, holidays: { ...holidays, horizon: '2027-12-31' } };
    const changes = [{ path: 'holidays.horizon', before: holidays.horizon, after: '2027-12-31' }];
    expect((await api.as('chief', route, { body: { content } })).body.changes).toEqual(changes);
    const body = { content, ...note, expectedVersion: standardCalendar.version };
    expect((await api.as('chief', 'POST /v1/office/calendar', { body })).body).toMatchObject({
      recorded: true,
    });
    const shown = (await api.as('officer', 'GET /v1/office/calendar')).body;
    expect(shown.content.holidays.horizon).toBe('2027-12-31');
    expect((await api.as('officer', 'GET /v1/office/policy')).body.version).toBe(standardContent.version);
  });

  test('that an earlier policy does not allow is refused by the preview as by the publication', async () => {
    const api = await rig();
    const early = structuredClone<PolicyContent>(standardContent);
    const levels = [
      { responsible: 'chief', after: { days: 1 } },
      { responsible: 'district', after: { hours: 12 } },
    ] as const;
    const escalations = { ...early.escalations, P4: { calendar: 'office', levels } } as const;
    const first = { content: { ...early, escalations }, ...note, expectedVersion: standardContent.version };
    const { version } = (await api.as('chief', publish, { body: first })).body;
    const second = { content: standardContent, ...note, expectedVersion: version };
    expect((await api.as('chief', publish, { body: second })).body.recorded).toBe(true);
    const { hours } = standardCalendar;
    const long = { ...hours, office: [{ fromMinute: 8 * 60, toMinute: 22 * 60 }] };
    const content = { ...standardCalendar, hours: long };
    const broken = [expect.objectContaining({ code: 'breaks-policy', path: 'hours' })];
    const shown = await api.as('chief', 'POST /v1/office/calendar/preview', { body: { content } });
    expect(shown.body.faults).toEqual(broken);
    expect(shown.body.faults[0].sentence).toContain(version);
    const body = { content, ...note, expectedVersion: standardCalendar.version };
    const refused = await api.as('chief', 'POST /v1/office/calendar', { body });
    expect(refused).toMatchObject({ status: 422, body: { faults: broken } });
  });

  test('that contradicts itself is refused', async () => {
    const api = await rig();
    const { hours } = standardCalendar;
    const content = {
      ...standardCalendar,
      hours: {
        ...hours,
        office: [
          { fromMinute: 600, toMinute: 540 },
          { fromMinute: 500, toMinute: 900 },
        ],
      },
    };
    const { body } = await api.as('chief', 'POST /v1/office/calendar/preview', { body: { content } });
    expect(body.publishable).toBe(false);
  });
});

describe('channels', () => {
  const route = 'POST /v1/office/channels';

  test('are none until some are published, and then stay beside a new policy', async () => {
    const api = await rig();
    const none = (await api.as('officer', 'GET /v1/office/channels')).body;
    expect(none.version).toBeUndefined();
    expect(none.kinds).toContain('wecom');
    const { version: _, ...content } = standardChannels('wecom');
    expect((await api.as('chief', route, { body: { content, ...note } })).body.recorded).toBe(true);
    const body = { content: changed({ hours: 4 }), ...note, expectedVersion: standardContent.version };
    expect((await api.as('chief', publish, { body })).status).toBe(200);
    expect((await api.as('officer', 'GET /v1/office/channels')).body.content.channels).toEqual(
      content.channels,
    );
  });

  test('over which somebody would get nothing are refused, and so is a secret', async () => {
    const api = await rig();
    const content = { channels: [{ name: 'x', kind: 'pigeon' }], routes: [{ to: ['guard'], channels: [] }] };
    const { body } = await api.as('chief', `${route}/preview`, { body: { content } });
    const codes = body.faults.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(expect.arrayContaining(['unknown-kind', 'route-without-channel', 'no-route']));
    const secret = {
      ...standardChannels('wecom'),
      channels: [{ name: 'x', kind: 'wecom', settings: { url: 'u' } }],
    };
    const second = (await api.as('chief', `${route}/preview`, { body: { content: secret } })).body;
    expect(second).toMatchObject({ publishable: false });
    expect(second.faults[0].code).toBe('wrong-shape');
  });
});

describe('reply templates', () => {
  const put = 'PUT /v1/office/templates';
  const template = { title: '当天回复', text: '您好，今天下班前答复您。', types: ['dispute'] };

  test('are replaced as a whole by a commit of the register, and shown to everybody of the station', async () => {
    const api = await rig();
    expect((await api.as('guard', 'GET /v1/office/templates')).body).toEqual({ templates: [] });
    expect((await api.as('chief', put, { body: { templates: [template] } })).body).toEqual({
      version: '2026-11-23',
      recorded: true,
    });
    expect((await facts(api)).slice(-2)).toEqual(['templates-published', 'versions-chosen']);
    expect((await api.as('guard', 'GET /v1/office/templates')).body).toEqual({
      version: '2026-11-23',
      templates: [template],
    });
    expect((await api.as('elsewhere', 'GET /v1/office/templates')).body.templates).toEqual([]);
  });

  test('are refused from another version, beyond their number and without a word', async () => {
    const api = await rig();
    await api.as('chief', put, { body: { templates: [template] } });
    expect((await api.as('chief', put, { body: { templates: [] } })).status).toBe(412);
    const many = Array.from({ length: 41 }, () => template);
    expect((await api.as('chief', put, { body: { templates: many } })).status).toBe(422);
    const empty = { ...template, text: '\u200b' };
    expect((await api.as('chief', put, { body: { templates: [empty] } })).status).toBe(422);
  });
});
