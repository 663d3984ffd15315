import { describe, expect, test } from 'vitest';
import { caseTypes } from '../../shared/cases/case-type.ts';
import { tileIds } from '../../shared/locales/page-words.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { tiles } from '../../web/resident/tiles.ts';
import type { HttpApi } from '../http/http-api.ts';
import {
  builtScript,
  expectLinksToResolve,
  hidden,
  openForm,
  readable,
  reportedByForm,
  residents,
  sendForm,
  titleOf,
  tokenIn,
} from './pages.ts';

/** All open cases of the station, read as its chief. */
const cases = async ({ as }: HttpApi) => {
  const { body } = await as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
  return body.rows as readonly { caseId: string; type: string; priority: string; place: string }[];
};
const good = { tile: 'lost', what: '黑色手机，落在电梯里了' };

describe('the form', () => {
  test('says where it is in words, whom to call first, and asks three things', async () => {
    const { status, text, headers } = await openForm(await residents());
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(titleOf(text)).toBe('向社区警务室求助 · 3 号楼 1 单元');
    for (const number of ['110', '119', '120']) expect(text).toContain(`href="tel:${number}"`);
    expect(text.indexOf('tel:110')).toBeLessThan(text.indexOf('class="plate"'));
    expect(readable(text)).toMatch(
      /清河里社区警务室.*清河里.*1 单元.*3.*号楼.*1\. 选一项.*2\. 说说情况.*3\. 怎么找到您/s,
    );
    expect(text.match(/<button/g)).toHaveLength(1);
    expectLinksToResolve(text);
  });

  test('is compressed for a client that accepts it', async () => {
    const { ask } = await residents();
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip, deflate', 'gzip'],
    ] as const) {
      const headers = { 'accept-encoding': accepted };
      const answer = await ask('GET /q/{place}', { path: { place: 'b3-1' }, headers });
      expect(answer.headers['content-encoding']).toBe(encoding);
    }
  });

  test('is not cached, and its script may connect to its own origin only', async () => {
    const { headers } = await openForm(await residents(builtScript));
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toMatch(/; script-src 'sha256-[^']+'; connect-src 'self'/);
  });

  test('is complete without a script', async () => {
    const { text, headers } = await openForm(await residents());
    expect(text).not.toContain('<script');
    expect(headers['content-security-policy']).not.toContain('script-src');
  });

  test('is read in the language of the browser, or the one its reader chooses', async () => {
    const rig = await residents();
    const byHeader = await rig.ask('GET /q/{place}', {
      path: { place: 'b3-1' },
      headers: { 'accept-language': 'en-GB' },
    });
    const chosen = await openForm(rig, { lang: 'en', size: 'l', from: 'singlemessage' });
    for (const { text } of [byHeader, chosen]) {
      expect(text).toContain('<html lang="en"');
      expect(readable(text).replaceAll('中文', '')).not.toMatch(/\p{Script=Han}/u);
    }
    expect(chosen.text).toContain('class="large"');
    expect(chosen.text).toContain('href="?lang=zh-CN&amp;size=l"');
    expect(chosen.text).toContain('href="?lang=en"');
  });

  test('with an unknown code is not found, and says so on a page', async () => {
    for (const place of ['nowhere', 'no such place', '%']) {
      const { status, text } = await openForm(await residents(), {}, place);
      expect(status).toBe(404);
      expect(titleOf(text)).toBe('错误：没有找到');
      expect(text).toContain('tel:110');
    }
  });
});

