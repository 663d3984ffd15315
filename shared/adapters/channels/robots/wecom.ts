import * as z from 'zod/mini';
import { MINUTE } from '../../../engine/calendar/instant.ts';
import type { ChannelAdapter } from '../channel-adapter.ts';
import { post } from '../post.ts';
import { type CodeMeanings, judgeByCode } from './judge-by-code.ts';
import { mentionable } from './mentionable.ts';
import { robotAddress } from './robot-settings.ts';
import { robotText, titleAndText } from './robot-text.ts';

export interface WecomSettings {
  /** Holds the robot's key, which is all that a sender needs: these robots know no signature. */
  readonly url: URL;
}

const USER_ID = /^[A-Za-z0-9][\w.@-]{0,63}$/;

const meanings: CodeMeanings = {
  [-1]: { result: 'transient', code: 'busy' },
  0: { result: 'sent' },
  40008: { result: 'permanent', code: 'request-refused' },
  40058: { result: 'permanent', code: 'too-long' },
  44004: { result: 'permanent', code: 'request-refused' },
  // When a robot takes messages again is not documented; its limit is one of a minute.
  45009: { result: 'transient', code: 'too-many', retryAfterMs: MINUTE },
  93000: { result: 'broken', code: 'robot-unknown' },
};

/** A group robot of WeCom (企业微信), as a plain text: the only form in which its mentions are fields of their own. */
export const wecom: ChannelAdapter<WecomSettings> = {
  limits: { length: { max: 2048, unit: 'bytes' }, perMinute: 20 },

  settings: () =>
    z.strictObject({
      url: robotAddress({
        hosts: ['qyapi.weixin.qq.com'],
        path: /^\/cgi-bin\/webhook\/send$/,
        query: { key: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i },
        sentence:
          'the address of a WeCom group robot with its key: https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
      }),
    }),

  async send({ text, mentions }, { url }, { timeoutMs }) {
    const content = robotText(titleAndText(text), { notice: text, keyword: undefined }, wecom.limits.length);
    if (content === undefined) return { result: 'permanent', code: 'too-long' };
    const people = mentionable(mentions, USER_ID);
    const message = { content, ...(people.length > 0 && { mentioned_list: people }) };
    const body = JSON.stringify({ msgtype: 'text', text: message });
    return judgeByCode(await post({ url, body }, timeoutMs), 'errcode', meanings);
  },
};
