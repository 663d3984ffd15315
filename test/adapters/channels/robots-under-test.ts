import { dingtalkRobot } from '../../../infra/local/fakes/dingtalk-robot.ts';
import { feishuRobot } from '../../../infra/local/fakes/feishu-robot.ts';
import { wecomRobot } from '../../../infra/local/fakes/wecom-robot.ts';
import type { Judged } from '../../../shared/adapters/channels/channel-adapter.ts';
import { type DingtalkSettings, dingtalk } from '../../../shared/adapters/channels/robots/dingtalk.ts';
import { type FeishuSettings, feishu } from '../../../shared/adapters/channels/robots/feishu.ts';
import { type WecomSettings, wecom } from '../../../shared/adapters/channels/robots/wecom.ts';
import { MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { ChannelUnderTest } from './channel-under-test.ts';
import { httpVerdicts, unreadableVerdicts } from './http-verdicts.ts';

const transient = (code: string, retryAfterMs?: number): Judged => ({
  result: 'transient',
  code,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});
const broken = (code: string): Judged => ({ result: 'broken', code });
const permanent = (code: string): Judged => ({ result: 'permanent', code });

const key = '73febdcb-1b38-4d1b-a994-790f21fc8d30';
const token = '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9';
const hook = '9c1e7b3a-52d4-4f8e-a0b6-3d2f1e0c9b8a';

export const wecomUnderTest: ChannelUnderTest<WecomSettings> = {
  name: 'a group robot of WeCom',
  adapter: wecom,
  async start(now) {
    const fake = await wecomRobot({ key }, { now });
    return { fake, settings: { url: fake.url } };
  },
  faults: {
    ...httpVerdicts,
    ...unreadableVerdicts,
    slow: { result: 'transient' } as Judged,
    busy: transient('busy'),
    removed: broken('robot-unknown'),
    type: permanent('request-refused'),
    empty: permanent('request-refused'),
    'too-long': permanent('too-long'),
    'too-many': transient('too-many', MINUTE),
    unheard: transient('unknown-code-99999'),
  },
  strangers: {},
  mentions: {
    some: ['wangqing', 'LiuYan.2'],
    none: ['@all', 'all', '13800001111', '+8613800001111', 'two words', '', 'x><@all'],
  },
  entered: {
    right: [
      { url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}` },
      { url: `http://127.0.0.1:8080/cgi-bin/webhook/send?key=${key}` },
    ],
    wrong: {
      'another host': { url: `https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=${key}` },
      'another port': { url: `https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=${key}` },
      'an address in the clear': { url: `http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}` },
      'another path': { url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/upload_media?key=${key}` },
      'no key': { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send' },
      'a key cut short': { url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key.slice(0, -1)}` },
      'a fragment': { url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}#x` },
      'two keys': { url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}&key=${key}` },
      'a key alone': { url: key },
      'a secret that it does not have': {
        url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`,
        secret: key,
      },
      nothing: {},
    },
    secret: /73febdcb/,
  },
};

const dingtalkSecret = 'SEC0a1b2c3d4e5f60718293a4b5c6d7e8f9';

