import { describe, expect, test } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { caseTypes } from '../../shared/cases/case-type.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { personId } from '../../shared/engine/scope.ts';
import { tick as tickOnce } from '../../shared/engine/sweep/tick.ts';
import { tileIds } from '../../shared/locales/page-words.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { tiles } from '../../web/resident/tiles.ts';
import { station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { enteredPerson } from '../enter.ts';
import { atDesk, onlyCase } from '../http/at-desk.ts';
import type { HttpApi } from '../http/http-api.ts';
import {
  act,
  expectLinksToResolve,
  hidden,
  openCase,
  readable,
  reportedByForm,
  residents,
  titleOf,
} from './pages.ts';

const time = ({ world }: HttpApi) => world.system as SeededSystem;

/** An officer makes the moves in the only case, one after another. */
const moveAsOfficer = async (rig: HttpApi, ...moves: readonly object[]) =>
  atDesk(rig, await onlyCase(rig), 'officer', ...moves);

/** Runs the tick that the sweep would run for the only case. */
const tick = async (rig: HttpApi) =>
  tickOnce(rig.world, keyOf({ station, caseId: (await onlyCase(rig)) as never }), time(rig).now());

const start = { move: 'start' };
const resolve = { move: 'resolve', outcome: 'returned', text: '手机已在保安岗找到，请带身份证来领取' };

describe('a date beyond the announced holidays', () => {
  test('is said to move in the title, below the time, on the bar, in the history and among the promises', async () => {
    const rig = await residents();
    time(rig).pass(at('2026-12-31 15:00') - time(rig).now());
    const token = await reportedByForm(rig, { tile: 'ask' });
    const { text } = await openCase(rig, token);
    expect(titleOf(text)).toContain('（可能会变） ·');
    const read = readable(text).replaceAll(/\s+/g, ' ');
    expect(read).toContain('这个日期之后的放假安排还没公布，可能会变。');
    expect(read).toMatch(/最晚 （可能会变）/);
    expect(read).toMatch(/接下来 有人答复您 明天 15:00 （可能会变）/);
    expect(read.match(/（可能会变） 还没到时间/g)).toHaveLength(3);
  });
});

describe('the receipt', () => {
  test('shows the number, the time before the minutes, and the responsible role', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig, { phone: '13800005521' });
    await moveAsOfficer(rig, { move: 'acknowledge' });
    time(rig).pass(82 * MINUTE);
    const { status, text, headers } = await openCase(rig, token);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    const { body: seen } = await rig.ask('GET /v1/track/{token}', { path: { token } });
    const number = `${seen.reference.slice(0, 4)} ${seen.reference.slice(4)}`;
    expect(titleOf(text)).toBe(`12:00前：有人答复您 · ${number}`);
    const read = readable(text).replaceAll(/\s+/g, ' ');
    expect(read).toContain(`您的求助编号 ${number}`);
    expect(read).toContain('社区民警最晚什么时候答复您 12:00 前 今天，还有 38 分钟');
    expect(read).toContain('10:00 开始 12:00 最晚');
    expect(read).toContain('已有人查看 由社区民警负责');
    expect(read).toMatch(/处理经过.*收到您的求助.*黑色手机.*今天 10:00.*社区民警已查看.*接下来/);
    expect(read).toMatch(/有人答复您 今天 12:00 还没到时间/);
    expect(read).toContain('138 •••• 5521');
    expect(text).toContain('href="tel:09312660110"');
    expectLinksToResolve(text);
  });

  test('names the day in its title where that is not today', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig, { tile: 'danger', what: '电梯门夹人' });
    const promiseInTitle = (text: string) => titleOf(text).split(' · ')[0];
    expect(promiseInTitle((await openCase(rig, token)).text)).toBe('明天 10:00前：有人答复您');
    expect(promiseInTitle((await openCase(rig, token, { lang: 'en' })).text)).toBe(
      'By tomorrow 10:00: A person answers you',
    );
    time(rig).pass(2 * DAY);
    await tick(rig);
    expect(promiseInTitle((await openCase(rig, token)).text)).toBe('昨天 10:00 已过');
  });

  test('names the time of an appointment at the top and in the history', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    await moveAsOfficer(rig, start, { move: 'schedule', at: '2026-11-25T07:20:00Z', text: '请到警务室来' });
    const read = readable((await openCase(rig, token)).text).replaceAll(/\s+/g, ' ');
    expect(read).toContain('已约好时间 11月25日 15:20 由社区民警负责');
    expect(read).toMatch(/处理经过.*已约好时间 11月25日 15:20 请到警务室来 今天 10:00/);
  });

  test.each([
    { ...resolve, looks: 'done is-good' },
    { move: 'not-resolve', reason: 'no-evidence', text: '录像里看不清是谁拿走的手机', looks: 'done' },
  ])('is green only where the case was solved ($move)', async ({ looks, ...move }) => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    await moveAsOfficer(rig, start, move);
    expect((await openCase(rig, token)).text).toContain(`class="${looks}"`);
  });

  test('says how to find it again in a messenger, and offers a file that anybody can verify', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    const { text } = await openCase(rig, token);
    expect(readable(text)).toContain('点微信右上角「···」再点「收藏」');
    const [, link = ''] = /href="([^"]*)" download>下载回执/.exec(text) ?? [];
    expect(link).toBe(`/t/${token}/receipt`);
    const file = await rig.ask('GET /t/{token}/receipt', { path: { token } });
    const { body } = await rig.ask('GET /v1/track/{token}', { path: { token } });
    expect([file.status, file.text]).toEqual([200, body.receipt]);
    expect(file.headers).toMatchObject({
      'content-type': 'application/jose',
      'content-disposition': `attachment; filename="huiying-${body.reference}.jws"`,
      'cache-control': 'no-store',
    });
    const absent = await rig.ask('GET /t/{token}/receipt', { path: { token: 'A'.repeat(32) } });
    expect([absent.status, titleOf(absent.text)]).toEqual([404, '错误：没有找到']);
  });

  test('offers only the actions that would be accepted', async () => {
    const rig = await residents();
    const { text } = await openCase(rig, await reportedByForm(rig));
    const offered = [...text.matchAll(/name="action" value="([\w-]+)"/g)].map(([, action]) => action);
    expect(offered).toEqual(['add-message', 'withdraw', 'add-message', 'choose-notices', 'add-photo']);
  });

  test('of unknown, wrong and malformed secrets is one and the same page', async () => {
    const rig = await residents();
    await reportedByForm(rig);
    const pages = [];
    for (const token of ['A'.repeat(32), 'B'.repeat(32), 'short', '../x']) {
      const { status, text } = await openCase(rig, token);
      pages.push(`${status} ${text}`);
      expect((await act(rig, token, { action: 'withdraw' })).text).toBe(text);
    }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toMatch(/^404 /);
  });
});

