import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { onFirstUse } from '../../../shared/engine/on-first-use.ts';
import type { Fake } from './fake.ts';
import {
  type FakeAnswer,
  type FakeOptions,
  type FakeRequest,
  httpFake,
  ok,
  parseJson,
  type Verdict,
} from './http-fake.ts';
import { rateLimit } from './rate-limit.ts';

const BODY_BYTES_MAX = 20_000;
const PATH = '/robot/send';

export interface DingtalkRobot {
  readonly token: string;
  readonly secret?: string;
  /** One of them must stand in each message, where there are any. */
  readonly keywords?: readonly string[];
}

const says = (errcode: number, errmsg: string): FakeAnswer => ok({ errcode, errmsg });

const answers = {
  // Some of the platform's servers write the code as a text.
  success: ok({ errcode: '0', errmsg: 'ok' }),
  busy: says(-1, '系统繁忙'),
  removed: says(300005, 'token is not exist'),
  stopped: says(400102, 'robot is stopped'),
  dissolved: says(400013, 'group is dissolved'),
  malformed: says(40035, '缺少参数 json'),
  'content-type': says(43004, '无效的HTTP HEADER Content-Type'),
  signature: says(310000, 'sign not match, more: [https://example.invalid]'),
  time: says(310000, 'invalid timestamp'),
  keyword: says(310000, 'keywords not in content'),
  unsafe: says(430102, 'unsafe picture in text'),
  'too-long': says(460101, 'message too long, exceed 20000 bytes'),
  'too-many': says(130101, 'send too fast, exceed 20 times per minute'),
  throttled: says(410100, 'send too fast'),
  unheard: says(123456, 'ok'),
} as const;

const messages = onFirstUse(() =>
  z.strictObject({
    msgtype: z.literal('text'),
    text: z.strictObject({ content: z.string().check(z.minLength(1)) }),
    at: z.optional(
      z.strictObject({
        atMobiles: z.optional(z.array(z.string())),
        atUserIds: z.optional(z.array(z.string())),
        isAtAll: z.optional(z.boolean()),
      }),
    ),
  }),
);

/** A custom robot of DingTalk. More than 20 messages in a minute close it for ten. */
export function dingtalkRobot(robot: DingtalkRobot, options: FakeOptions): Promise<Fake> {
  const { token, keywords = [] } = robot;
  const mayTake = rateLimit({ max: 20, windowMs: MINUTE, penaltyMs: 10 * MINUTE });

  function judge({ method, url, headers, body, at }: FakeRequest): Verdict {
    if (method !== 'POST' || url.pathname !== PATH) return { answer: { status: 404, body: '' } };
    if (url.searchParams.get('access_token') !== token) return { answer: answers.removed };
    if (!/^application\/json/.test(headers['content-type'] ?? '')) return { answer: answers['content-type'] };
    const refused = refusedBy(robot, url.searchParams, at);
    if (refused !== undefined) return { answer: answers[refused] };
    const length = Buffer.byteLength(body);
    if (length > BODY_BYTES_MAX) return { answer: answers['too-long'] };
    const { success, data } = messages().safeParse(parseJson(body));
    if (!success) return { answer: answers.malformed };
    const { content } = data.text;
    const known = keywords.length === 0 || keywords.some((keyword) => content.includes(keyword));
    if (!known) return { answer: answers.keyword };
    if (!mayTake(at)) return { answer: answers['too-many'] };
    const { atMobiles = [], atUserIds = [], isAtAll = false } = data.at ?? {};
    // Somebody is notified only if the text names them, too.
    const mentioned = [...atMobiles, ...atUserIds].filter((id) => content.includes(`@${id}`));
    return { answer: answers.success, accepted: { text: content, mentioned, everyone: isAtAll, length } };
  }

  return httpFake({ address: `${PATH}?access_token=${token}`, judge, refusals: answers }, options);
}

function refusedBy({ secret }: DingtalkRobot, query: URLSearchParams, at: Instant) {
  if (secret === undefined) return undefined;
  const timestamp = query.get('timestamp') ?? '';
  if (!/^\d{13}$/.test(timestamp) || Math.abs(Number(timestamp) - at) > HOUR) return 'time';
  const expected = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  return query.get('sign') === expected ? undefined : 'signature';
}
