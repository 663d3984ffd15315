import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { appendRead, readsOf } from '../../shared/engine/storage/read-log.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { helperTaskIdOf, helperTaskKey } from '../../shared/helper-tasks/helper-task-key.ts';
import { keepPhoto } from '../cases/keep-photo.ts';
import { station } from '../cases/room.ts';
import { atDesk } from './at-desk.ts';
import { httpEvent, lambdaContext } from './event.ts';
import { type HttpApi, http, reported } from './http-api.ts';

const photo = `p${'b'.repeat(25)}` as PhotoId;
const picture = Buffer.from('CANARY-PHOTO');
const question = '照片里的人，您认识吗？';

/** A case with a photo, and a cleaner who was asked about it. */
async function asked(more: Readonly<Record<string, unknown>> = {}) {
  const rig = await http();
  const { id, token } = await reported(rig, { what: 'CANARY-WHAT' });
  await keepPhoto(rig.world, { key: keyOf({ station, caseId: id as CaseId }), photo }, picture);
  const link = await ask(rig, id, { photo, ...more });
  return { rig, id, token, ...link };
}

async function ask(rig: HttpApi, id: string, more: Readonly<Record<string, unknown>> = {}) {
  const body = { task: question, for: 'cleaner', ...more };
  const { status, body: made } = await rig.as('officer', 'POST /v1/office/cases/{id}/helpers', {
    path: { id },
    body,
  });
  expect(status).toBe(201);
  const ticket = String(made.url).split('/h/')[1] ?? '';
  const key = helperTaskKey(station, helperTaskIdOf(ticket));
  return { ticket, made, key };
}

const open = (rig: HttpApi, ticket: string, more = {}) =>
  rig.ask('GET /h/{ticket}', { path: { ticket }, ...more });

const send = (rig: HttpApi, ticket: string, fields: Readonly<Record<string, string>>) =>
  rig.ask('POST /h/{ticket}', {
    path: { ticket },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: String(new URLSearchParams({ seen: '0', ...fields })),
  });

const later = ({ world }: HttpApi, ms: number) => (world.system as SeededSystem).pass(ms);

const history = async (rig: HttpApi, id: string, role: 'officer' | 'guard' | 'auditor' = 'officer') =>
  (await rig.as(role, 'GET /v1/office/cases/{id}', { path: { id } })).body;

/** A text that is shown to who asks for it. */
const revealed = async (rig: HttpApi, id: string, { version, index }: { version: number; index: number }) => {
  const body = { what: 'text', version, index };
  return (await rig.as('officer', 'POST /v1/office/cases/{id}/reveal', { path: { id }, body })).body.text;
};

/** What a link that leads nowhere gets, in this language. */
const nowhere = async (rig: HttpApi, headers = {}) =>
  (await open(rig, 'A'.repeat(43), { headers, requestId: 'req' })).text;

