import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Accepted, Fake } from './fake.ts';
import {
  type FakeAnswer,
  type FakeOptions,
  type FakeRequest,
  httpFake,
  parseJson,
  type Verdict,
} from './http-fake.ts';

export interface AwsSmsAccount {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Numbers that answered STOP. */
  readonly optedOut?: readonly string[];
}

const refused = (status: number, type: string, reason?: string): FakeAnswer => ({
  status,
  body: JSON.stringify({ __type: type, Message: 'refused', ...(reason && { Reason: reason }) }),
});

/** The documented errors, by their reason where they have one. */
const refusals = {
  AccessDeniedException: refused(400, 'AccessDeniedException'),
  ACCOUNT_DISABLED: refused(400, 'AccessDeniedException', 'ACCOUNT_DISABLED'),
  DAILY_DESTINATION_CALL_LIMIT: refused(400, 'ServiceQuotaExceededException', 'DAILY_DESTINATION_CALL_LIMIT'),
  DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION: refused(
    400,
    'ConflictException',
    'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
  ),
  DESTINATION_PHONE_NUMBER_NOT_VERIFIED: refused(
    400,
    'ConflictException',
    'DESTINATION_PHONE_NUMBER_NOT_VERIFIED',
  ),
  DESTINATION_PHONE_NUMBER_OPTED_OUT: refused(400, 'ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT'),
  ExpiredTokenException: refused(400, 'ExpiredTokenException'),
  INVALID_PARAMETER: refused(400, 'ValidationException', 'INVALID_PARAMETER'),
  InternalServerException: refused(500, 'InternalServerException'),
  InvalidSignatureException: refused(403, 'InvalidSignatureException'),
  MissingAuthenticationTokenException: refused(403, 'MissingAuthenticationTokenException'),
  MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT: refused(
    400,
    'ServiceQuotaExceededException',
    'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
  ),
  NO_ORIGINATION_IDENTITIES_FOUND: refused(400, 'ConflictException', 'NO_ORIGINATION_IDENTITIES_FOUND'),
  RESOURCE_NOT_ACTIVE: refused(400, 'ConflictException', 'RESOURCE_NOT_ACTIVE'),
  ResourceNotFoundException: refused(400, 'ResourceNotFoundException'),
  SerializationException: refused(400, 'SerializationException'),
  // One that no document has.
  SomethingNewException: refused(400, 'SomethingNewException'),
  ThrottlingException: refused(400, 'ThrottlingException'),
  UnknownOperationException: refused(404, 'UnknownOperationException'),
  UnrecognizedClientException: refused(400, 'UnrecognizedClientException'),
} as const;

class Refusal extends Error {
  readonly answer: FakeAnswer;
  constructor(reason: keyof typeof refusals) {
    super(reason);
    this.answer = refusals[reason];
  }
}

/** Answers in which a careless reader finds what is not there. */
const unreadable = {
  'gateway-timeout': { status: 504, body: 'no' },
  'no-id': { status: 200, body: '{}' },
  'strange-id': { status: 200, body: '{"MessageId":"<b>"}' },
} as const;

/**
 * The operation SendTextMessage of AWS End User Messaging for one account: it verifies form and signature of a request
 * (Signature Version 4), then its shape, and refuses with the documented errors.
 */
