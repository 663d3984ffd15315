import { webhookReceiver } from '../../../infra/local/fakes/webhook-receiver.ts';
import {
  type StandardWebhookSettings,
  standardWebhook,
} from '../../../shared/adapters/channels/standard-webhook.ts';
import type { ChannelUnderTest } from './channel-under-test.ts';
import { httpVerdicts } from './http-verdicts.ts';

export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const formerSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const url = 'https://hooks.example.cn/huiying';
const bytes = (length: number) => `whsec_${Buffer.alloc(length, 7).toString('base64')}`;

export const webhookUnderTest: ChannelUnderTest<StandardWebhookSettings> = {
  name: 'a Standard Webhook',
  adapter: standardWebhook,
  async start(now) {
    const fake = await webhookReceiver({ secrets: [secret] }, { now });
    return { fake, settings: { url: fake.url, secret } };
  },
  faults: {
    ...httpVerdicts,
    gone: { result: 'broken', code: 'http-410' },
    refused: { result: 'permanent', code: 'http-400' },
    signature: { result: 'permanent', code: 'http-401' },
    'bad-gateway': { result: 'transient', code: 'http-502' },
  },
  strangers: {
    'a wrong secret': {
      settings: { secret: formerSecret },
      judged: { result: 'permanent', code: 'http-401' },
    },
  },
  verbatim: true,
  entered: {
    right: [
      { url, secret },
      { url, secret, formerSecret },
      { url, secret: bytes(24) },
      { url, secret: bytes(64) },
    ],
    wrong: {
      'an address in the clear': { url: 'http://hooks.example.cn/', secret },
      'no secret': { url },
      'a secret without its prefix': { url, secret: secret.slice(6) },
      'a secret of 23 bytes': { url, secret: bytes(23) },
      'a secret of 65 bytes': { url, secret: bytes(65) },
      'a secret that is no base64': { url, secret: `${bytes(32)}*` },
      'a former secret that is none': { url, secret, formerSecret: 'whsec_MfKQ9r8G' },
    },
    secret: /MfKQ9r8G|BwcHBwcH/,
  },
};