describe('a link for a helper', () => {
  test('has 256 bits that are stored nowhere, and opens the task and its photo, and nothing else of the case', async () => {
    const { rig, ticket, id } = await asked();
    expect(Buffer.from(ticket, 'base64url')).toHaveLength(32);
    const { status, text, headers } = await open(rig, ticket);
    expect(status).toBe(200);
    expect(text).toContain(question);
    expect(text).not.toContain('CANARY-WHAT');
    expect(text).not.toContain(id);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    const shown = await rig.ask('GET /h/{ticket}/photo', { path: { ticket } });
    expect(Buffer.from(shown.text, 'base64').toString()).toBe('CANARY-PHOTO');
    expect(JSON.stringify(rig.lines)).not.toContain(ticket);
  });

  test('shows nothing before the look is on record, and every look is', async () => {
    const { rig, ticket, key, id } = await asked();
    await open(rig, ticket, { requestId: 'first' });
    await rig.ask('GET /h/{ticket}/photo', { path: { ticket }, requestId: 'second' });
    await rig.residents(httpEvent('HEAD /h/{ticket}', { path: { ticket } }), lambdaContext);
    const { reads } = await readsOf(rig.world.store, key, { limit: 10 });
    expect(reads.map(({ by, what, request }) => [by, what, request])).toEqual([
      [{ kind: 'helper' }, ['photo'], 'second'],
      [{ kind: 'helper' }, ['task'], 'first'],
    ]);
    const { body } = await rig.as('officer', 'GET /v1/office/cases/{id}/helpers', { path: { id } });
    expect(body.helpers).toMatchObject([{ task: question, views: 2, status: 'asked', photo }]);

    for (const writeCompanions of [async () => false, () => Promise.reject(new Unavailable('busy'))]) {
      Object.assign(rig.world.store, { writeCompanions });
      const refused = [await open(rig, ticket), await rig.ask('GET /h/{ticket}/photo', { path: { ticket } })];
      expect(refused.map(({ status }) => status)).toEqual([503, 503]);
      expect(refused.map(({ text }) => text).join()).not.toContain(question);
    }
  });

  test('shows its task and photo 500 times, then looks like one that never was, and takes an answer still', async () => {
    const { rig, ticket, key } = await asked();
    const { store, system } = rig.world;
    for (let look = 1; look <= 498; look += 1) {
      const by = { kind: 'helper' } as const;
      await appendRead(store, key, { at: system.now(), by, what: ['task'], request: `r${look}` });
    }
    const look = async () => [
      (await open(rig, ticket)).status,
      (await rig.ask('GET /h/{ticket}/photo', { path: { ticket } })).status,
    ];
    expect(await look()).toEqual([200, 200]);
    expect(await look()).toEqual([404, 404]);
    expect((await open(rig, ticket, { requestId: 'req' })).text).toBe(await nowhere(rig));
    expect((await readsOf(store, key, { limit: 1 })).reads[0]?.number).toBe(500);
    expect((await send(rig, ticket, { answer: 'done' })).status).toBe(303);
  });

  test('is the same for a repeat of the request, and refused for other words under its id', async () => {
    const { rig, id, ticket } = await asked({ commandId: 'tap' });
    const again = await ask(rig, id, { photo, commandId: 'tap' });
    expect(again.ticket).toBe(ticket);
    expect(
      Buffer.from((await rig.ask('GET /h/{ticket}/photo', { path: { ticket } })).text, 'base64'),
    ).toEqual(picture);
    const other = await rig.as('officer', 'POST /v1/office/cases/{id}/helpers', {
      path: { id },
      body: { task: '别的话', for: 'guard', commandId: 'tap' },
    });
    expect([other.status, other.body.code]).toEqual([409, 'command-used']);
  });

  test('opens until the 48th hour, and then looks like one that never was', async () => {
    const { rig, ticket, made } = await asked();
    later(rig, 48 * HOUR - MINUTE);
    expect((await open(rig, ticket)).status).toBe(200);
    later(rig, MINUTE);
    expect(Date.parse(made.until)).toBe(rig.world.system.now());
    const { status, text } = await open(rig, ticket, { requestId: 'req' });
    expect([status, text]).toEqual([404, await nowhere(rig)]);
    expect((await send(rig, ticket, { answer: 'done' })).status).toBe(404);
    expect((await rig.ask('GET /h/{ticket}/photo', { path: { ticket } })).status).toBe(404);
  });

  test('looks like one that never was once it is taken back, with and without an answer', async () => {
    for (const answer of [undefined, 'done']) {
      const { rig, ticket, id, made } = await asked();
      if (answer !== undefined) await send(rig, ticket, { answer });
      const path = { id, task: made.id };
      const revoked = await rig.as('chief', 'POST /v1/office/cases/{id}/helpers/{task}/revoke', { path });
      expect(revoked.body).toEqual({ status: 'revoked' });
      const headers = { 'accept-language': 'en' };
      const { status, text } = await open(rig, ticket, { headers, requestId: 'req' });
      expect([status, text]).toEqual([404, await nowhere(rig, headers)]);
      expect(text).toContain('This link is void');
    }
  });

  test.each([
    [{ move: 'start' }, { move: 'resolve', outcome: 'returned', text: '手机已经找到并交还给您了。' }],
    [{ move: 'transfer', to: '110', ref: 'A1', text: '已经移交给 110 办理。' }],
  ])('opens no more once its case needs no answer', async (...moves) => {
    const { rig, ticket, id } = await asked();
    await atDesk(rig, id, 'officer', ...moves);
    const { status, text } = await open(rig, ticket, { requestId: 'req' });
    expect([status, text]).toEqual([404, await nowhere(rig)]);
    expect((await send(rig, ticket, { answer: 'saw' })).status).toBe(404);
  });

  test('opens no more once the report is taken back', async () => {
    const { rig, ticket, token } = await asked();
    await rig.ask('POST /v1/track/{token}/withdraw', { path: { token } });
    expect((await open(rig, ticket)).status).toBe(404);
  });

  test('of one case is taken back under no other, and read in no other station', async () => {
    const { rig, made, id } = await asked();
    const { id: other } = await reported(rig);
    const revoke = 'POST /v1/office/cases/{id}/helpers/{task}/revoke';
    expect((await rig.as('chief', revoke, { path: { id: other, task: made.id } })).status).toBe(404);
    expect((await rig.as('elsewhere', revoke, { path: { id, task: made.id } })).status).toBe(404);
    const listed = await rig.as('chief', 'GET /v1/office/cases/{id}/helpers', { path: { id: other } });
    expect(listed.body).toEqual({ helpers: [] });
  });

  test('is guessed sixty times an hour at most, by one address', async () => {
    const { rig, ticket } = await asked();
    const statuses = [];
    for (let left = 0; left < 61; left += 1) {
      const guessed = `${'A'.repeat(40)}${String(left).padStart(3, '0')}`;
      statuses.push((await open(rig, guessed)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 404), 429]);
    expect((await open(rig, ticket)).status).toBe(200);
  });
});

