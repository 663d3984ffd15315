import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { type Instant, MINUTE, SECOND } from '../../../engine/calendar/instant.ts';
import type { NoticeText } from '../../../engine/outbox/notice.ts';
import type { ChannelAdapter, Judged } from '../channel-adapter.ts';
import { fitText, TITLE_LENGTH } from '../fit-text.ts';
import { post } from '../post.ts';
import { inertText } from './inert-text.ts';
import { type CodeMeanings, judgeByCode } from './judge-by-code.ts';
import { mentionable } from './mentionable.ts';
import { robotAddress, robotKeyword } from './robot-settings.ts';
import { robotText } from './robot-text.ts';

export interface FeishuSettings {
  /** Holds the robot's token. */
  readonly url: URL;
  /** Signs each request, where the robot asks for signatures. */
  readonly secret?: string | undefined;
  /** A word that each message must hold, where the robot asks for one. */
  readonly keyword?: string | undefined;
}

const OPEN_ID = /^ou_[\dA-Za-z]{1,64}$/;

const refused: Judged = { result: 'permanent', code: 'request-refused' };
const security: Judged = { result: 'broken', code: 'security-refused' };

const meanings: CodeMeanings = {
  0: { result: 'sent' },
  // Too much for this robot, or for the platform at a full hour. Its shorter limit is one of a second.
  11232: { result: 'transient', code: 'too-many', retryAfterMs: 5 * SECOND },
  // A request that is malformed or too long, or one too many. This adapter's requests are neither of the first two.
  9499: { result: 'transient', code: 'too-many', retryAfterMs: MINUTE },
  19001: { result: 'broken', code: 'robot-unknown' },
  19002: refused,
  19007: { result: 'broken', code: 'robot-stopped' },
  19021: security,
  19022: security,
  19024: security,
};

/** The signature of a request, in base64: the time and the secret are the key, and nothing is signed with it. */
export const feishuSignature = (secret: string, atSeconds: string): string =>
  createHmac('sha256', `${atSeconds}\n${secret}`).digest('base64');

/** A custom bot of Feishu (飞书) or Lark, as a post: its texts have no markup, and a mention is an element of its own. */
export const feishu: ChannelAdapter<FeishuSettings> = {
  // The platform takes 20 KB of JSON, in which a quotation mark is two.
  limits: { length: { max: 8000, unit: 'bytes' }, perMinute: 100 },

  settings: () =>
    z.strictObject({
      url: robotAddress({
        hosts: ['open.feishu.cn', 'open.larksuite.com'],
        path: /^\/open-apis\/bot\/v2\/hook\/[\dA-Za-z-]{16,64}$/,
        query: {},
        sentence:
          'the address of a Feishu or Lark robot with its token: https://open.feishu.cn/open-apis/bot/v2/hook/…',
      }),
      secret: z.optional(
        z
          .string()
          .check(z.regex(/^[\dA-Za-z]{16,64}$/, 'the secret of a Feishu robot: 16 to 64 letters and digits')),
      ),
      keyword: z.optional(robotKeyword()),
    }),

  async send({ text, mentions }, { url, secret, keyword }, { now, timeoutMs }) {
    const content = postOf(text, mentionable(mentions, OPEN_ID), keyword);
    if (content === undefined) return { result: 'permanent', code: 'too-long' };
    const body = JSON.stringify({ ...signature(secret, now), msg_type: 'post', content });
    return judgeByCode(await post({ url, body }, timeoutMs), 'code', meanings);
  },
};

/** The title, the text, and on a last line whom it is for. */
function postOf(notice: NoticeText, people: readonly string[], keyword: string | undefined) {
  const title = fitText(inertText(notice.title), [], TITLE_LENGTH);
  const text = robotText(notice.text, { notice, keyword }, feishu.limits.length);
  if (text === undefined) return undefined;
  const mentions = people.map((id) => ({ tag: 'at', user_id: id }));
  const content = [[{ tag: 'text', text }], ...(mentions.length === 0 ? [] : [mentions])];
  return { post: { zh_cn: { title, content } } };
}

function signature(secret: string | undefined, now: Instant) {
  if (secret === undefined) return {};
  const timestamp = String(Math.floor(now / SECOND));
  return { timestamp, sign: feishuSignature(secret, timestamp) };
}
