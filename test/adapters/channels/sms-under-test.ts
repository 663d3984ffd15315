import { alibabaSms as alibabaFake } from '../../../infra/local/fakes/alibaba-sms.ts';
import { awsSms as awsFake } from '../../../infra/local/fakes/aws-sms.ts';
import type { Judged } from '../../../shared/adapters/channels/channel-adapter.ts';
import { alibabaSms } from '../../../shared/adapters/channels/sms/alibaba-sms.ts';
import type { AlibabaSmsSettings } from '../../../shared/adapters/channels/sms/alibaba-sms-settings.ts';
import { awsSms } from '../../../shared/adapters/channels/sms/aws-sms.ts';
import type { AwsSmsSettings } from '../../../shared/adapters/channels/sms/aws-sms-settings.ts';
import { HOUR, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import type { ChannelUnderTest } from './channel-under-test.ts';
import { httpVerdicts } from './http-verdicts.ts';

const transient = (code: string, retryAfterMs?: number): Judged => ({
  result: 'transient',
  code,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});
const broken = (code: string): Judged => ({ result: 'broken', code });
const permanent = (code: string): Judged => ({ result: 'permanent', code });
const unsure = transient('unsure', 30 * MINUTE);

/** Whether the message was taken is unknown in each of these, and a repeat would not be recognised. */
const lostAnswers = {
  silent: unsure,
  slow: unsure,
  closed: unsure,
  'not-json': unsure,
  malformed: unsure,
  truncated: unsure,
  huge: unsure,
  'gateway-timeout': unsure,
  'server-error': unsure,
};

/** Each code with what it means. */
const all = (codes: readonly string[], meaning: (code: string) => Judged): Readonly<Record<string, Judged>> =>
  Object.fromEntries(codes.map((code) => [code, meaning(code)]));

const key = { accessKeyId: 'LTAI5tFake', accessKeySecret: 'a-secret-of-thirty-characters' };
const signName = '石门警务室';
const templates = { any: { code: 'SMS_1', variables: { words: 'title' } } };
const enteredAtAlibaba = { ...key, signName, templateForAny: 'SMS_1 words=title' };

export const alibabaSmsUnderTest: ChannelUnderTest<AlibabaSmsSettings> = {
  name: 'short messages by Alibaba Cloud',
  adapter: alibabaSms,
  async start(now) {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a template is written
    const fake = await alibabaFake({ ...key, signName, templates: { SMS_1: '${words}，请查看。' } }, { now });
    return { fake, settings: { ...key, signName, templates, endpoint: fake.url } };
  },
  faults: {
    ...httpVerdicts,
    ...lostAnswers,
    'no-code': unsure,
    null: unsure,
    'long-code': unsure,
    'isv.BUSINESS_LIMIT_CONTROL': transient('isv.BUSINESS_LIMIT_CONTROL', 10 * MINUTE),
    'isv.DAY_LIMIT_CONTROL': transient('isv.DAY_LIMIT_CONTROL', HOUR),
    'Throttling.User': transient('Throttling.User', MINUTE),
    ...all(['isp.SYSTEM_ERROR', 'ServiceUnavailable', 'InvalidTimeStamp.Expired'], transient),
    ...all(
      [
        'isv.MOBILE_NUMBER_ILLEGAL',
        'isv.SMS_TEMPLATE_ILLEGAL',
        'isv.TEMPLATE_MISSING_PARAMETERS',
        'isv.PARAM_LENGTH_LIMIT',
        'isv.PARAM_NOT_SUPPORT_URL',
        'isv.INVALID_JSON_PARAM',
        'isv.BLACK_KEY_CONTROL_LIMIT',
        'isv.SOMETHING_NEW',
      ],
      permanent,
    ),
    ...all(
      [
        'isv.AMOUNT_NOT_ENOUGH',
        'isv.OUT_OF_SERVICE',
        'isv.MONTH_LIMIT_CONTROL',
        'isv.SMS_SIGNATURE_ILLEGAL',
        'isp.RAM_PERMISSION_DENY',
      ],
      broken,
    ),
  },
  strangers: {
    'another secret': { settings: { accessKeySecret: 'another' }, judged: broken('SignatureDoesNotMatch') },
    'another key': { settings: { accessKeyId: 'another' }, judged: broken('InvalidAccessKeyId.NotFound') },
    'another name of the sender': {
      settings: { signName: '别的警务室' },
      judged: broken('isv.SMS_SIGNATURE_ILLEGAL'),
    },
    'a template that was not approved': {
      settings: { templates: { any: { code: 'SMS_404', variables: {} } } },
      judged: permanent('isv.SMS_TEMPLATE_ILLEGAL'),
    },
  },
  address: '+8613800001111',
  verbatim: true,
  shows: 'title',
  entered: {
    right: [enteredAtAlibaba],
    wrong: {
      'a template without a code': { ...enteredAtAlibaba, templateForAny: 'words=title' },
      'a variable from nowhere': { ...enteredAtAlibaba, templateForAny: 'SMS_1 words=' },
      'an address of somebody else': { ...enteredAtAlibaba, endpoint: 'https://dysmsapi.example.cn/' },
      'a sender with brackets': { ...enteredAtAlibaba, signName: '【石门】' },
      'no secret': { ...enteredAtAlibaba, accessKeySecret: '' },
      'a secret with a blank': { ...enteredAtAlibaba, accessKeySecret: `${key.accessKeySecret} ` },
      'a misspelt field': { ...enteredAtAlibaba, sign: key.accessKeySecret },
    },
    secret: /of-thirty/,
  },
};

const region = 'ap-southeast-1';
const credentials = { accessKeyId: 'AKIAFAKE', secretAccessKey: 'a+secret/of+forty+characters' };

export const awsSmsUnderTest: ChannelUnderTest<AwsSmsSettings> = {
  name: 'short messages by AWS',
  adapter: awsSms,
  async start(now) {
    const fake = await awsFake({ region, ...credentials }, { now });
    return { fake, settings: { region, credentials, endpoint: fake.url } };
  },
  faults: {
    ...httpVerdicts,
    // The client tells no header of an answer that it cannot read.
    'too-many-requests': transient('http-429'),
    unavailable: transient('http-503'),
    ...lostAnswers,
    'no-id': unsure,
    'strange-id': unsure,
    ...all(
      [
        'ThrottlingException',
        'InternalServerException',
        'ExpiredTokenException',
        'DAILY_DESTINATION_CALL_LIMIT',
      ],
      transient,
    ),
    ...all(
      [
        'INVALID_PARAMETER',
        'DESTINATION_PHONE_NUMBER_OPTED_OUT',
        'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
        'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
      ],
      permanent,
    ),
    ...all(
      [
        'NO_ORIGINATION_IDENTITIES_FOUND',
        'RESOURCE_NOT_ACTIVE',
        'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
        'AccessDeniedException',
        'ACCOUNT_DISABLED',
        'ResourceNotFoundException',
        'SomethingNewException',
      ],
      broken,
    ),
  },
  strangers: {
    'another secret': {
      settings: { credentials: { ...credentials, secretAccessKey: 'another' } },
      judged: broken('InvalidSignatureException'),
    },
    'another key': {
      settings: { credentials: { ...credentials, accessKeyId: 'another' } },
      judged: broken('UnrecognizedClientException'),
    },
    'another region': { settings: { region: 'eu-west-1' }, judged: broken('InvalidSignatureException') },
  },
  address: '+6591234567',
  verbatim: true,
  shows: 'text',
  entered: {
    right: [{ region }, { region, credentials, origination: '+6580000000', configurationSet: 'huiying' }],
    wrong: {
      'no region': { credentials },
      'a region that is none': { region: 'Singapore', credentials },
      'half of a key': { region, credentials: { secretAccessKey: credentials.secretAccessKey } },
      'an address of somebody else': { region, credentials, endpoint: 'https://sms-voice.example.com/' },
      'a misspelt field': { region, secret: credentials.secretAccessKey },
    },
    secret: /of\+forty/,
  },
};