export function awsSms(account: AwsSmsAccount, options: FakeOptions): Promise<Fake> {
  let sent = 0;

  function take(request: FakeRequest): Verdict {
    authenticate(request, account);
    const accepted = messageIn(request.body);
    if (account.optedOut?.includes(accepted.to)) throw new Refusal('DESTINATION_PHONE_NUMBER_OPTED_OUT');
    sent += 1;
    const MessageId = `00000000-0000-4000-8000-${String(sent).padStart(12, '0')}`;
    const answer = { status: 200, body: JSON.stringify({ MessageId }) };
    return { answer, accepted: { ...accepted, receipt: MessageId } };
  }

  function judge(request: FakeRequest): Verdict {
    try {
      return take(request);
    } catch (error) {
      if (error instanceof Refusal) return { answer: error.answer };
      throw error;
    }
  }

  return httpFake({ address: '/', judge, refusals: { ...refusals, ...unreadable } }, options);
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;

function authenticate({ method, url, headers, body }: FakeRequest, account: AwsSmsAccount): void {
  const header = (name: string) => String(headers[name] ?? '');
  const [, key, day = '', region = '', service = '', names = '', signature = ''] =
    AUTHORIZATION.exec(header('authorization')) ?? [];
  if (key === undefined) throw new Refusal('MissingAuthenticationTokenException');
  if (key !== account.accessKeyId) throw new Refusal('UnrecognizedClientException');
  if (method !== 'POST' || url.pathname !== '/' || url.search !== '')
    throw new Refusal('UnknownOperationException');
  if (
    header('x-amz-target') !== 'PinpointSMSVoiceV2.SendTextMessage' ||
    header('content-type') !== 'application/x-amz-json-1.0'
  )
    throw new Refusal('UnknownOperationException');
  const signed = names.split(';');
  const time = header('x-amz-date');
  const isWhole = ['host', 'x-amz-date', 'x-amz-target'].every((name) => signed.includes(name));
  if (!isWhole || service !== 'sms-voice' || region !== account.region || !time.startsWith(`${day}T`))
    throw new Refusal('InvalidSignatureException');
  const lines = signed.map((name) => `${name}:${header(name).trim()}`).join('\n');
  const request = `POST\n/\n\n${lines}\n\n${names}\n${hash(body)}`;
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash(request)}`;
  const signingKey = scope
    .split('/')
    .reduce<string | Buffer>((own, part) => hmac(own, part), `AWS4${account.secretAccessKey}`);
  if (!timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex')))
    throw new Refusal('InvalidSignatureException');
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const isText = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value);

/** What each member may be; those with `undefined` allowed may be absent. */
const members: Readonly<Record<string, (value: unknown) => boolean>> = {
  DestinationPhoneNumber: (value) => isText(value, /^\+?[1-9][0-9]{1,18}$/),
  MessageBody: (value) => isText(value, /\S/) && [...value].length <= 1_600,
  MessageType: (value) => value === 'TRANSACTIONAL' || value === 'PROMOTIONAL',
  TimeToLive: (value) => Number.isInteger(value) && Number(value) >= 5 && Number(value) <= 259_200,
  Context: (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length <= 5 &&
    Object.entries(value).every(
      ([name, text]) => isText(name, /^\S{1,100}$/) && isText(text, /^[^\s].{0,799}$/),
    ),
  OriginationIdentity: (value) => value === undefined || isText(value, /^[A-Za-z0-9_:/+-]{1,256}$/),
  ConfigurationSetName: (value) => value === undefined || isText(value, /^[A-Za-z0-9_:/-]{1,256}$/),
};

function messageIn(body: string): Omit<Accepted, 'at'> & { readonly to: string } {
  const given = parseJson(body) as Readonly<Record<string, unknown>> | undefined;
  if (given === undefined) throw new Refusal('SerializationException');
  const isRight = Object.entries(members).every(([name, allows]) => allows(Object(given)[name]));
  if (!isRight || Object.keys(given).some((name) => !Object.hasOwn(members, name)))
    throw new Refusal('INVALID_PARAMETER');
  const text = String(given.MessageBody);
  const { delivery } = given.Context as Readonly<Record<string, string>>;
  return {
    to: String(given.DestinationPhoneNumber),
    text,
    length: partsOf(text),
    mentioned: [],
    everyone: false,
    ...(delivery !== undefined && { id: delivery }),
  };
}

/** Counted in whole characters of either alphabet, a little in the sender's favour. */
function partsOf(text: string): number {
  const [alone, joined] = /^[\n\r -~£¥èéùìòÇØøÅåÄÖÑÜ§äöñüà]*$/.test(text) ? [160, 153] : [70, 67];
  return text.length <= alone ? 1 : Math.ceil(text.length / joined);
}