describe('a case on its way', () => {
  test('that is late says so first, apologizes, and says who was informed', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    time(rig).set(at('2026-11-23 12:12'));
    await tick(rig);
    time(rig).set(at('2026-11-23 12:45'));
    await tick(rig);
    const read = readable((await openCase(rig, token)).text).replaceAll(/\s+/g, ' ');
    expect(read).toMatch(/抱歉，我们没有按时做到。 12:00 已过 今天。晚了 45 分钟 ?。 已报告：/);
    expect(read).toMatch(/接下来 有人答复您 今天 12:00 已过/);
    expect(read).toContain('没有按时做到');
    expect(titleOf((await openCase(rig, token)).text)).toMatch(/^12:00 已过 · /);
  });

  test('that was not acknowledged in time says so below the deadline that still runs', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    time(rig).set(at('2026-11-23 10:45'));
    await tick(rig);
    const { text } = await openCase(rig, token);
    const read = readable(text).replaceAll(/\s+/g, ' ');
    expect(read).toMatch(/12:00 前 今天，还有 1 小时 15 分钟 抱歉，10:30 前就该有人查看，晚了 15 分钟 。/);
    expect(titleOf(text)).toMatch(/^12:00前：有人答复您/);
    expect(text).not.toContain('clock is-late');
    expect(read).toMatch(/有人查看 今天 10:30 没有按时做到/);
  });

  test('that is hard to write about can be discussed in person, without naming the subject', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig, { phone: '13800005521' });
    const page = (await openCase(rig, token)).text;
    expect(readable(page)).toContain('请打电话给我（138 •••• 5521）');
    const commandId = hidden(page, 'commandId');
    for (const _ of [1, 2]) {
      const sent = await act(rig, token, { action: 'add-message', wish: 'call', commandId });
      expect(sent.status).toBe(303);
    }
    const { text } = await openCase(rig, token);
    expect(readable(text).match(/您希望打电话谈/g)).toHaveLength(1);
    const { body } = await rig.as('officer', 'GET /v1/office/cases/{id}', {
      path: { id: await onlyCase(rig) },
    });
    expect(body.history.at(-1)).toMatchObject({ fact: 'message-added', particulars: { wish: 'call' } });
    expect((await act(rig, token, { action: 'add-message', wish: 'shout' })).status).toBe(422);
  });

  test('reported without a number offers a visit to the station, and its number', async () => {
    const rig = await residents();
    const { text } = await openCase(rig, await reportedByForm(rig));
    expect(text).not.toContain('value="call"');
    expect(text).toMatch(/name="wish" value="visit">我想到警务室当面谈/);
    expect(text).toMatch(
      /<details class="act"><summary class="btn">想当面说，或打电话.*href="tel:09312660110"/s,
    );
  });

  test('reported in the night says when people are at moveAsOfficer again', async () => {
    const rig = await residents();
    time(rig).set(at('2026-11-23 23:30'));
    const token = await reportedByForm(rig, { tile: 'ask', what: '怎么办居住证' });
    const read = readable((await openCase(rig, token)).text).replaceAll(/\s+/g, ' ');
    expect(read).toContain('现在是休息时间，明天 08:30 开始办理');
    expect(read).toMatch(/18:00 前 明天，还有 18 小时 30 分钟/);
  });

  test('that waits for its resident opens the form for it', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    await moveAsOfficer(rig, start, { move: 'ask-resident', text: '手机壳是什么颜色？' });
    const { text } = await openCase(rig, token);
    expect(readable(text)).toContain('手机壳是什么颜色？');
    expect(text).toMatch(/<details class="act" open><summary class="btn">补充情况/);
    expect(readable(text)).not.toContain('由您负责');
  });

  test('from report to “not solved” works by forms alone', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    const page = (await openCase(rig, token)).text;
    const added = await act(
      rig,
      token,
      { action: 'add-message', text: '手机壳是红色的', commandId: hidden(page, 'commandId') },
      { lang: 'en' },
    );
    expect([added.status, added.headers.location]).toEqual([303, `/t/${token}?lang=en`]);
    await moveAsOfficer(rig, start, resolve);
    const solved = await openCase(rig, token);
    const read = readable(solved.text).replaceAll(/\s+/g, ' ');
    expect(read).toMatch(/已办结 · 已归还 手机已在保安岗找到，请带身份证来领取 社区民警 · 今天 10:00/);
    expect(read).toMatch(/没解决的话，请在这之前告诉我们 11月30日 10:00/);
    expect(read).toMatch(/满意 基本满意 不满意 没联系上/);

    const rated = await act(rig, token, { action: 'rate', rating: 'dissatisfied', text: '不是我的手机' });
    expect(rated.status).toBe(303);
    const afterwards = (await openCase(rig, token)).text;
    expect(readable(afterwards)).toContain('您的评价：不满意。谢谢您。');
    expect(readable(afterwards)).toContain('点错了吗？明天 10:00前可以改。');
    expect(afterwards).toContain('value="satisfied"');
    expect(afterwards).not.toContain('value="dissatisfied"');
    expect((await act(rig, token, { action: 'reopen', text: '' })).status).toBe(303);
    const reopened = readable((await openCase(rig, token)).text).replaceAll(/\s+/g, ' ');
    expect(reopened).toMatch(/已重新办理 由社区民警负责/);
    expect(reopened).toContain('12:00 前');
  });

  test('is taken back after a second press, and then says so', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    await act(rig, token, { action: 'withdraw', commandId: 'x' });
    const { text } = await openCase(rig, token);
    expect(readable(text)).toContain('已撤回');
    // All that is left to do is to take the withdrawal back, and to choose what to hear of it.
    expect(text.match(/name="action" value="[\w-]+"/g)).toEqual([
      'name="action" value="reopen"',
      'name="action" value="choose-notices"',
    ]);
    expectLinksToResolve(text);
  });
});

