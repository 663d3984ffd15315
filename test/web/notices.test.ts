import { describe, expect, test } from 'vitest';
import { noticeAddressIn } from '../../shared/cases/notices/notice-address.ts';
import { trackCase } from '../../shared/cases/reading/read-case.ts';
import { at } from '../engine/wall-clock.ts';
import type { HttpApi } from '../http/http-api.ts';
import {
  act,
  expectLinksToResolve,
  hidden,
  openCase,
  openForm,
  readable,
  reportedByForm,
  residents,
  sendForm,
  titleOf,
} from './pages.ts';

/** Where messages of the case go, oldest first. */
async function addresses({ world }: HttpApi, token: string) {
  const read = await trackCase(world, token);
  if (read.refusal) throw new Error(read.refusal.code);
  const { found, texts } = read.caseDetails;
  const chosen = texts.flatMap(({ kind, text }) =>
    kind === 'notice-address' && text !== undefined ? (noticeAddressIn(text) ?? []) : [],
  );
  return { noticesBy: found.noticesBy, chosen: chosen.map(({ by, to, asked }) => [by, to, asked]) };
}

const stopLink = (rig: HttpApi, until = at('2027-11-23 10:00')) =>
  reportedByForm(rig, { mail: 'wang@example.cn', notices: 'mail' }).then(async (token) => {
    const read = await trackCase(rig.world, token);
    if (read.refusal) throw new Error(read.refusal.code);
    const { station, caseId } = read.caseDetails.found;
    return { token, ticket: await rig.world.tickets.issue('stop', { station, caseId }, until) };
  });

describe('the form', () => {
  test.each([
    [{ phone: '138 0000 0003', notices: 'sms' }, 'sms', [['sms', '+8613800000003', true]]],
    [{ phone: '138 0000 0003' }, undefined, [['sms', '+8613800000003', undefined]]],
    [{ phone: '0931-8888888' }, undefined, []],
    [{ mail: ' wang@example.cn ', notices: 'mail' }, 'mail', [['mail', 'wang@example.cn', true]]],
    [{ mail: 'wang@example.cn' }, 'mail', [['mail', 'wang@example.cn', undefined]]],
    [{ phone: '138 0000 0003', mail: 'wang@example.cn', notices: 'none' }, 'none', []],
    [{}, undefined, []],
  ])('with %j is told accordingly', async (fields, noticesBy, chosen) => {
    const rig = await residents();
    const token = await reportedByForm(rig, fields);
    expect(await addresses(rig, token)).toEqual({ noticesBy, chosen });
  });

  test.each([
    [{ notices: 'sms' }, 'phone', '要收短信，请填一个手机号；也可以选别的方式'],
    [{ notices: 'sms', phone: '0931-8888888' }, 'phone', '要收短信，请填一个手机号；也可以选别的方式'],
    [{ notices: 'mail' }, 'mail', '要收邮件，请填邮箱'],
    [{ notices: 'mail', mail: 'wang@' }, 'mail', '这不像一个邮箱地址；也可以不填'],
  ])('with %j comes back with the field to fill in', async (fields, target, message) => {
    const rig = await residents();
    const served = await openForm(rig);
    const sent = await sendForm(rig, {
      token: hidden(served.text, 'token'),
      tile: 'lost',
      what: '手机',
      ...fields,
    });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain(`<a href="#${target}">${message}</a>`);
    expect(sent.text).toContain(
      `value="${fields.notices}" ${fields.notices === 'sms' ? 'id="notices" ' : ''}checked`,
    );
    expectLinksToResolve(sent.text);
  });
});