describe('the answer of a helper', () => {
  test('enters the case in the helper’s own voice, and the officer who asked is told', async () => {
    const { rig, ticket, id } = await asked();
    const said = await send(rig, ticket, { answer: 'saw', text: '收废品的老孙，常在北门口。' });
    expect([said.status, said.headers.location]).toEqual([303, `/h/${ticket}`]);
    const { history: steps, texts, deliveries } = await history(rig, id);
    expect(steps.slice(-2)).toMatchObject([
      { fact: 'helper-asked', by: { kind: 'staff' }, particulars: { for: 'cleaner' } },
      { fact: 'helper-answered', by: { kind: 'helper' }, particulars: { for: 'cleaner', answer: 'saw' } },
    ]);
    const words = texts.at(-1);
    expect(words).toMatchObject({ kind: 'helper-words', by: { kind: 'helper' }, withheld: true });
    expect(await revealed(rig, id, words)).toBe('收废品的老孙，常在北门口。');
    expect(deliveries.at(-1)).toMatchObject({ to: 'assignee', kind: 'helper-answered' });
    expect((await open(rig, ticket)).text).toContain('已经回答：我认识，我见过');
  });

  test('is hidden from residents, and from all but officers and chiefs', async () => {
    const { rig, ticket, id, token } = await asked();
    await send(rig, ticket, { answer: 'saw', text: 'CANARY-HELPER' });
    const tracked = await rig.ask('GET /v1/track/{token}', { path: { token } });
    expect(tracked.text).not.toContain('CANARY-HELPER');
    expect(JSON.stringify(tracked.body.history)).not.toMatch(/帮忙|回答/);
    expect((await rig.ask('GET /t/{token}', { path: { token } })).text).not.toContain('CANARY-HELPER');
    const { texts } = await history(rig, id, 'auditor');
    expect(texts.at(-1)).toMatchObject({ kind: 'helper-words', hidden: true });
  });

  test('is the first of two devices; the second sees it, and may then correct it. Both are kept', async () => {
    const { rig, ticket, id } = await asked();
    await send(rig, ticket, { answer: 'done' });
    const second = await send(rig, ticket, { answer: 'saw', text: '是老孙' });
    expect(second.status).toBe(409);
    expect(second.text).toContain('已经回答：办好了');
    expect(second.text).toContain('是老孙');
    expect((await history(rig, id)).history.at(-1).particulars).toMatchObject({ answer: 'done' });
    later(rig, MINUTE);
    expect((await send(rig, ticket, { answer: 'saw', text: '是老孙', seen: '1' })).status).toBe(303);
    const { history: steps } = await history(rig, id);
    expect(steps.slice(-2).map(({ particulars }: { particulars: object }) => particulars)).toMatchObject([
      { answer: 'done' },
      { answer: 'saw', correction: 1 },
    ]);
  });

  test('is one answer however often the button is pressed', async () => {
    const { rig, ticket, id } = await asked();
    const fields = { answer: 'saw', text: '见过', commandId: 'tap' };
    const statuses = [await send(rig, ticket, fields), await send(rig, ticket, fields)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([303, 303]);
    const { history: steps } = await history(rig, id);
    expect(steps.filter(({ fact }: { fact: string }) => fact === 'helper-answered')).toHaveLength(1);
  });

  test('"not me" is thanked for as often as the button is pressed, and ends the link for any other form', async () => {
    const { rig, ticket, id } = await asked();
    const fields = { answer: 'not-me', commandId: 'tap' };
    const [first, again] = [await send(rig, ticket, fields), await send(rig, ticket, fields)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.text).toContain('谢谢您告诉我们');
    expect((await send(rig, ticket, { ...fields, commandId: 'other' })).status).toBe(404);
    expect((await send(rig, ticket, { ...fields, text: '别的话' })).status).toBe(404);
    expect((await send(rig, ticket, { ...fields, answer: 'done' })).status).toBe(404);
    const { history: steps } = await history(rig, id);
    expect(steps.filter(({ fact }: { fact: string }) => fact === 'helper-answered')).toHaveLength(1);
  });

  test('"not me" ends the link at once, and the officer is told of that too', async () => {
    const { rig, ticket, id } = await asked();
    const said = await send(rig, ticket, { answer: 'not-me', text: 'CANARY-IGNORED' });
    expect(said.status).toBe(200);
    expect(said.text).toContain('谢谢您告诉我们');
    expect((await open(rig, ticket)).status).toBe(404);
    const shown = await history(rig, id);
    expect(JSON.stringify(shown)).not.toContain('CANARY-IGNORED');
    expect(shown.deliveries.at(-1)).toMatchObject({ kind: 'helper-answered' });
  });

  test('is asked for again where nothing was chosen, with what was typed', async () => {
    const { rig, ticket, key } = await asked();
    const { status, text } = await send(rig, ticket, { text: '打了字' });
    expect(status).toBe(422);
    expect(text).toMatch(/<title>错误：/);
    expect(text).toContain('请先选一个回答。');
    expect(text).toContain('打了字');
    expect((await rig.world.store.load(key))?.answers).toBe(0);
  });

  test('is corrected five times at most', async () => {
    const { rig, ticket } = await asked();
    const statuses = [];
    for (let seen = 0; seen < 6; seen += 1) {
      statuses.push((await send(rig, ticket, { answer: 'done', seen: String(seen) })).status);
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 409]);
  });
});

