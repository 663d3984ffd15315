import { describe, expect, test } from 'vitest';
import { languages } from '../../shared/engine/language.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { type Problem, problemCodes, statusOf } from '../../shared/http/problem.ts';
import { problemAnswer } from '../../shared/http/problem-details.ts';
import { securityHeaders } from '../../shared/http/security-headers.ts';
import { fill } from '../../shared/locales/fill.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { httpEvent, lambdaContext } from './event.ts';
import { type Answered, http, reportBody } from './http-api.ts';

/** One problem of each code, with the values that its text needs. */
const everyProblem: readonly Problem[] = [
  { code: 'not-found' },
  { code: 'move-not-allowed', move: 'resolve', from: 'received', to: 'resolved' },
  { code: 'changed-meanwhile', version: 7 },
  { code: 'too-busy' },
  { code: 'wrong-cursor' },
  { code: 'token-used' },
  { code: 'command-used' },
  { code: 'invalid-details', question: 'item' },
  { code: 'unknown-outcome', outcome: 'gone' },
  { code: 'reply-too-short', charactersMin: 10 },
  { code: 'second-person-needed' },
  { code: 'waits-exhausted', waitsMax: 3 },
  { code: 'extensions-exhausted', extensionsMax: 2 },
  { code: 'not-later', clock: 'resolve' },
  { code: 'too-far-ahead', daysMax: 30 },
  { code: 'no-such-clock', clock: 'handover' },
  { code: 'no-such-milestone', milestone: 'care-call' },
  { code: 'nothing-to-acknowledge' },
  { code: 'window-over' },
  { code: 'window-still-open' },
  { code: 'already-rated' },
  { code: 'nothing-to-read' },
  { code: 'unknown-person' },
  { code: 'person-cannot-act' },
  { code: 'in-the-future' },
  { code: 'no-withdrawal-asked' },
  { code: 'not-secret' },
  { code: 'not-linkable' },
  { code: 'no-longer-worked-on' },
  { code: 'other-type' },
  { code: 'reason-needed' },
  { code: 'nothing-to-join' },
  { code: 'no-notice-address' },
  { code: 'code-replaced' },
  { code: 'register-changed' },
  { code: 'link-used' },
  { code: 'link-expired' },
  { code: 'photos-full', photosMax: 4 },
  { code: 'helper-not-needed' },
  { code: 'helper-answered-before' },
  { code: 'helper-task-over' },
  { code: 'helpers-enough', helpersMax: 12 },
  { code: 'nothing-to-approve' },
  { code: 'faq-full', entriesMax: 200 },
  { code: 'webhooks-off' },
  { code: 'webhook-exists' },
  { code: 'webhooks-enough', endpointsMax: 10 },
  { code: 'address-not-https' },
  { code: 'address-inside' },
  { code: 'address-unknown' },
  { code: 'own-entry' },
  { code: 'unknown-deputy' },
  { code: 'roster-full', peopleMax: 400 },
  { code: 'settings-moved', version: '7' },
  { code: 'content-refused', sentence: 'P2.', faults: [] },
  { code: 'struck' },
  { code: 'unauthorized' },
  { code: 'not-json' },
  { code: 'too-large' },
  { code: 'unsupported-type' },
  { code: 'unreadable-text' },
  { code: 'invalid-input', errors: [{ field: 'what', code: 'missing' }] },
  { code: 'too-many-tries' },
  { code: 'unavailable' },
  { code: 'defect' },
];

const rendered = (problem: Problem, language: 'zh-CN' | 'en') => {
  const answer = problemAnswer(problem, { language, requestId: 'req-9', origin: 'https://h.example' });
  return { ...answer, body: JSON.parse(String(answer.body)) };
};

describe('a problem', () => {
  test('of every code is in the list above', () => {
    expect(everyProblem.map(({ code }) => code).toSorted()).toEqual(problemCodes.toSorted());
  });

  test.each(everyProblem)('$code says in both languages what to do', (problem) => {
    for (const language of languages) {
      const { status, type, body } = rendered(problem, language);
      expect(status).toBe(statusOf[problem.code]);
      expect(type).toMatch(/^application\/problem\+json/);
      expect(body).toMatchObject({
        type: `https://h.example/docs#${problem.code}`,
        title: wordsOf(language).problems[problem.code].title,
        status,
        code: problem.code,
        instance: 'urn:huiying:request:req-9',
      });
      expect(body.detail).not.toMatch(/[{}]|undefined/);
      expect(/\p{Script=Han}/u.test(body.detail)).toBe(language === 'zh-CN');
    }
  });

  test('of a refused move names the move, where the case is and where it would have gone', () => {
    const { body } = rendered(
      { code: 'move-not-allowed', move: 'resolve', from: 'received', to: 'resolved' },
      'en',
    );
    expect(body).toMatchObject({ move: 'resolve', from: 'received', to: 'resolved' });
    expect(body.detail).toContain('“received”');
    expect(body.detail).toContain('“solved”');
  });

  test('that may pass says after how many seconds to try again', () => {
    expect(rendered({ code: 'unavailable' }, 'en').headers).toEqual({ 'retry-after': '5' });
    expect(rendered({ code: 'too-busy' }, 'en').headers).toEqual({ 'retry-after': '1' });
  });
});