export const dingtalkUnderTest: ChannelUnderTest<DingtalkSettings> = {
  name: 'a robot of DingTalk',
  adapter: dingtalk,
  async start(now) {
    const fake = await dingtalkRobot({ token, secret: dingtalkSecret, keywords: ['回应', '备用'] }, { now });
    return { fake, settings: { url: fake.url, secret: dingtalkSecret, keyword: '回应' } };
  },
  faults: {
    ...httpVerdicts,
    ...unreadableVerdicts,
    slow: { result: 'transient' } as Judged,
    busy: transient('busy'),
    removed: broken('robot-unknown'),
    stopped: broken('robot-stopped'),
    dissolved: broken('group-gone'),
    malformed: transient('unreadable-answer'),
    'content-type': permanent('request-refused'),
    signature: broken('security-refused'),
    time: broken('security-refused'),
    keyword: broken('security-refused'),
    unsafe: permanent('content-refused'),
    'too-long': permanent('too-long'),
    'too-many': transient('too-many', 10 * MINUTE),
    throttled: transient('too-many', 10 * MINUTE),
    unheard: transient('unknown-code-123456'),
  },
  strangers: {
    'a wrong secret': { settings: { secret: `${dingtalkSecret}0` }, judged: broken('security-refused') },
    'no secret': { settings: { secret: undefined }, judged: broken('security-refused') },
    'no keyword': { settings: { keyword: undefined }, judged: broken('security-refused') },
    'another keyword': { settings: { keyword: '告警' }, judged: broken('security-refused') },
  },
  mentions: {
    some: ['user123', 'zhang-wei_2'],
    none: ['all', '@all', '13800001111', '8613800001111', 'two words', '', 'u1 @user9'],
  },
  entered: {
    right: [
      { url: `https://oapi.dingtalk.com/robot/send?access_token=${token}`, secret: dingtalkSecret },
      { url: `https://oapi.dingtalk.com/robot/send?access_token=${token}`, keyword: '回应' },
    ],
    wrong: {
      'another host': {
        url: `https://oapi.dingtalk.example/robot/send?access_token=${token}`,
        keyword: '回应',
      },
      'a token cut short': {
        url: `https://oapi.dingtalk.com/robot/send?access_token=${token.slice(1)}`,
        keyword: '回应',
      },
      'a signature in the address': {
        url: `https://oapi.dingtalk.com/robot/send?access_token=${token}&sign=${token}`,
        secret: dingtalkSecret,
      },
      'credentials in the address': {
        url: `https://u:${token}@oapi.dingtalk.com/robot/send?access_token=${token}`,
        secret: dingtalkSecret,
      },
      'a secret that is none': {
        url: `https://oapi.dingtalk.com/robot/send?access_token=${token}`,
        secret: dingtalkSecret.slice(3),
      },
      'a keyword that would mention all': {
        url: `https://oapi.dingtalk.com/robot/send?access_token=${token}`,
        keyword: '@all',
      },
      'neither a secret nor a keyword': { url: `https://oapi.dingtalk.com/robot/send?access_token=${token}` },
    },
    secret: /a1b2c3d4/,
  },
};

const feishuSecret = '1yQbMJZyDLTlOxH5r1Xqmb';

export const feishuUnderTest: ChannelUnderTest<FeishuSettings> = {
  name: 'a bot of Feishu',
  adapter: feishu,
  async start(now) {
    const fake = await feishuRobot({ token: hook, secret: feishuSecret, keywords: ['回应'] }, { now });
    return { fake, settings: { url: fake.url, secret: feishuSecret, keyword: '回应' } };
  },
  faults: {
    ...httpVerdicts,
    ...unreadableVerdicts,
    slow: { result: 'transient' } as Judged,
    removed: broken('robot-unknown'),
    type: permanent('request-refused'),
    stopped: broken('robot-stopped'),
    signature: broken('security-refused'),
    address: broken('security-refused'),
    keyword: broken('security-refused'),
    'too-many-400': transient('too-many', MINUTE),
    'too-many': transient('too-many', 5 * SECOND),
    'two-codes': broken('robot-stopped'),
    unheard: transient('unknown-code-99999'),
  },
  strangers: {
    'a wrong secret': { settings: { secret: `${feishuSecret}0` }, judged: broken('security-refused') },
    'no secret': { settings: { secret: undefined }, judged: broken('security-refused') },
    'no keyword': { settings: { keyword: undefined }, judged: broken('security-refused') },
  },
  mentions: {
    some: ['ou_7d8a6e6df7621556ce0d21922b676706', 'ou_2'],
    none: ['all', 'ou_', 'wangqing', '13800001111', 'ou_1"><at user_id="all'],
  },
  entered: {
    right: [
      { url: `https://open.feishu.cn/open-apis/bot/v2/hook/${hook}` },
      {
        url: `https://open.larksuite.com/open-apis/bot/v2/hook/${hook}`,
        secret: feishuSecret,
        keyword: '回应',
      },
    ],
    wrong: {
      'another host': { url: `https://open.feishu.example/open-apis/bot/v2/hook/${hook}` },
      'a path above': { url: `https://open.feishu.cn/open-apis/bot/v2/hook/${hook}/../../other` },
      'a query': { url: `https://open.feishu.cn/open-apis/bot/v2/hook/${hook}?x=${hook}` },
      'an address that ends early': { url: 'https://open.feishu.cn/open-apis/bot/v2/hook/' },
      'a secret that is none': {
        url: `https://open.feishu.cn/open-apis/bot/v2/hook/${hook}`,
        secret: `${feishuSecret}=`,
      },
      'a misspelt field': {
        url: `https://open.feishu.cn/open-apis/bot/v2/hook/${hook}`,
        sekret: feishuSecret,
      },
    },
    secret: /9c1e7b3a|1yQbMJZy/,
  },
};