describe('a helper is asked', () => {
  test('only about a case that is worked on, at most twelve times', async () => {
    const { rig, id } = await asked();
    for (let more = 1; more < 12; more += 1) await ask(rig, id);
    const path = { id };
    const body = { task: question, for: 'guard' };
    const full = await rig.as('officer', 'POST /v1/office/cases/{id}/helpers', { path, body });
    expect([full.status, full.body.code]).toEqual([409, 'helpers-enough']);
    await atDesk(rig, id, 'officer', {
      move: 'transfer',
      to: '110',
      ref: 'A1',
      text: '已经移交给 110 办理。',
    });
    const over = await rig.as('officer', 'POST /v1/office/cases/{id}/helpers', { path, body });
    expect([over.status, over.body.code]).toEqual([409, 'helpers-enough']);
  });

  test('about a photo that the case has, in words that a person can read', async () => {
    const { rig, id } = await asked();
    const post = (body: object) =>
      rig.as('officer', 'POST /v1/office/cases/{id}/helpers', {
        path: { id },
        body: { task: question, for: 'guard', ...body },
      });
    expect((await post({ photo: `p${'c'.repeat(25)}` })).status).toBe(404);
    expect((await post({ task: '……' })).body.code).toBe('nothing-to-read');
    expect((await post({ task: '字'.repeat(201) })).status).toBe(422);
  });

  test('which acknowledges the case, since a person has opened it', async () => {
    const { rig, id } = await asked();
    const { body } = await rig.as('officer', 'GET /v1/office/cases/{id}/clock', { path: { id } });
    const clock = body.clocks.find(({ kind }: { kind: string }) => kind === 'acknowledge');
    expect(clock.state).toBe('met');
  });
});
