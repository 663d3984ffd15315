import { describe, expect, it } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { DAY } from '../../shared/engine/calendar/instant.ts';
import { at } from '../engine/wall-clock.ts';
import { faqWords, otherWords } from '../faq/words.ts';
import { type HttpApi, http, reported } from './http-api.ts';

const now = at('2026-11-23 10:00');
const place = { place: 'b3-1' };
const drafting = { ...faqWords, lookAgainDays: 30, commandId: 'one' };

const form = (fields: Readonly<Record<string, string>>) => ({
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

const draft = async (rig: HttpApi, body: object = drafting): Promise<string> =>
  (await rig.as('officer', 'POST /v1/office/faq', { body })).body.id;

const move = (rig: HttpApi, role: 'officer' | 'chief', id: string, body: object) =>
  rig.as(role, 'POST /v1/office/faq/{id}/moves', { path: { id }, body });

async function approved(rig: HttpApi, body: object = drafting): Promise<string> {
  const id = await draft(rig, body);
  await move(rig, 'chief', id, { move: 'approve', draft: 1, commandId: `approve-${id}` });
  return id;
}

describe('common questions, for staff', () => {
  it('are approved by a second person, in words for both readers', async () => {
    const rig = await http();
    const id = await draft(rig);
    const approving = { move: 'approve', draft: 1, commandId: 'two' };
    const own = await move(rig, 'officer', id, approving);
    expect([own.status, own.body.code]).toEqual([409, 'second-person-needed']);
    const old = await move(rig, 'chief', id, { ...approving, draft: 7 });
    expect([old.status, old.body.code]).toEqual([412, 'changed-meanwhile']);
    const { body: before } = await rig.as('officer', 'GET /v1/office/faq');
    expect(before.entries).toEqual([
      {
        id,
        lookAgainDays: 30,
        isShown: false,
        draft: { version: 1, by: 'p-officer', at: '2026-11-23T02:00:00.000Z', words: faqWords },
      },
    ]);
    expect((await move(rig, 'chief', id, approving)).status).toBe(200);
    const { body: after } = await rig.as('guard', 'GET /v1/office/faq');
    expect(after.entries[0]).toMatchObject({ isShown: true, shown: faqWords, approvedBy: 'p-chief' });
  });

  it('name the case whose reply they were made from, if the writer may see it', async () => {
    const rig = await http();
    const { id: caseId } = await reported(rig);
    expect((await rig.as('officer', 'POST /v1/office/faq', { body: { ...drafting, caseId } })).status).toBe(
      201,
    );
    const unknown = { ...drafting, commandId: 'three', caseId: `c${'z'.repeat(25)}` };
    expect((await rig.as('officer', 'POST /v1/office/faq', { body: unknown })).status).toBe(404);
  });

  it.each([
    [{ ...drafting, question: { 'zh-CN': '', en: 'x' } }, 'missing'],
    [{ ...drafting, answer: { 'zh-CN': '长'.repeat(1001), en: 'x' } }, 'too-long'],
    [{ ...drafting, lookAgainDays: 366 }, 'too-large'],
  ])('are refused with a sentence where a field is wrong: %#', async (body, code) => {
    const rig = await http();
    const { status, body: problem } = await rig.as('officer', 'POST /v1/office/faq', { body });
    expect(status).toBe(422);
    expect(problem.errors[0].code).toBe(code);
  });
});

describe('common questions, for residents', () => {
  it('are shown in their language on a page without a script, and as JSON', async () => {
    const rig = await http();
    const id = await approved(rig);
    const page = await rig.ask('GET /a/{place}', { path: place });
    expect(page.text).toContain('居住证续签要带什么？');
    expect(page.text).toContain('<p>每天 9:00 到 17:00 到警务室。</p>');
    const english = await rig.ask('GET /v1/places/{place}/faq', {
      path: place,
      headers: { 'accept-language': 'en' },
    });
    expect(english.body.entries).toEqual([
      {
        id,
        question: faqWords.question.en,
        answer: faqWords.answer.en,
        checkedAt: '2026-11-23T02:00:00.000Z',
      },
    ]);
  });

  it('are found by words, which stand in no address', async () => {
    const rig = await http();
    await approved(rig);
    await approved(rig, { ...otherWords, lookAgainDays: 30, commandId: 'other' });
    const search = (q: string) => rig.ask('POST /a/{place}', { path: place, ...form({ q }) });
    const found = await search('楼上充电');
    expect(found.text).toContain('电动车能推上楼充电吗？');
    expect(found.text).not.toContain('居住证');
    expect((await search('水管漏水')).text).toContain('没有找到');
    const hostile = await search('<img src=x onerror=alert(1)>');
    expect(hostile.text).not.toContain('<img');
  });

  it('count apart from every response when one was the answer, and are gone after their time', async () => {
    const rig = await http();
    const id = await approved(rig);
    const { text } = await rig.ask('GET /a/{place}', { path: place });
    const token = /name="token" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const press = () => rig.ask('POST /a/{place}', { path: place, ...form({ found: id, token }) });
    expect((await press()).text).toContain('谢谢您。不用再提交了。');
    await press();
    const { body } = await rig.as('chief', 'GET /v1/office/stats');
    expect(body.answeredByItself).toEqual({ count: 1, more: false });
    expect(body.totals.accepted ?? body.totals.received).toBe(0);
    (rig.world.system as SeededSystem).set(now + 44 * DAY);
    expect((await rig.ask('GET /a/{place}', { path: place })).text).not.toContain('居住证');
    expect((await press()).status).toBe(404);
  });

  it('are of the station of their place alone', async () => {
    const rig = await http();
    await approved(rig);
    const elsewhere = await rig.ask('GET /v1/places/{place}/faq', { path: { place: 'x1-1' } });
    expect(elsewhere.body.entries).toEqual([]);
    expect((await rig.as('elsewhere', 'GET /v1/office/faq')).body.entries).toEqual([]);
    expect((await rig.ask('GET /a/{place}', { path: { place: 'nowhere' } })).status).toBe(404);
  });
});
