import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { type Instant, MINUTE } from '../../../engine/calendar/instant.ts';
import type { ChannelAdapter, Judged } from '../channel-adapter.ts';
import { post } from '../post.ts';
import { type CodeMeanings, judgeByCode } from './judge-by-code.ts';
import { mentionable } from './mentionable.ts';
import { robotAddress, robotKeyword } from './robot-settings.ts';
import { robotText, titleAndText } from './robot-text.ts';

export interface DingtalkSettings {
  /** Holds the robot's token. */
  readonly url: URL;
  /** Signs each request, where the robot asks for signatures. */
  readonly secret?: string | undefined;
  /** A word that each message must hold, where the robot asks for one. */
  readonly keyword?: string | undefined;
}

const USER_ID = /^[A-Za-z0-9][\w.@-]{0,63}$/;

/** A robot that got more than its limit takes nothing for ten minutes. */
const tooMany: Judged = { result: 'transient', code: 'too-many', retryAfterMs: 10 * MINUTE };
const refused: Judged = { result: 'permanent', code: 'request-refused' };
const unsafe: Judged = { result: 'permanent', code: 'content-refused' };
const unknown: Judged = { result: 'broken', code: 'robot-unknown' };

const meanings: CodeMeanings = {
  [-1]: { result: 'transient', code: 'busy' },
  0: { result: 'sent' },
  40035: refused,
  43004: refused,
  130101: tooMany,
  300001: unknown,
  300005: unknown,
  // A missing keyword, a wrong signature or time, an address that is not on the list: one code for all of them.
  310000: { result: 'broken', code: 'security-refused' },
  400013: { result: 'broken', code: 'group-gone' },
  400101: unknown,
  400102: { result: 'broken', code: 'robot-stopped' },
  400105: refused,
  400106: unknown,
  410100: tooMany,
  430101: unsafe,
  430102: unsafe,
  430103: unsafe,
  430104: unsafe,
  460101: { result: 'permanent', code: 'too-long' },
};

/** The signature of a request, in base64: the secret is the key, and stands in what is signed as well. */
export const dingtalkSignature = (secret: string, at: Instant): string =>
  createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64');

/** A custom robot of DingTalk (钉钉), as a plain text. */
export const dingtalk: ChannelAdapter<DingtalkSettings> = {
  // The platform takes 20,000 bytes of JSON, in which a quotation mark is two.
  limits: { length: { max: 8000, unit: 'bytes' }, perMinute: 20 },

  settings: () =>
    z
      .strictObject({
        url: robotAddress({
          hosts: ['oapi.dingtalk.com'],
          path: /^\/robot\/send$/,
          query: { access_token: /^[\da-f]{64}$/i },
          sentence:
            'the address of a DingTalk robot with its token: https://oapi.dingtalk.com/robot/send?access_token=…',
        }),
        secret: z.optional(
          z
            .string()
            .check(
              z.regex(
                /^SEC[\da-zA-Z]{16,128}$/,
                'the secret of a DingTalk robot: SEC and letters and digits',
              ),
            ),
        ),
        keyword: z.optional(robotKeyword()),
      })
      .check(
        z.refine(
          ({ secret, keyword }) => secret !== undefined || keyword !== undefined,
          'the robot asks for a signature or a keyword: its secret or its keyword is missing',
        ),
      ),

  async send({ text, mentions }, { url, secret, keyword }, { now, timeoutMs }) {
    const people = mentionable(mentions, USER_ID);
    // Who is mentioned must be named in the text as well, or nobody is notified.
    const named = people.length === 0 ? '' : `\n${people.map((id) => `@${id}`).join(' ')}`;
    const { max, unit } = dingtalk.limits.length;
    const room = { max: max - Buffer.byteLength(named), unit };
    const words = robotText(titleAndText(text), { notice: text, keyword }, room);
    if (words === undefined) return { result: 'permanent', code: 'too-long' };
    const at = { atUserIds: people, isAtAll: false };
    const body = JSON.stringify({ msgtype: 'text', text: { content: words + named }, at });
    const response = await post({ url: signed(url, secret, now), body }, timeoutMs);
    return judgeByCode(response, 'errcode', meanings);
  },
};

function signed(url: URL, secret: string | undefined, now: Instant): URL {
  const to = new URL(url);
  if (secret === undefined) return to;
  to.searchParams.set('timestamp', String(now));
  to.searchParams.set('sign', dingtalkSignature(secret, now));
  return to;
}