describe('the tiles', () => {
  test('lead to every case type', () => {
    const reached = new Set(tileIds.map((id) => tiles[id].type));
    expect([...reached].toSorted()).toEqual([...caseTypes].toSorted());
  });

  test.each(tileIds)('%s fills in and asks only questions of its type', (id) => {
    const { type, details = {}, asks = [] } = tiles[id];
    const { questions } = standardPolicy.types[type];
    for (const [question, answer] of Object.entries(details)) {
      expect(questions[question]?.choices).toContain(answer);
    }
    for (const { question, only } of asks) {
      expect(questions[question]?.choices).toEqual(expect.arrayContaining([...(only ?? [])]));
    }
  });

  test.each(tileIds)('%s alone with a sentence is a case of its type', async (tile) => {
    const rig = await residents();
    await reportedByForm(rig, { tile });
    expect((await cases(rig)).map(({ type }) => type)).toEqual([tiles[tile].type]);
  });

  test.each([
    ['missing', {}, 'P0'],
    ['fraud', { 'fraud.paid': 'within-48-hours' }, 'P0'],
    ['fraud', {}, 'P2'],
    ['lost', { 'lost.item': 'phone', 'lost.when': 'within-2-hours' }, 'P1'],
    ['lost', { 'lost.item': 'id-card' }, 'P1'],
    ['lost', { 'lost.item': 'phone', 'lost.when': 'earlier' }, 'P2'],
    ['noise', { 'noise.risk': 'violence' }, 'P1'],
    ['noise', {}, 'P3'],
    ['fire', { 'fire.kind': 'blocked-escape-route' }, 'P1'],
    ['danger', {}, 'P2'],
    ['lead', { 'lead.now': 'yes' }, 'P1'],
    ['worry', { 'worry.worry': 'no-answer-at-the-door' }, 'P0'],
    // The answer belongs to another tile that was chosen first, so it does not count.
    ['other', { 'lost.item': 'id-card' }, 'P3'],
  ])('%s with %j is promised as %s', async (tile, answers, priority) => {
    const rig = await residents();
    await reportedByForm(rig, { tile, ...answers });
    expect((await cases(rig)).map((row) => row.priority)).toEqual([priority]);
  });

  test('of a missing person says 110 without a script, and takes the report without a number', async () => {
    const rig = await residents();
    const { text } = await openForm(rig);
    expect(text).toMatch(/class="ask ask-missing"><p class="alert">[^<]*<a class="call num" href="tel:110"/);
    const token = await reportedByForm(rig, { tile: 'missing' });
    const receipt = await rig.ask('GET /t/{token}', { path: { token } });
    expect(readable(receipt.text)).toContain('请马上到最近的保安岗，或者拨打 110');
  });
});

describe('what was sent', () => {
  test('leads to its receipt in the language and size its reader chose', async () => {
    const rig = await residents();
    const sent = await sendForm(rig, good, { lang: 'en', size: 'l' });
    expect(sent.status).toBe(303);
    expect(sent.headers.location).toMatch(/^\/t\/[A-Za-z0-9_-]{32}\?lang=en&size=l$/);
    expect(sent.text).toBe('');
  });

  test('twenty times over, by the form and by the script, is one case', async () => {
    const rig = await residents();
    const token = hidden((await openForm(rig)).text, 'token');
    const body = { place: 'b3-1', type: 'lost-item', what: good.what, token };
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 === 0 ? sendForm(rig, { ...good, token }) : rig.ask('POST /v1/cases', { body }),
      ),
    );
    expect(tries.every(({ status }) => [303, 200, 201].includes(status))).toBe(true);
    expect(await cases(rig)).toHaveLength(1);
  });

  test('under a token of other content comes back as typed with a fresh token, and one press reports it', async () => {
    const rig = await residents();
    const token = await reportedByForm(rig);
    const other = { ...good, what: '还有一件别的事', phone: '13800000003', token };
    const again = await sendForm(rig, other);
    expect(again.status).toBe(409);
    expect(titleOf(again.text)).toMatch(/^错误：/);
    expect(again.text).toContain('还有一件别的事');
    const fresh = hidden(again.text, 'token');
    expect(fresh).not.toBe(token);
    expect(again.text).not.toContain(token);
    expect((await sendForm(rig, { ...other, token: fresh })).status).toBe(303);
    expect(await cases(rig)).toHaveLength(2);
  });

  test('may be about another place of the same station', async () => {
    const rig = await residents();
    await reportedByForm(rig, { elsewhere: 'gate' });
    expect((await cases(rig)).map(({ place }) => place)).toEqual(['gate']);
    const wrong = await sendForm(rig, { ...good, elsewhere: 'x1-1' });
    expect(wrong.status).toBe(422);
    expectLinksToResolve(wrong.text);
  });

  test('is taken as multipart too, and a file in it is left out', async () => {
    const rig = await residents();
    const form = new FormData();
    for (const [name, value] of Object.entries(good)) form.set(name, value);
    form.set('photo', new File(['x'], 'x.jpg', { type: 'image/jpeg' }));
    const request = new Response(form);
    const body = Buffer.from(await request.arrayBuffer()).toString('base64');
    const sent = await rig.ask('POST /q/{place}', {
      path: { place: 'b3-1' },
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      body,
      isBase64Encoded: true,
    });
    expect(tokenIn(sent)).toHaveLength(32);
  });

  test('stores the number and the name as the contact', async () => {
    const rig = await residents();
    await reportedByForm(rig, { phone: ' 138 0000 0003 ', name: '王女士' });
    const [row] = await cases(rig);
    const { body } = await rig.as('officer', 'POST /v1/office/cases/{id}/reveal', {
      path: { id: row?.caseId ?? '' },
      body: { what: 'contact' },
    });
    expect(body.contact).toEqual({ phone: '+8613800000003', name: '王女士' });
  });
});

