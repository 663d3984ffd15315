import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import { onFirstUse } from '../../../shared/engine/on-first-use.ts';
import type { Fake } from './fake.ts';
import {
  type FakeAnswer,
  type FakeOptions,
  type FakeRequest,
  httpFake,
  parseJson,
  type Verdict,
} from './http-fake.ts';

/** An older or newer signature may be somebody else's copy. */
const TOLERANCE_MS = 5 * MINUTE;
/** The specification wants no longer ones. */
const BODY_BYTES_MAX = 20_000;
const PATH = '/hook';
/** How many ids are remembered: repeats come soon. */
const SEEN_MAX = 5000;

export interface WebhookReceiver {
  /** `whsec_…`: any of them may have signed. */
  readonly secrets: readonly string[];
}

const status = (code: number): FakeAnswer => ({ status: code, body: '' });

const answers = {
  success: status(204),
  gone: status(410),
  refused: status(400),
  signature: status(401),
  'bad-gateway': status(502),
  'too-long': status(413),
} as const;

const payloads = onFirstUse(() =>
  z.strictObject({
    type: z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/)),
    timestamp: z.iso.datetime(),
    data: z.union([notice, event, test]),
  }),
);

const notice = z.looseObject({ id: z.string(), title: z.string(), text: z.string() });
/** What other systems are told of a fact, and of a test: nothing else may be in it. */
const event = z.strictObject({
  schemaVersion: z.literal(1),
  station: z.string(),
  kind: z.string(),
  id: z.string(),
  version: z.int(),
  index: z.int(),
  at: z.iso.datetime(),
  fact: z.string(),
});
const test = z.strictObject({ schemaVersion: z.literal(1), station: z.string() });

/** A receiver of Standard Webhooks. A message that it has is taken again and kept once. */
export function webhookReceiver({ secrets }: WebhookReceiver, options: FakeOptions): Promise<Fake> {
  const seen = new Set<string>();

  function judge({ method, url, headers, body, at }: FakeRequest): Verdict {
    if (method !== 'POST' || url.pathname !== PATH) return { answer: status(404) };
    const length = Buffer.byteLength(body);
    if (length > BODY_BYTES_MAX) return { answer: answers['too-long'] };
    const id = String(headers['webhook-id'] ?? '');
    const isSigned = signers(secrets, { id, body, headers }, at).length > 0;
    if (!isSigned) return { answer: answers.signature };
    const { success, data } = payloads().safeParse(parseJson(body));
    if (!success || id === '' || id.includes('.')) return { answer: answers.refused };
    if (seen.has(id)) return { answer: answers.success };
    seen.add(id);
    if (seen.size > SEEN_MAX) for (const oldest of [...seen].slice(0, SEEN_MAX / 2)) seen.delete(oldest);
    const text = 'title' in data.data ? `${data.data.title}\n${data.data.text}` : data.type;
    return { answer: answers.success, accepted: { text, mentioned: [], everyone: false, length, id } };
  }

  return httpFake({ address: PATH, judge, refusals: answers }, options);
}

/** The secrets that signed a request: of the id, the time in seconds and the body, all as they came. */
function signers(
  secrets: readonly string[],
  { id, body, headers }: Pick<FakeRequest, 'body' | 'headers'> & { readonly id: string },
  at: Instant,
): readonly string[] {
  const timestamp = String(headers['webhook-timestamp'] ?? '');
  if (!/^\d{10}$/.test(timestamp) || Math.abs(Number(timestamp) * SECOND - at) > TOLERANCE_MS) return [];
  const given = String(headers['webhook-signature'] ?? '').split(' ');
  return secrets.filter((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return given.includes(
      `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
    );
  });
}
