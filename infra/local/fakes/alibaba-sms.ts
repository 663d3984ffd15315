import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ACCEPTED_MAX, type Accepted, type Fake } from './fake.ts';
import {
  type FakeAnswer,
  type FakeOptions,
  type FakeRequest,
  httpFake,
  parseJson,
  type Verdict,
} from './http-fake.ts';

export interface AlibabaSmsAccount {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly signName: string;
  /** The approved words of each template, with variables as `${name}`. */
  readonly templates: Readonly<Record<string, string>>;
}

/** Codes of the gateway come with a status of their own, those of the service itself with 200. */
const statuses = {
  'InvalidAccessKeyId.NotFound': 404,
  'InvalidAction.NotFound': 404,
  'InvalidTimeStamp.Expired': 400,
  IncompleteSignature: 400,
  SignatureDoesNotMatch: 400,
  SignatureNonceUsed: 400,
  'Throttling.User': 400,
  UnsupportedHTTPMethod: 400,
  ServiceUnavailable: 503,
  'isp.RAM_PERMISSION_DENY': 200,
  'isp.SYSTEM_ERROR': 200,
  'isv.AMOUNT_NOT_ENOUGH': 200,
  'isv.BLACK_KEY_CONTROL_LIMIT': 200,
  'isv.BUSINESS_LIMIT_CONTROL': 200,
  'isv.DAY_LIMIT_CONTROL': 200,
  'isv.INVALID_JSON_PARAM': 200,
  'isv.INVALID_PARAMETERS': 200,
  'isv.MOBILE_NUMBER_ILLEGAL': 200,
  'isv.MONTH_LIMIT_CONTROL': 200,
  'isv.OUT_OF_SERVICE': 200,
  'isv.PARAM_LENGTH_LIMIT': 200,
  'isv.PARAM_NOT_SUPPORT_URL': 200,
  'isv.SMS_SIGNATURE_ILLEGAL': 200,
  'isv.SMS_TEMPLATE_ILLEGAL': 200,
  'isv.TEMPLATE_MISSING_PARAMETERS': 200,
  // One that no document has.
  'isv.SOMETHING_NEW': 200,
} as const;
type Code = keyof typeof statuses;

class Refusal extends Error {
  readonly code: Code;
  constructor(code: Code) {
    super(code);
    this.code = code;
  }
}

/**
 * The operation SendSms of Alibaba Cloud for one account: it verifies the signature by a computation of its own and refuses
 * with the documented codes. To one number it takes one template fifty times.
 */
export function alibabaSms(account: AlibabaSmsAccount, options: FakeOptions): Promise<Fake> {
  const nonces: string[] = [];
  const taken = new Map<string, number>();
  let sent = 0;

  function take(request: FakeRequest): Verdict {
    authenticate(request, account, nonces);
    const { accepted, template } = messageIn(parametersIn(request.url), account);
    const before = taken.get(`${accepted.to} ${template}`) ?? 0;
    if (before >= NOTICES_MAX) throw new Refusal('isv.BUSINESS_LIMIT_CONTROL');
    taken.set(`${accepted.to} ${template}`, before + 1);
    sent += 1;
    const receipt = `${sent}^0`;
    return { answer: saying('OK', 200, { BizId: receipt }), accepted: { ...accepted, receipt } };
  }

  function judge(request: FakeRequest): Verdict {
    try {
      return take(request);
    } catch (error) {
      if (error instanceof Refusal) return { answer: refusals[error.code] };
      throw error;
    }
  }

  return httpFake({ address: '/', judge, refusals: { ...refusals, ...unreadable } }, options);
}

/** The provider's limit of a day. */
const NOTICES_MAX = 50;

const saying = (code: string, status: number, more: Readonly<Record<string, string>> = {}): FakeAnswer => ({
  status,
  body: JSON.stringify({ Code: code, Message: code === 'OK' ? 'OK' : 'refused', RequestId: 'FAKE', ...more }),
});

const refusals = Object.fromEntries(
  Object.entries(statuses).map(([code, status]) => [code, saying(code, status)]),
) as Readonly<Record<Code, FakeAnswer>>;

/** Answers in which a careless reader finds what is not there. */
const unreadable = {
  'gateway-timeout': { status: 504, body: 'no' },
  'no-code': { status: 200, body: '{"Code":1}' },
  null: { status: 200, body: 'null' },
  'long-code': { status: 200, body: `{"Code":"${'x'.repeat(65)}"}` },
  'strange-id': saying('OK', 200, { BizId: '<b>' }),
} as const;

const AUTHORIZATION =
  /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/;
const MUST_BE_SIGNED = [
  'host',
  'x-acs-action',
  'x-acs-content-sha256',
  'x-acs-date',
  'x-acs-signature-nonce',
  'x-acs-version',
];
const CLOCKS_DIFFER_MS = 15 * 60_000;