describe('who looks over the shoulder', () => {
  const sensitive = tileIds.filter((tile) => standardPolicy.types[tiles[tile].type].sensitive);

  test.each(sensitive)('learns nothing of %s, and its reader can leave quickly', async (tile) => {
    const rig = await residents();
    const token = await reportedByForm(rig, { tile, what: 'CANARY-WORDS' });
    const { text } = await openCase(rig, token);
    expect(titleOf(text)).toMatch(/^您的事项 · \d{4} \d{3}$/);
    expect(text).toContain('快速离开');
    expect(text).toMatch(
      /<details class="fold"><summary>显示内容<\/summary><p class="said" dir="auto">CANARY-WORDS/,
    );
    // The numbers to call name no case, and nothing else may.
    expect(readable(text)).not.toMatch(/走失|诈骗|纠纷|可疑|噪音/);
  });

  test.each(caseTypes)('sees no note, priority, level, name or whole number of a %s', async (type) => {
    const rig = await residents();
    const tile = tileIds.find((id) => tiles[id].type === type) ?? 'other';
    const token = await reportedByForm(rig, { tile, phone: '13912345678', name: 'CANARY-NAME' });
    await enteredPerson(rig.world.store, {
      ...{ person: personId('p-CANARY-OFFICER'), station, role: 'officer' },
      displayName: 'CANARY-OFFICER',
      onLeave: false,
    });
    await moveAsOfficer(
      rig,
      { move: 'note', text: 'CANARY-NOTE' },
      { move: 'assign', to: 'p-CANARY-OFFICER' },
      start,
      { move: 'await-third-party', text: 'CANARY-WAIT' },
    );
    const { text } = await openCase(rig, token);
    expect(text).not.toMatch(/CANARY|12345678|2345|p-officer/);
    expect(text).not.toContain(await onlyCase(rig));
    expect(readable(text)).not.toMatch(/\bP[0-4]\b/);
  });
});

test('words of a resident or an officer are never markup', async () => {
  const rig = await residents();
  const nasty = `</p><script>alert(1)</script>"'&<b>`;
  const token = await reportedByForm(rig, { what: nasty, name: nasty });
  await moveAsOfficer(rig, { move: 'reply', text: nasty });
  await act(rig, token, { action: 'add-message', text: nasty });
  const { text } = await openCase(rig, token);
  expect(text.match(/&lt;script&gt;alert\(1\)/g)).toHaveLength(3);
  expect(text).not.toMatch(/<script|<b>[^<]*<\/script/);
});