describe('the page of a case', () => {
  test('says how the resident is told, with the address masked, and changes it by one tap', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig, { phone: '13800000003', notices: 'sms' });
    expect(readable((await openCase(rig, token)).text)).toContain('有进展就发短信到 138 •••• 0003');
    const fields = { action: 'choose-notices', by: 'mail', to: 'li@example.cn' };
    expect((await act(rig, token, fields)).status).toBe(303);
    const { text } = await openCase(rig, token, { lang: 'en' });
    expect(readable(text)).toContain('We write to l•••@example.cn when there is news.');
    expect(text).not.toContain('li@example.cn');
    expect((await act(rig, token, { action: 'choose-notices', by: 'none' })).status).toBe(303);
    expect(readable((await openCase(rig, token)).text)).toContain('现在不给您发通知。');
    expect((await act(rig, token, { action: 'choose-notices', by: 'sms' })).status).toBe(303);
    expect(await addresses(rig, token)).toEqual({
      noticesBy: 'sms',
      chosen: [
        ['sms', '+8613800000003', true],
        ['mail', 'li@example.cn', true],
        ['sms', '+8613800000003', true],
      ],
    });
    expectLinksToResolve(text);
  });

  test.each([
    [{ by: 'sms', to: '0931-8888888' }, 422, '要收短信，请填一个手机号'],
    [{ by: 'mail', to: 'x' }, 422, '要收邮件，请填一个邮箱地址'],
    [{ by: 'sms' }, 409, '还没有可以发通知的手机号或邮箱，请填一个。'],
    [{ by: 'post' }, 422, '“by”'],
  ])('with %j comes back opened, and says what is missing', async (fields, status, message) => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    const answer = await act(rig, token, { action: 'choose-notices', ...fields });
    expect(answer.status).toBe(status);
    if (status !== 422 || fields.by !== 'post') expect(answer.text).toContain(message);
    expect(answer.text).toContain('<details class="act" open><summary class="btn">怎样通知您');
    expect((await addresses(rig, token)).chosen).toEqual([]);
  });

  test('offers it in whatever state the case is', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    await act(rig, token, { action: 'withdraw' });
    expect((await act(rig, token, { action: 'choose-notices', by: 'none' })).status).toBe(303);
    expect((await addresses(rig, token)).noticesBy).toBe('none');
  });
});

describe('the link in a mail that stops further ones', () => {
  const asForm = { 'content-type': 'application/x-www-form-urlencoded' };

  test('asks first, since programs open each link of a mail', async () => {
    const rig = await residents();
    const { token, ticket } = await stopLink(rig);
    for (const lang of ['zh', 'en']) {
      const { status, text } = await rig.ask('GET /stop/{ticket}', { path: { ticket }, query: { lang } });
      expect([status, titleOf(text)]).toEqual([200, lang === 'en' ? 'Stop the messages?' : '不再发通知？']);
      expect(text).toContain('<form method="post">');
      expect(text).not.toContain(token);
    }
    expect((await addresses(rig, token)).noticesBy).toBe('mail');
  });

  test.each(['stop=yes', 'List-Unsubscribe=One-Click', ''])(
    'stops them when it gets %j, as often as it does',
    async (body) => {
      const rig = await residents();
      const { token, ticket } = await stopLink(rig);
      for (const _ of [1, 2]) {
        const { status, text } = await rig.ask('POST /stop/{ticket}', {
          path: { ticket },
          headers: asForm,
          body,
        });
        expect([status, titleOf(text)]).toEqual([200, '不再给您发通知了']);
      }
      expect((await addresses(rig, token)).noticesBy).toBe('none');
      const read = await trackCase(rig.world, token);
      if (read.refusal) throw new Error(read.refusal.code);
      const facts = read.caseDetails.facts.map(({ fact }) => fact.fact);
      expect(facts).toEqual(['submitted', 'notices-chosen']);
      expect((await openCase(rig, token)).status).toBe(200);
    },
  );

  test.each(['x', 'a.b.c', '-'.repeat(600)])('is nothing where it is %j', async (ticket) => {
    const rig = await residents();
    const asked = await rig.ask('GET /stop/{ticket}', { path: { ticket } });
    const sent = await rig.ask('POST /stop/{ticket}', {
      path: { ticket },
      headers: asForm,
      body: 'stop=yes',
    });
    expect([asked.status, sent.status]).toEqual([404, 404]);
  });

  test('is no link to the page, and that of the page stops nothing', async () => {
    const rig = await residents();
    const { token, ticket } = await stopLink(rig);
    expect((await openCase(rig, ticket)).status).toBe(404);
    const sent = await rig.ask('POST /stop/{ticket}', { path: { ticket: token }, headers: asForm, body: '' });
    expect(sent.status).toBe(404);
    const ended = await stopLink(rig, at('2026-11-01 10:00'));
    expect((await rig.ask('GET /stop/{ticket}', { path: { ticket: ended.ticket } })).status).toBe(404);
  });
});