test('a text with an unfilled placeholder is a defect and is not sent', () => {
  expect(() => fill('{a} and {b}', { a: 1 })).toThrow(RangeError);
});

describe('at the edge', () => {
  const send = async (sent: object): Promise<Answered> => (await http()).ask('POST /v1/cases', sent);

  test.each([
    ['what is not JSON', { body: '{"place":' }, 400, 'not-json'],
    ['what is not UTF-8', { body: '/w==', isBase64Encoded: true }, 400, 'unreadable-text'],
    ['what the gateway could not read as UTF-8', { body: '{"what":"\ufffd"}' }, 400, 'unreadable-text'],
    ['10,000 levels', { body: `${'['.repeat(10_000)}${']'.repeat(10_000)}` }, 413, 'too-large'],
    ['65,537 bytes', { body: `"${'x'.repeat(65_535)}"` }, 413, 'too-large'],
    ['JSON that is nested 65 deep', { body: `${'['.repeat(65)}1${']'.repeat(65)}` }, 413, 'too-large'],
    ['a form', { body: 'place=1', headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-type'],
    ['JSON that is not an object', { body: '[]' }, 422, 'invalid-input'],
    ['nothing', {}, 422, 'invalid-input'],
  ])('%s is refused', async (_what, sent, status, code) => {
    expect(await send(sent)).toMatchObject({ status, body: { code } });
  });

  test('65,536 bytes are read, and JSON in base64 too', async () => {
    const wide = await send({ body: `"${'x'.repeat(65_534)}"` });
    expect(wide.status).toBe(422);
    const body = Buffer.from(JSON.stringify(reportBody())).toString('base64');
    expect((await send({ body, isBase64Encoded: true })).status).toBe(201);
  });

  test('browsers are held to https only where the public address has it', () => {
    expect(securityHeaders('https://huiying.example.cn', 200)).toHaveProperty('strict-transport-security');
    expect(securityHeaders('http://127.0.0.1:8788', 200)).not.toHaveProperty('strict-transport-security');
  });

  test('every response forbids caching, referrers, type sniffing and loading other resources', async () => {
    const { ask, as } = await http();
    const answers = [
      await ask('GET /health'),
      await ask('GET /openapi.json'),
      await ask('POST /v1/cases', { body: '{' }),
      await as('officer', 'GET /v1/me'),
      await ask('GET /v1/me'),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'strict-transport-security': 'max-age=31536000',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('a route that the catalogue does not list is not found', async () => {
    const { residents, staff } = await http();
    for (const handler of [residents, staff]) {
      for (const key of ['GET /v1/secret', '$default', 'constructor', 'GET /v1/office/secret']) {
        expect((await handler(httpEvent(key), lambdaContext)).statusCode).toBe(404);
      }
    }
    expect((await residents(httpEvent('GET /v1/me'), lambdaContext)).statusCode).toBe(404);
  });
});

describe('what goes wrong on our side', () => {
  const secret = 'TOKEN-AND-NAME';
  const failing = async (error: Error) => {
    const { world } = await http();
    const store = { ...world.store, findPlace: () => Promise.reject(error) };
    const rig = await http({ store });
    const answer = await rig.ask('POST /v1/cases', {
      body: reportBody(),
      headers: { 'accept-language': 'en' },
    });
    return { ...answer, lines: rig.lines };
  };

  test('a store that does not answer is 503, and when to try again', async () => {
    const { status, headers, body, lines } = await failing(new Unavailable('busy'));
    expect([status, headers['retry-after'], body.code]).toEqual([503, '5', 'unavailable']);
    expect(lines).toMatchObject([
      { code: 'unavailable', ids: { requestId: 'req-1', route: 'POST /v1/cases' } },
    ]);
  });

  test('a function that runs out of time answers before it is ended, and the request may be tried again', async () => {
    const { world } = await http();
    const store = { ...world.store, findPlace: () => new Promise<never>(() => undefined) };
    const { residents } = await http({ store });
    const context = { ...lambdaContext, getRemainingTimeInMillis: () => 250 };
    const answer = await residents(httpEvent('POST /v1/cases', { body: reportBody() }), context);
    expect([answer.statusCode, answer.headers?.['retry-after']]).toEqual([503, '5']);
  });

  test('a defect is a bare 500 with the request id, which the reader can report', async () => {
    const { status, body, lines } = await failing(new TypeError(secret));
    expect(status).toBe(500);
    expect(Object.keys(body).toSorted()).toEqual(['code', 'detail', 'instance', 'status', 'title', 'type']);
    expect(body.detail).toContain('req-1');
    expect(lines).toMatchObject([{ code: 'defect', ids: { requestId: 'req-1', route: 'POST /v1/cases' } }]);
  });

  test('neither answer nor log quotes the error, which may quote the request', async () => {
    const { text, lines } = await failing(new SyntaxError(secret, { cause: new Error(secret) }));
    expect(text).not.toContain(secret);
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(lines).toMatchObject([{ code: 'defect', ids: { error: 'SyntaxError', cause: 'Error' } }]);
  });
});