function authenticate(request: FakeRequest, account: AlibabaSmsAccount, nonces: string[]): void {
  const { method, url, headers, body, at: now } = request;
  const header = (name: string) => String(headers[name] ?? '');
  const [, key, signedHeaders = '', signature = ''] = AUTHORIZATION.exec(header('authorization')) ?? [];
  const signed = signedHeaders.split(';');
  if (key === undefined) throw new Refusal('IncompleteSignature');
  if (key !== account.accessKeyId) throw new Refusal('InvalidAccessKeyId.NotFound');
  if (method !== 'POST' || url.pathname !== '/' || body !== '') throw new Refusal('UnsupportedHTTPMethod');
  if (header('x-acs-action') !== 'SendSms' || header('x-acs-version') !== '2017-05-25')
    throw new Refusal('InvalidAction.NotFound');
  const sent = Object.keys(headers).filter((name) => name.startsWith('x-acs-'));
  if (
    [...MUST_BE_SIGNED, ...sent].some((name) => !signed.includes(name)) ||
    header('x-acs-content-sha256') !== hash(body)
  )
    throw new Refusal('IncompleteSignature');
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(header('x-acs-date'))
    ? Date.parse(header('x-acs-date'))
    : Number.NaN;
  if (!(Math.abs(at - now) <= CLOCKS_DIFFER_MS)) throw new Refusal('InvalidTimeStamp.Expired');
  // Each parameter is decoded and written anew, as the service does.
  const query = [...url.searchParams].map(([name, value]) => `${strictly(name)}=${strictly(value)}`).sort();
  const lines = signed.map((name) => `${name}:${header(name).trim()}`);
  const canonical = `POST\n/\n${query.join('&')}\n${lines.join('\n')}\n\n${signedHeaders}\n${header('x-acs-content-sha256')}`;
  const own = createHmac('sha256', account.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${hash(canonical)}`)
    .digest();
  if (!timingSafeEqual(own, Buffer.from(signature, 'hex'))) throw new Refusal('SignatureDoesNotMatch');
  if (signed.join(';') !== signed.toSorted().join(';')) throw new Refusal('SignatureDoesNotMatch');
  const nonce = header('x-acs-signature-nonce');
  if (nonce.length < 16 || nonces.includes(nonce)) throw new Refusal('SignatureNonceUsed');
  nonces.push(nonce);
  nonces.splice(0, nonces.length - ACCEPTED_MAX);
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Percent-encoded, all but the unreserved characters of RFC 3986. */
const strictly = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return /[A-Za-z0-9_.~-]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

const PARAMETERS = ['OutId', 'PhoneNumbers', 'SignName', 'TemplateCode', 'TemplateParam'] as const;
type Parameters = Readonly<Record<(typeof PARAMETERS)[number], string>>;

function parametersIn({ searchParams }: URL): Parameters {
  const known: readonly string[] = PARAMETERS;
  const names = [...searchParams.keys()];
  if (names.length !== new Set(names).size || names.some((name) => !known.includes(name)))
    throw new Refusal('isv.INVALID_PARAMETERS');
  return Object.fromEntries(PARAMETERS.map((name) => [name, searchParams.get(name) ?? ''])) as Parameters;
}

function messageIn(
  given: Parameters,
  { signName, templates }: AlibabaSmsAccount,
): { readonly template: string; readonly accepted: Omit<Accepted, 'at'> } {
  const { PhoneNumbers: to, TemplateCode: template, OutId: id } = given;
  if (!/^(?:1[3-9]\d{9}|(?!86)[1-9]\d{6,14})$/.test(to)) throw new Refusal('isv.MOBILE_NUMBER_ILLEGAL');
  if (given.SignName !== signName) throw new Refusal('isv.SMS_SIGNATURE_ILLEGAL');
  const words = Object.hasOwn(templates, template) ? templates[template] : undefined;
  if (words === undefined) throw new Refusal('isv.SMS_TEMPLATE_ILLEGAL');
  const variables = variablesIn(given.TemplateParam);
  const filled = words.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) throw new Refusal('isv.TEMPLATE_MISSING_PARAMETERS');
    return value;
  });
  const text = `【${signName}】${filled}`;
  if (text.length > 500 || id.length > 256) throw new Refusal('isv.PARAM_LENGTH_LIMIT');
  const length = text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  return { template, accepted: { to, text, length, id, mentioned: [], everyone: false } };
}

function variablesIn(json: string): Readonly<Record<string, string>> {
  const given = parseJson(json);
  const entries = Object.entries(Object(given) as Record<string, unknown>);
  if (given === undefined || Array.isArray(given) || entries.some(([, value]) => typeof value !== 'string'))
    throw new Refusal('isv.INVALID_JSON_PARAM');
  const texts = entries as readonly [string, string][];
  if (texts.some(([, value]) => value.length > 35)) throw new Refusal('isv.PARAM_LENGTH_LIMIT');
  if (texts.some(([, value]) => /https?:|www\.|\.(?:com|cn|net|org)\b/i.test(value)))
    throw new Refusal('isv.PARAM_NOT_SUPPORT_URL');
  return Object.fromEntries(texts);
}
