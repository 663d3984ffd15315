import { randomUUID } from 'node:crypto';
import { toIso } from '../../../engine/calendar/instant.ts';
import { defined } from '../../../engine/defined.ts';
import type { NoticeText } from '../../../engine/outbox/notice.ts';
import type { ChannelAdapter, ChannelMessage, Judged, SendOptions } from '../channel-adapter.ts';
import { fitText } from '../fit-text.ts';
import { start, waitIn } from '../post.ts';
import { acs3Authorization, canonicalQuery, NO_BODY_SHA256 } from './acs3-signature.ts';
import { type AlibabaSmsSettings, alibabaSmsSettings, type Template } from './alibaba-sms-settings.ts';
import { judgeAlibabaSms } from './judge-alibaba-sms.ts';
import { isE164 } from './phone-number.ts';
import { judgeNoAnswer } from './unsure.ts';

/** As the provider limits a variable, and the whole message. */
const VARIABLE: { readonly max: number; readonly unit: 'characters' } = { max: 35, unit: 'characters' };
const MESSAGE_LENGTH_MAX = 500;

const ENDPOINT = new URL('https://dysmsapi.aliyuncs.com/');

/**
 * Short messages by Alibaba Cloud, inside China: no free text, but an approved template and its variables. The fixed part
 * of a link stands in the template and its secret is a variable. The notice's id goes along as `OutId` and comes back with
 * the delivery report. A repeat is not recognised, so an attempt without an answer is `unsure`.
 */
export const alibabaSms: ChannelAdapter<AlibabaSmsSettings> = {
  limits: { length: { max: MESSAGE_LENGTH_MAX, unit: 'characters' } },
  settings: alibabaSmsSettings,

  async send(message, given, options) {
    const { address, notice, text } = message;
    if (address === undefined || !isE164(address)) return permanent('address-invalid');
    const template = templateOf(message, given);
    if (template === undefined) return permanent('no-template');
    const variables = variablesOf(template, text);
    if (typeof variables === 'string') return permanent(variables);
    const parameters = {
      OutId: notice.id,
      PhoneNumbers: numberOf(address),
      SignName: given.signName,
      TemplateCode: template.code,
      TemplateParam: JSON.stringify(variables),
    };
    return request(parameters, given, options);
  },
};

const permanent = (code: string): Judged => ({ result: 'permanent', code });

/** A message may say something else than its kind: a receipt whose report was withdrawn meanwhile, for example. */
function templateOf(
  { notice, text }: ChannelMessage,
  { templates }: AlibabaSmsSettings,
): Template | undefined {
  const { says } = text.details;
  const name = typeof says === 'string' ? says : notice.kind;
  return [name, 'any'].flatMap((one) => (Object.hasOwn(templates, one) ? [templates[one]] : []))[0];
}

/** What is written for people. */
const words: readonly string[] = ['title', 'what'];

/** The variables of a template, or the code of what is wrong with one. Words are cut to fit; an id or a secret cannot be. */
function variablesOf(
  { variables }: Template,
  { title, details }: NoticeText,
): Readonly<Record<string, string>> | string {
  const filled: Record<string, string> = {};
  for (const [name, source] of Object.entries(variables)) {
    const given = source === 'title' ? title : Object.hasOwn(details, source) && details[source];
    if (typeof given !== 'string' && typeof given !== 'number') return 'variable-absent';
    // The provider takes no numbers, only texts.
    const value = words.includes(source) ? (fitText(String(given), [], VARIABLE) ?? '') : String(given);
    if (value.length === 0 || value.length > VARIABLE.max) return 'variable-length';
    if (ADDRESS.test(value)) return 'variable-holds-address';
    filled[name] = value;
  }
  return filled;
}

/** What the provider takes for a web address, which only the template may hold. */
const ADDRESS = /:\/\/|\bwww\.|[a-z0-9-]\.[a-z]{2,}(?![a-z0-9])/i;

/** A mobile number of mainland China without its country code; another with it. */
const numberOf = (e164: string): string => e164.replace(/^\+(?:86(?=1\d{10}$))?/, '');

async function request(
  parameters: Readonly<Record<string, string>>,
  { endpoint = ENDPOINT, accessKeyId, accessKeySecret }: AlibabaSmsSettings,
  { now, timeoutMs }: SendOptions,
): Promise<Judged> {
  const headers = {
    host: endpoint.host,
    'x-acs-action': 'SendSms',
    'x-acs-content-sha256': NO_BODY_SHA256,
    'x-acs-date': toIso(now).replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-version': '2017-05-25',
  };
  const signed = { method: 'POST', path: '/', parameters, headers } as const;
  const authorization = acs3Authorization(signed, { accessKeyId, accessKeySecret });
  try {
    const response = await fetch(new URL(`/?${canonicalQuery(parameters)}`, endpoint), {
      method: 'POST',
      headers: { ...headers, accept: 'application/json', authorization },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const retryAfterMs = waitIn(response.headers.get('retry-after'));
    const { status } = response;
    return judgeAlibabaSms({ status, body: await start(response), ...defined({ retryAfterMs }) });
  } catch (error) {
    return judgeNoAnswer(error);
  }
}
