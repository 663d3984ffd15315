import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { HOUR, type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
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

const BODY_BYTES_MAX = 20 * 1024;
const PATH = '/open-apis/bot/v2/hook';

export interface FeishuRobot {
  readonly token: string;
  readonly secret?: string;
  /** One of them must stand in each message, where there are any. */
  readonly keywords?: readonly string[];
}

const says = (code: number, msg: string): FakeAnswer => ok({ code, msg, data: {} });

const answers = {
  success: ok({ code: 0, msg: 'success', data: {}, StatusCode: 0, StatusMessage: 'success' }),
  removed: says(19001, 'param invalid: incoming webhook access token invalid'),
  type: says(19002, 'params error, msg_type need'),
  stopped: says(19007, 'Bot Not Enabled'),
  signature: says(19021, 'sign match fail or timestamp is not within one hour from current time'),
  address: says(19022, 'Ip Not Allowed'),
  keyword: says(19024, 'Key Words Not Found'),
  malformed: says(9499, 'Bad Request'),
  // As older servers refused one message too many.
  'too-many-400': { status: 400, body: JSON.stringify({ code: 9499, msg: 'too many request' }) },
  'too-many': says(11232, 'frequency limited'),
  // The two fields disagree: the older one stayed 0 when something failed.
  'two-codes': ok({ StatusCode: 0, StatusMessage: 'success', code: 19007, msg: 'Bot Not Enabled' }),
  unheard: says(99999, 'success'),
} as const;

const elements = () =>
  z.discriminatedUnion('tag', [
    z.strictObject({ tag: z.literal('text'), text: z.string(), un_escape: z.optional(z.boolean()) }),
    z.strictObject({ tag: z.literal('at'), user_id: z.string(), user_name: z.optional(z.string()) }),
  ]);

const messages = onFirstUse(() =>
  z.strictObject({
    timestamp: z.optional(z.string()),
    sign: z.optional(z.string()),
    msg_type: z.literal('post'),
    content: z.strictObject({
      post: z.strictObject({
        zh_cn: z.strictObject({ title: z.optional(z.string()), content: z.array(z.array(elements())) }),
      }),
    }),
  }),
);

type Message = z.output<ReturnType<typeof messages>>;

/** A custom bot of Feishu: 100 messages a minute, five of them in a second, 20 KB each. */
export function feishuRobot(robot: FeishuRobot, options: FakeOptions): Promise<Fake> {
  const { token, keywords = [] } = robot;
  const inMinute = rateLimit({ max: 100, windowMs: MINUTE });
  const inSecond = rateLimit({ max: 5, windowMs: SECOND });

  function judge({ method, url, headers, body, at }: FakeRequest): Verdict {
    const length = Buffer.byteLength(body);
    if (method !== 'POST' || !url.pathname.startsWith(PATH)) return { answer: { status: 404, body: '' } };
    if (url.pathname !== `${PATH}/${token}`) return { answer: answers.removed };
    const typed = /^application\/json/.test(headers['content-type'] ?? '');
    if (!typed || length > BODY_BYTES_MAX) return { answer: answers.malformed };
    const { success, data } = messages().safeParse(parseJson(body));
    if (!success) return { answer: answers.type };
    if (!isSigned(robot, data, at)) return { answer: answers.signature };
    const seen = seenOf(data);
    const known = keywords.length === 0 || keywords.some((keyword) => seen.text.includes(keyword));
    if (!known) return { answer: answers.keyword };
    if (!inSecond(at) || !inMinute(at)) return { answer: answers['too-many'] };
    return { answer: answers.success, accepted: { ...seen, length } };
  }

  return httpFake({ address: `${PATH}/${token}`, judge, refusals: answers }, options);
}

/** The time and the secret are the key of the signature; nothing is signed. */
function isSigned({ secret }: FeishuRobot, { timestamp = '', sign }: Message, at: Instant): boolean {
  if (secret === undefined) return true;
  if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) * SECOND - at) > HOUR) return false;
  return sign === createHmac('sha256', `${timestamp}\n${secret}`).digest('base64');
}

/** What the group sees, and who of it is notified. A mention may stand in a text as well as beside it. */
function seenOf({ content }: Message) {
  const { title = '', content: lines } = content.post.zh_cn;
  const texts = lines.map((line) => line.map((part) => (part.tag === 'text' ? part.text : '')).join(''));
  const text = [title, ...texts].filter((line) => line !== '').join('\n');
  const beside = lines.flat().flatMap((part) => (part.tag === 'at' ? [part.user_id] : []));
  const within = [...text.matchAll(/<at\s+(?:user_)?id="?([^"\s>]+)"?\s*>/g)].map(([, id = '']) => id);
  const all = [...beside, ...within];
  const mentioned = all.filter((id) => id !== 'all');
  return { text, mentioned, everyone: mentioned.length < all.length };
}
