import { describe, expect, test } from 'vitest';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { SECOND } from '../../shared/engine/calendar/instant.ts';
import { personId } from '../../shared/engine/scope.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { addStaff, room, station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { type HttpApi, http } from './http-api.ts';

const list = 'GET /v1/office/people';
const enter = 'PUT /v1/office/people';
const absences = 'PUT /v1/office/people/absences';
const strike = 'POST /v1/office/people/strike';

// biome-ignore lint/suspicious/noExplicitAny: tests assert its shape
type Shown = any;

const listed = async ({ as }: HttpApi): Promise<Shown> => (await as('chief', list)).body;
const personIn = (body: Shown, person: string) =>
  body.people.find((one: { person: string }) => one.person === person);
const newest = async ({ world }: HttpApi) => (await world.store.history(registerKey(station))).facts.at(-1);

/** A station of `p-auditor`, `p-guard`, `p-officer`, `p-chief` and a second guard. */
async function rig(now = at('2026-11-23 10:00')) {
  const machine = { ...seededSystem(1, now) };
  let time = now;
  const system = { ...machine, now: () => time };
  const made = await http({ ...(await room()), system });
  await made.as('chief', enter, { body: { person: 'p-guard2', role: 'guard', displayName: '孙' } });
  const later = (ms: number) => {
    time += ms;
  };
  return { ...made, later };
}

describe('the roster', () => {
  test('gets a person by a commit of the register that says who entered them', async () => {
    const api = await rig();
    expect(personIn(await listed(api), 'p-guard2')).toEqual({
      person: 'p-guard2',
      role: 'guard',
      displayName: '孙',
      onLeave: false,
      absences: [],
      away: false,
      reached: 'p-guard2',
    });
    expect(await newest(api)).toMatchObject({
      by: { kind: 'staff', person: 'p-chief' },
      fact: { fact: 'person-entered', rows: [{ sk: 'p-guard2' }] },
    });
  });

  test('keeps the absences of an entry that is corrected, and writes nothing twice', async () => {
    const api = await rig();
    const days = [{ from: '2026-12-01', to: '2026-12-05', deputy: 'p-officer' }];
    await api.as('chief', absences, { body: { person: 'p-guard2', absences: days } });
    const body = { person: 'p-guard2', role: 'guard', displayName: '孙保安' };
    expect((await api.as('chief', enter, { body })).body).toMatchObject({ recorded: true });
    expect((await api.as('chief', enter, { body })).body).toMatchObject({ recorded: false });
    expect(personIn(await listed(api), 'p-guard2')).toMatchObject({ displayName: '孙保安', absences: days });
  });

  test('shows chiefs alone where a person is reached', async () => {
    const api = await rig();
    const body = {
      person: 'p-guard2',
      role: 'guard',
      displayName: '孙',
      platforms: { phone: '+8613800001111' },
    };
    expect((await api.as('chief', enter, { body })).status).toBe(200);
    expect(personIn(await listed(api), 'p-guard2').platforms).toEqual({ phone: '+8613800001111' });
    const guards = await api.as('guard', list);
    expect(personIn(guards.body, 'p-guard2').platforms).toBeUndefined();
    expect(guards.text).not.toContain('13800001111');
  });

  test('is refused from a version that is not the latest, and by the sentence that says so', async () => {
    const api = await rig();
    const { version } = await listed(api);
    const body = { person: 'p-guard2', absences: [], expectedVersion: version - 1 };
    const answer = await api.as('chief', absences, { body });
    expect(answer).toMatchObject({ status: 412, body: { code: 'settings-moved', version: String(version) } });
    expect((await api.as('chief', absences, { body: { ...body, expectedVersion: version } })).status).toBe(
      200,
    );
  });

  test.each([
    [enter, { person: 'p-chief', role: 'guard', displayName: 'x' }, 409, 'own-entry'],
    [strike, { person: 'p-chief' }, 409, 'own-entry'],
    [strike, { person: 'p-nobody' }, 422, 'unknown-person'],
    [absences, { person: 'p-nobody', absences: [] }, 422, 'unknown-person'],
    [enter, { person: 'p-x', role: 'guard', displayName: 'x', deputy: 'p-auditor' }, 422, 'unknown-deputy'],
    [enter, { person: 'p-x', role: 'guard', displayName: 'x', deputy: 'p-x' }, 422, 'unknown-deputy'],
    [
      absences,
      { person: 'p-guard', absences: [{ from: '2026-12-02', to: '2026-12-01' }] },
      422,
      'invalid-input',
    ],
    [
      absences,
      { person: 'p-guard', absences: [{ from: '2026-02-30', to: '2026-03-01' }] },
      422,
      'invalid-input',
    ],
  ] as const)('refuses %s %j', async (route, body, status, code) => {
    const api = await rig();
    expect(await api.as('chief', route, { body })).toMatchObject({ status, body: { code } });
  });

  test('is not changed by what another station enters under the same id', async () => {
    const api = await rig();
    await api.as('elsewhere', enter, { body: { person: 'p-guard', role: 'officer', displayName: '别处' } });
    expect(personIn(await listed(api), 'p-guard')).toMatchObject({ role: 'guard' });
  });
});

