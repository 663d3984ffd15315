import { describe, expect, test } from 'vitest';
import { caseTypes } from '../../shared/cases/case-type.ts';
import { personId } from '../../shared/engine/scope.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { station } from '../cases/room.ts';
import { enteredPerson } from '../enter.ts';
import { legible } from '../receipt/decoded.ts';
import { atDesk } from './at-desk.ts';
import { type HttpApi, http, reported } from './http-api.ts';

const canary = {
  note: 'CANARY-NOTE',
  wait: 'CANARY-WAIT',
  abuse: 'CANARY-PROPOSED-ABUSE',
  name: 'CANARY-NAME',
  phone: '13912345678',
};

/** The response with its signed documents decoded, since anyone can decode them. */
async function follow({ ask }: HttpApi, token: string) {
  const answered = await ask('GET /v1/track/{token}', { path: { token } });
  return { ...answered, text: legible(answered.text) };
}

/** All field names, at any depth. */
const namesIn = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...namesIn(inner),
      ]);

describe('what a resident follows', () => {
  test.each(caseTypes)('of a %s has no note, priority, level, name or whole number in it', async (type) => {
    const rig = await http();
    const assignee = { station, role: 'officer', displayName: canary.name, onLeave: false } as const;
    await enteredPerson(rig.world.store, { ...assignee, person: personId('p-CANARY-OFFICER') });
    const contact = { phone: canary.phone, name: canary.name };
    const { token, id } = await reported(rig, { type, details: {}, contact });
    await atDesk(
      rig,
      id,
      'officer',
      { move: 'note', text: canary.note },
      { move: 'assign', to: 'p-CANARY-OFFICER' },
      { move: 'start' },
      { move: 'await-third-party', text: canary.wait },
    );
    const { text, body } = await follow(rig, token);
    for (const secret of [...Object.values(canary), 'CANARY', canary.phone.slice(3, 7), 'p-officer', id]) {
      expect(text, secret).not.toContain(secret);
    }
    const forbidden = [
      'priority',
      'level',
      'escalation',
      'caseId',
      'assignee',
      'responsible',
      'dueKind',
      'station',
      'version',
    ];
    expect(namesIn(body).filter((name) => forbidden.includes(name))).toEqual([]);
    expect(text).not.toMatch(/P[0-4]\b/);
  });

  test('does not show a rejection that was only proposed', async () => {
    const rig = await http();
    const { token, id } = await reported(rig);
    await atDesk(rig, id, 'officer', { move: 'reject', reason: 'abuse', text: canary.abuse });
    const { text, body } = await follow(rig, token);
    expect(text).not.toContain(canary.abuse);
    expect(body.status).toBe('received');
    await atDesk(rig, id, 'chief', { move: 'reject', reason: 'abuse', text: '经核实不属于受理范围' });
    const later = await follow(rig, token);
    expect(later.text).not.toContain(canary.abuse);
    expect(later.text).toContain('经核实不属于受理范围');
  });

  test.each(caseTypes.filter((type) => standardPolicy.types[type].sensitive))(
    'of a %s has a neutral title, for who reads over the shoulder',
    async (type) => {
      const rig = await http();
      const { token } = await reported(rig, { type, details: {} });
      const { body } = await follow(rig, token);
      expect(body).toMatchObject({ title: '您的事项', sensitive: true });
      expect(body).not.toHaveProperty('type');
    },
  );
});

