import * as z from 'zod/mini';
import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
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

const CONTENT_BYTES_MAX = 2048;
const PATH = '/cgi-bin/webhook/send';

const says = (errcode: number, errmsg: string): FakeAnswer => ok({ errcode, errmsg });

const answers = {
  success: says(0, 'ok'),
  busy: says(-1, 'system busy'),
  removed: says(93000, 'invalid webhook url, hint: [1], from ip: 127.0.0.1'),
  type: says(40008, 'invalid message type'),
  empty: says(44004, 'empty content'),
  'too-long': says(40058, 'text.content exceed max length 2048'),
  'too-many': says(45009, 'api freq out of limit'),
  unheard: says(99999, 'ok'),
} as const;

const messages = onFirstUse(() =>
  z.strictObject({
    msgtype: z.literal('text'),
    text: z.strictObject({
      content: z.string(),
      mentioned_list: z.optional(z.array(z.string())),
      mentioned_mobile_list: z.optional(z.array(z.string())),
    }),
  }),
);

/** A group robot of WeCom: no signature, 2,048 bytes of text, 20 messages a minute. */
export function wecomRobot({ key }: { readonly key: string }, options: FakeOptions): Promise<Fake> {
  const mayTake = rateLimit({ max: 20, windowMs: MINUTE });

  function judge({ method, url, body, at }: FakeRequest): Verdict {
    if (method !== 'POST' || url.pathname !== PATH) return { answer: { status: 404, body: '' } };
    if (url.searchParams.get('key') !== key) return { answer: answers.removed };
    const { success, data } = messages().safeParse(parseJson(body));
    if (!success) return { answer: answers.type };
    const { content, mentioned_list = [], mentioned_mobile_list = [] } = data.text;
    const length = Buffer.byteLength(content);
    if (content.trim() === '') return { answer: answers.empty };
    if (length > CONTENT_BYTES_MAX) return { answer: answers['too-long'] };
    if (!mayTake(at)) return { answer: answers['too-many'] };
    // A mention may stand in the text as well as in the lists.
    const inText = [...content.matchAll(/<(@?[^<>\s]+)>/g)].map(([, id = '']) =>
      id.replace(/^@(?!all$)/, ''),
    );
    const all = [...mentioned_list, ...mentioned_mobile_list, ...inText];
    const mentioned = all.filter((id) => id !== '@all');
    return {
      answer: answers.success,
      accepted: { text: content, mentioned, everyone: mentioned.length < all.length, length },
    };
  }

  return httpFake({ address: `${PATH}?key=${key}`, judge, refusals: answers }, options);
}
