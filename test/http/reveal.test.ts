import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { hashContact } from '../../shared/cases/phones/hash-contact.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import { type Role, roles } from '../../shared/engine/scope.ts';
import { readsOf } from '../../shared/engine/storage/read-log.ts';
import { maskedContact } from '../../shared/http/views/masked-contact.ts';
import { asContacts, station } from '../cases/room.ts';
import { atDesk } from './at-desk.ts';
import { http, reported } from './http-api.ts';

const contact = { phone: '139 1234 5678', mail: 'wang@example.cn', name: '王女士' };
const whole = { phone: '+8613912345678', mail: 'wang@example.cn', name: '王女士' };

async function aCase(more: Readonly<Record<string, unknown>> = {}) {
  const rig = await http();
  const { id } = await reported(rig, { contact, what: '黑色手机丢了', ...more });
  const key = keyOf({ station, caseId: id as CaseId });
  const path = { id };
  const log = async () => (await readsOf(rig.world.store, key, { limit: 100 })).reads;
  const seen = async (role: Role) => (await rig.as(role, 'GET /v1/office/cases/{id}', { path })).body;
  const reveal = (role: Role, body: object, requestId = 'r-1') =>
    rig.as(role, 'POST /v1/office/cases/{id}/reveal', { path, body, requestId });
  return { rig, id, key, path, log, seen, reveal };
}

describe('a telephone number', () => {
  test('is in no answer to staff but in the one that is asked for it, which is on record', async () => {
    const { rig, id, key, path, log, seen, reveal } = await aCase();
    await hashContact(asContacts(rig.world), key);
    await atDesk(rig, id, 'officer', { move: 'start' }, { move: 'assign', to: 'p-guard' });
    for (const role of roles) {
      const body = { phone: '13912345678' };
      const answers = await Promise.all([
        rig.as(role, 'GET /v1/office/cases', {}),
        rig.as(role, 'GET /v1/office/cases/{id}', { path }),
        rig.as(role, 'GET /v1/office/cases/{id}/clock', { path }),
        rig.as(role, 'GET /v1/office/cases/{id}/helpers', { path }),
        rig.as(role, 'POST /v1/office/cases/search', { body }),
        rig.as(role, 'GET /v1/office/brief', {}),
        rig.as(role, 'GET /v1/office/messages', {}),
      ]);
      for (const { text } of answers) expect(text, role).not.toMatch(/1234 ?5678|wang@/);
      expect((await seen(role)).contact).toEqual({
        phone: '139 **** 5678',
        mail: 'w***@example.cn',
        name: '王女士',
      });
    }
    expect(await log()).toEqual([]);

    const system = rig.world.system as SeededSystem;
    for (const [index, role] of roles.entries()) {
      system.pass(HOUR);
      const { status, body } = await reveal(role, { what: 'contact' }, `r-${role}`);
      expect([status, body]).toEqual([200, { contact: whole }]);
      const [read] = await log();
      expect(read).toMatchObject({
        number: index + 1,
        at: system.now(),
        by: { kind: 'staff', role },
        what: ['contact'],
        request: `r-${role}`,
      });
    }
    expect(await log()).toHaveLength(roles.length);
  });

  test('that nobody left is not there, and asking for it is no read', async () => {
    const { reveal, log } = await aCase({ contact: undefined });
    expect((await reveal('officer', { what: 'contact' })).status).toBe(404);
    expect(await log()).toEqual([]);
  });

  test.each([
    ['+8613912345678', '139 **** 5678'],
    ['+8613912345678 / +869318888888', '139 **** 5678 / 93 **** 88'],
    ['+869318888888;ext=802', '93 **** 88-***'],
    ['8888888', '88 **** 88'],
  ])('%s is shown as %s', (phone, shown) => {
    expect(maskedContact({ phone })).toEqual({ phone: shown });
  });
});

describe('what a resident wrote', () => {
  test('is shown at once in an ordinary case, where nothing is withheld', async () => {
    const { seen, reveal, log } = await aCase();
    const { texts } = await seen('officer');
    expect(texts).toMatchObject([{ kind: 'what', text: '黑色手机丢了' }]);
    expect((await reveal('officer', { what: 'text', version: 1, index: 0 })).status).toBe(404);
    expect(await log()).toEqual([]);
  });

  test('is withheld in a case of a sensitive type until it is asked for, and what was answered is not', async () => {
    const { rig, id, seen, reveal, log } = await aCase({ type: 'fraud', details: { paid: 'no' } });
    await atDesk(rig, id, 'officer', { move: 'reply', text: '请先别转账' });
    for (const role of ['auditor', 'officer', 'chief'] as const) {
      const before = (await log()).length;
      const { texts, contact: shown } = await seen(role);
      const [what, reply] = texts;
      expect(what).toMatchObject({ kind: 'what', withheld: true });
      expect(what).not.toHaveProperty('text');
      expect(reply).toMatchObject({ kind: 'reply', text: '请先别转账' });
      expect(shown.phone).toBe('139 **** 5678');
      const { body } = await reveal(role, { what: 'text', version: what.version, index: what.index });
      expect(body).toEqual({ text: '黑色手机丢了' });
      expect(await log()).toHaveLength(before + 1);
    }
  });

  test('is not found under a place where there is none, nor under that of a contact', async () => {
    const { seen, reveal, log, key, rig } = await aCase({ type: 'fraud', details: { paid: 'no' } });
    const texts = (await rig.world.store.history(key)).texts;
    const ofContact = texts.find(({ kind }) => kind === 'contact');
    expect((await seen('officer')).texts).toHaveLength(1);
    for (const at of [{ version: 7, index: 0 }, { version: 1, index: 9 }, ofContact]) {
      const asked = { what: 'text', version: at?.version, index: at?.index };
      expect((await reveal('officer', asked)).status).toBe(404);
    }
    for (const wrong of [{}, { what: 'photo' }, { what: 'text' }, { what: 'contact', version: 1 }])
      expect((await reveal('officer', wrong)).status).toBe(422);
    expect(await log()).toEqual([]);
  });
});