describe('the reporter of a suspicion', () => {
  const endings = [
    [{ move: 'start' }, { move: 'resolve', outcome: 'unfounded', text: 'CANARY-OUTCOME 已经核实完毕' }],
    [{ move: 'start' }, { move: 'not-resolve', reason: 'no-evidence', text: 'CANARY-OUTCOME 已经核实完毕' }],
    [{ move: 'reject', reason: 'not-a-case', text: 'CANARY-OUTCOME 已经核实完毕' }],
    [{ move: 'transfer', to: '110', ref: 'CANARY-REF', text: 'CANARY-OUTCOME' }],
  ];

  const handled = async (ending: readonly object[]) => {
    const rig = await http();
    const { token, id } = await reported(rig, { type: 'lead', details: {} });
    await atDesk(rig, id, 'officer', ...ending);
    return { rig, token };
  };

  test.each(endings)('reads “handled”, whatever the outcome (%#)', async (...ending) => {
    const { rig, token } = await handled(ending.filter((move) => typeof move === 'object'));
    const { text, body } = await follow(rig, token);
    expect(body).toMatchObject({ status: 'handled', statusText: '已处理' });
    expect(body).not.toHaveProperty('outcome');
    expect(body.history.at(-1)).toEqual({ at: expect.any(String), what: '已处理' });
    expect(text).not.toMatch(/CANARY|unfounded|no-evidence|not-a-case|resolved|rejected|transferred|110/);
    expect(body.nextStep?.step).not.toBe('handover');
  });

  test.each(endings)('learns nothing from asking for what is not possible (%#)', async (...ending) => {
    const { rig, token } = await handled(ending.filter((move) => typeof move === 'object'));
    const { body, text } = await rig.ask('POST /v1/track/{token}/withdraw', { path: { token } });
    expect(body).toMatchObject({ code: 'move-not-allowed', from: 'handled' });
    expect(text).not.toMatch(/resolved|rejected|transferred/);
    const said = await rig.ask('POST /v1/track/{token}/messages', {
      path: { token },
      body: { text: '还有' },
    });
    expect(said.body).toEqual({ status: 'handled', statusText: '已处理' });
  });

  test('still reads what a person wrote to them meanwhile', async () => {
    const rig = await http();
    const { token, id } = await reported(rig, { type: 'lead', details: {} });
    await atDesk(rig, id, 'officer', { move: 'reply', text: '谢谢您，已安排巡逻' });
    expect((await follow(rig, token)).text).toContain('谢谢您，已安排巡逻');
  });

  test('is known to officers and chiefs only, and each such read is on record', async () => {
    const rig = await http();
    const contact = { phone: canary.phone, name: canary.name };
    const { id } = await reported(rig, { type: 'lead', details: {}, contact });
    const path = { id };
    const read = (role: 'auditor' | 'officer' | 'chief') =>
      rig.as(role, 'GET /v1/office/cases/{id}', { path });
    const reveal = (role: 'auditor' | 'officer' | 'chief') =>
      rig.as(role, 'POST /v1/office/cases/{id}/reveal', {
        path,
        body: { what: 'contact' },
        requestId: `req-${role}`,
      });

    const auditor = await read('auditor');
    expect(auditor.body).toMatchObject({ contactHidden: true });
    expect(auditor.text).not.toMatch(/CANARY|12345678/);
    expect((await reveal('auditor')).status).toBe(404);
    for (const role of ['officer', 'chief'] as const) {
      const shown = await read(role);
      expect(shown.body).toMatchObject({ contactWithheld: true });
      expect(shown.text).not.toMatch(/CANARY|12345678/);
      expect((await reveal(role)).body.contact).toEqual({ phone: '+8613912345678', name: canary.name });
    }
    const { body } = await rig.as('chief', 'GET /v1/office/cases/{id}/reads', { path: { id } });
    expect(body.reads).toEqual(
      (['chief', 'officer'] as const).map((role, index) => ({
        number: 2 - index,
        at: expect.any(String),
        person: `p-${role}`,
        role,
        what: ['contact'],
        request: `req-${role}`,
        hash: expect.any(String),
      })),
    );
    expect(rig.lines).toEqual([]);
  });

  test('is hidden from a guard the case was given to', async () => {
    const rig = await http();
    const { id } = await reported(rig, { type: 'lead', details: {}, contact: { name: canary.name } });
    await atDesk(rig, id, 'officer', { move: 'assign', to: 'p-guard' });
    const { status, text, body } = await rig.as('guard', 'GET /v1/office/cases/{id}', { path: { id } });
    expect(status).toBe(200);
    expect(body.contactHidden).toBe(true);
    expect(text).not.toContain(canary.name);
  });
});

test('the reporter of a duplicate follows the progress of the other case without its texts', async () => {
  const rig = await http();
  const first = await reported(rig, { what: 'CANARY-OTHERS-WORDS' });
  const second = await reported(rig, { what: '我也看到了' });
  await atDesk(rig, first.id, 'officer', { move: 'reply', text: 'CANARY-OTHERS-REPLY' });
  await atDesk(rig, second.id, 'officer', { move: 'mark-duplicate', of: first.id });
  const { text, body } = await follow(rig, second.token);
  expect(body).toMatchObject({
    reference: second.receipt.reference,
    status: 'in-progress',
    nextStep: { step: 'news' },
    actions: ['add-message', 'withdraw'],
  });
  expect(body.history.map(({ what }: { what: string }) => what)).toContain('与同一件事合并办理');
  expect(text).toContain('我也看到了');
  expect(text).not.toContain('CANARY');
  expect(text).not.toContain(first.receipt.reference);
  await atDesk(rig, first.id, 'officer', { move: 'ask-resident', text: 'CANARY-QUESTION' });
  const asked = await follow(rig, second.token);
  expect(asked.text).not.toContain('CANARY');
  expect(asked.body.nextStep?.step).not.toBe('your-answer');
});

test('no line of the log has more than a code and ids in it, whatever is done', async () => {
  const rig = await http();
  const { token, id } = await reported(rig, { type: 'lead', details: {}, contact: { name: canary.name } });
  await rig.as('chief', 'GET /v1/office/cases/{id}', { path: { id } });
  await rig.ask('POST /v1/cases', { body: '{"what":"CANARY' });
  await follow(rig, token);
  const kept = JSON.stringify([rig.lines, rig.counted]);
  expect(kept).not.toContain(token);
  expect(kept).not.toContain('CANARY');
  expect(rig.counted.length).toBeGreaterThan(0);
});