describe('what cannot be taken yet', () => {
  test('comes back at once with every reason, each leading to its field, and with all that was typed', async () => {
    const rig = await residents();
    const token = hidden((await openForm(rig)).text, 'token');
    const typed = { token, what: '  ', phone: '138 0000 552', name: '王女士', elsewhere: 'gate' };
    const { status, text } = await sendForm(rig, typed);
    expect(status).toBe(422);
    expect(titleOf(text)).toBe('错误：向社区警务室求助 · 3 号楼 1 单元');
    expect(text).toContain('id="errors" tabindex="-1" role="alert" autofocus');
    expect(readable(text)).toContain('有 3 处要改一下');
    const summary = [...text.matchAll(/<li><a href="#([\w-]+)">([^<]+)<\/a><\/li>/g)];
    expect(summary.map(([, target]) => target)).toEqual(['t-lost', 'what', 'phone']);
    for (const [, target, message] of summary) {
      expect(text).toContain(`<p class="err" id="${target}-e">错误：${message}</p>`);
    }
    expectLinksToResolve(text);
    expect(text).toContain('value="138 0000 552"');
    expect(text).toContain('value="王女士"');
    expect(text).toContain('value="gate" selected');
    expect(hidden(text, 'token')).toBe(token);
    expect(await cases(rig)).toEqual([]);
  });

  test('keeps the tile and its answers', async () => {
    const { text } = await sendForm(await residents(), { tile: 'lost', 'lost.item': 'keys' });
    expect(text).toMatch(/id="t-lost" checked/);
    expect(text).toMatch(/name="lost\.item" value="keys" checked/);
    expect(text).not.toMatch(/name="found\.item" value="keys" checked/);
  });

  test('sent empty comes back with an error title, in both languages', async () => {
    const rig = await residents();
    for (const [lang, begins] of [
      ['zh-CN', '错误：'],
      ['en', 'Error: '],
    ] as const) {
      const { status, text } = await sendForm(rig, {}, { lang });
      expect(status).toBe(422);
      expect(titleOf(text).startsWith(begins)).toBe(true);
    }
  });

  test('is never rendered as markup', async () => {
    const rig = await residents();
    const nasty = `"><script>alert(1)</script><img src=x onerror='x'>`;
    const fields = Object.fromEntries(
      ['token', 'tile', 'what', 'phone', 'name', 'elsewhere', 'lost.item'].map((name) => [name, nasty]),
    );
    const { status, text } = await sendForm(rig, fields);
    expect(status).toBe(422);
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain('&lt;script&gt;');
  });

  test.each([
    ['application/json', '{}', 415],
    ['application/x-www-form-urlencoded', `what=${'x'.repeat(70_000)}`, 413],
    ['multipart/form-data; boundary=x', 'nonsense', 415],
  ])('as %s is refused on a page', async (type, body, expected) => {
    const { ask } = await residents();
    const answer = await ask('POST /q/{place}', {
      path: { place: 'b3-1' },
      headers: { 'content-type': type },
      body,
    });
    expect([answer.status, answer.headers['content-type']]).toEqual([expected, 'text/html; charset=utf-8']);
  });
});