test('an operator who enters the file of the station again takes no absence back and nobody in', async () => {
  const api = await rig();
  const days = [{ from: '2026-12-01', to: '2026-12-05' }];
  await api.as('chief', absences, { body: { person: 'p-guard', absences: days } });
  await api.as('chief', strike, { body: { person: 'p-officer' } });
  await addStaff(api.world);
  const body = await listed(api);
  expect(personIn(body, 'p-guard').absences).toEqual(days);
  expect(personIn(body, 'p-officer')).toBeUndefined();
  expect((await api.as('officer', list)).status).toBe(403);
});

describe('before a level has nobody', () => {
  const away = { person: 'p-officer', absences: [{ from: '2026-12-01', to: '2026-12-05' }] };

  test('a preview of the absence says which, for how long and what it leads to, and writes nothing', async () => {
    const api = await rig();
    const before = await newest(api);
    const { body } = await api.as('chief', absences, {
      body: { ...away, preview: true },
      headers: { 'accept-language': 'en' },
    });
    expect(body).toMatchObject({ preview: true, recorded: false });
    const [gap, alone] = body.warnings;
    expect(gap).toMatchObject({
      code: 'unstaffed',
      responsible: 'officer',
      from: '2026-12-01',
      to: '2026-12-05',
    });
    expect(gap.levels).toContainEqual(expect.objectContaining({ priority: 'P2', level: 2 }));
    expect(gap.firstFor).toContain('lost-item');
    expect(gap.sentence).toContain('goes to the next level at once: P0 level 2');
    expect(alone).toMatchObject({ code: 'nobody-stands-in', person: 'p-officer' });
    expect(await newest(api)).toEqual(before);
    expect(personIn(await listed(api), 'p-officer').absences).toEqual([]);
  });

  test('a deputy who is there ends the warning', async () => {
    const api = await rig();
    const body = {
      ...away,
      absences: [{ from: '2026-12-01', to: '2026-12-05', deputy: 'p-chief' }],
      preview: true,
    };
    expect((await api.as('chief', absences, { body })).body.warnings).toEqual([]);
  });

  test('the list warns of a coming absence until it is over, and says who is away meanwhile', async () => {
    const api = await rig(at('2026-11-30 12:00'));
    await api.as('chief', absences, { body: away });
    const days = { responsible: 'officer', from: '2026-12-01', to: '2026-12-05' };
    expect((await listed(api)).unstaffed).toContainEqual(expect.objectContaining(days));
    expect(personIn(await listed(api), 'p-officer')).toMatchObject({ away: false, reached: 'p-officer' });
    api.later(24 * 3600 * SECOND);
    const during = await listed(api);
    expect(personIn(during, 'p-officer').away).toBe(true);
    expect(personIn(during, 'p-officer').reached).toBeUndefined();
    api.later(5 * 24 * 3600 * SECOND);
    expect((await listed(api)).unstaffed).not.toContainEqual(
      expect.objectContaining({ responsible: 'officer' }),
    );
  });

  test('a preview of striking the last of a role says so, in both languages', async () => {
    const api = await rig();
    for (const [language, words] of [
      ['zh-CN', '社区民警一个人都没有'],
      ['en', 'nobody is there as'],
    ] as const) {
      const { body } = await api.as('chief', strike, {
        body: { person: 'p-officer', preview: true },
        headers: { 'accept-language': language },
      });
      expect(body.warnings[0].sentence).toContain(words);
      expect(body.warnings[0].to).toBeUndefined();
    }
  });
});

describe('a person who was struck', () => {
  test('is refused within a minute whatever the token says, and let in again when entered again', async () => {
    const api = await rig();
    expect((await api.as('officer', list)).status).toBe(200);
    expect((await api.as('chief', strike, { body: { person: 'p-officer' } })).body).toMatchObject({
      recorded: true,
    });
    api.later(59 * SECOND);
    const refused = await api.as('officer', list);
    expect(refused).toMatchObject({ status: 403, body: { code: 'struck' } });
    expect(await newest(api)).toMatchObject({ fact: { fact: 'person-struck' }, by: { person: 'p-chief' } });
    await api.as('chief', enter, { body: { person: 'p-officer', role: 'officer', displayName: '李' } });
    api.later(59 * SECOND);
    expect((await api.as('officer', list)).status).toBe(200);
  });

  test('is named among those who belonged to the station before, and gets no message', async () => {
    const api = await rig();
    await api.as('chief', strike, { body: { person: 'p-officer' } });
    const body = await listed(api);
    expect(personIn(body, 'p-officer')).toBeUndefined();
    expect(body.struck).toEqual([expect.objectContaining({ person: 'p-officer', by: 'p-chief' })]);
    const { people } = await api.world.store.roster(station);
    expect(people.map(({ person }) => person)).not.toContain(personId('p-officer'));
  });
});
