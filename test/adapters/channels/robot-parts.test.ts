import { afterEach, describe, expect, it } from 'vitest';
import { dingtalkRobot } from '../../../infra/local/fakes/dingtalk-robot.ts';
import type { Fake } from '../../../infra/local/fakes/fake.ts';
import { dingtalk } from '../../../shared/adapters/channels/robots/dingtalk.ts';
import { inertText } from '../../../shared/adapters/channels/robots/inert-text.ts';
import { type CodeMeanings, judgeByCode } from '../../../shared/adapters/channels/robots/judge-by-code.ts';
import { mentionable } from '../../../shared/adapters/channels/robots/mentionable.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { at } from '../../engine/wall-clock.ts';
import { HANG_MS } from '../../timeouts.ts';

const morning = at('2026-11-23 10:05');
const open: Fake[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((fake) => fake.close()));
});

describe('the answer of a robot', () => {
  const meanings: CodeMeanings = {
    [-1]: { result: 'transient', code: 'busy' },
    0: { result: 'sent' },
    1: { result: 'broken', code: 'robot-unknown' },
    2: { result: 'transient', code: 'too-many', retryAfterMs: 60_000 },
  };
  const judged = (status: number, body: string, retryAfterMs?: number) =>
    judgeByCode({ status, body, ...(retryAfterMs !== undefined && { retryAfterMs }) }, 'errcode', meanings);
  const unreadable = { result: 'transient', code: 'unreadable-answer' };

  it.each([
    [200, '{"errcode":1,"errmsg":"ok"}', { result: 'broken', code: 'robot-unknown' }],
    [403, '{"errcode":1}', { result: 'broken', code: 'robot-unknown' }],
    [500, '{"errcode":1}', { result: 'broken', code: 'robot-unknown' }],
    [200, '{"errcode":"0"}', { result: 'sent' }],
    [200, '{"errcode":"-1"}', { result: 'transient', code: 'busy' }],
    [500, '{"errcode":0}', { result: 'transient', code: 'http-500' }],
    [302, '{"errcode":0}', { result: 'transient', code: 'http-302' }],
    [404, '<html>ok</html>', { result: 'transient', code: 'http-404' }],
    [200, '{"errcode":7}', { result: 'transient', code: 'unknown-code-7' }],
  ])('with status %i and %s is judged by its code, and a success by both', (status, body, expected) => {
    expect(judged(status, body)).toEqual(expected);
  });

  it.each(['', '{}', 'null', '0', '"ok"', '[]', '{"errcode":null}', '{"errcode":0.5}', '{"errcode":[0]}'])(
    'without a code says nothing: %s',
    (body) => {
      expect(judged(200, body)).toEqual(unreadable);
    },
  );

  it.each([
    '{"errcode":true}',
    '{"errcode":""}',
    '{"errcode":"0x0"}',
    '{"errcode":12345678901}',
    '{"code":0}',
  ])('with a code that is none says nothing: %s', (body) => {
    expect(judged(200, body)).toEqual(unreadable);
  });

  it('is waited for as long as the longer of its code and its header say', () => {
    const tooMany = { result: 'transient', code: 'too-many' };
    expect(judged(429, '{"errcode":2}', 7000)).toEqual({ ...tooMany, retryAfterMs: 60_000 });
    expect(judged(429, '{"errcode":2}', 90_000)).toEqual({ ...tooMany, retryAfterMs: 90_000 });
    expect(judged(503, '', 90_000)).toEqual({ result: 'transient', code: 'http-503', retryAfterMs: 90_000 });
  });
});

describe('mentions', () => {
  it('are of twenty people at most', () => {
    const ids = Array.from({ length: 25 }, (_, index) => `user${index}`);
    expect(mentionable(ids, /^user\d+$/)).toEqual(ids.slice(0, 20));
  });

  it('take their room from the text', async () => {
    const fake = await dingtalkRobot({ token: 't' }, { now: () => morning });
    open.push(fake);
    const mentions = Array.from({ length: 20 }, (_, index) => `u${'x'.repeat(60)}${index}`);
    const notice = {
      id: 'st1-c1-1-0',
      station: stationId('st1'),
      about: 'case',
      kind: 'level',
      to: 'officer',
      people: [],
      language: 'zh-CN',
      at: morning,
    } as const;
    const text = { title: '升级提醒', text: '长'.repeat(9000), details: {} };
    const options = { now: morning, timeoutMs: HANG_MS };
    expect(await dingtalk.send({ notice, text, mentions }, { url: fake.url }, options)).toEqual({
      result: 'sent',
    });
    const [accepted] = fake.accepted;
    expect(accepted?.mentioned).toEqual(mentions);
    expect(Buffer.byteLength(accepted?.text ?? '')).toBeLessThanOrEqual(dingtalk.limits.length.max);
  });
});

describe('a text that no platform reads as more', () => {
  it.each([
    ['<@all> @all', '＜＠all＞ ＠all'],
    ['[here](https://x.example)', '[here] (https://x.example)'],
    ['one\r\ntwo\rthree\nfour', 'one\ntwo\nthree\nfour'],
    ['a\u0000b\u001b[1mc\u0085d', 'ab[1mcd'],
    ['half a letter \ud83d!', 'half a letter \ufffd!'],
    ['事项 4827193（P1），👨‍👩‍👧‍👦 & "b"', '事项 4827193（P1），👨‍👩‍👧‍👦 & "b"'],
  ])('%j is %j', (given, inert) => {
    expect(inertText(given)).toBe(inert);
  });
});
