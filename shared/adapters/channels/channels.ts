import * as z from 'zod/mini';
import { type Instant, SECOND } from '../../engine/calendar/instant.ts';
import type { Channel } from '../../engine/outbox/channel.ts';
import { outletsFrom } from './outlets.ts';
import { sink } from './sink.ts';
import { webhook } from './webhook.ts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** Messages of a police room travel encrypted, except to the very machine they are made on. */
function isSafe(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === 'http:' && loopback.includes(url.hostname);
  return url !== undefined && (url.protocol === 'https:' || plain) && url.username === '';
}

const address = z.pipe(
  z.string().check(z.refine(isSafe, 'an https address without credentials, or a loopback one')),
  z.transform((text) => new URL(text)),
);

/** The setting CHANNEL_TARGETS: where each channel leads. */
const settings = z.record(
  z.string(),
  z.strictObject({
    url: address,
    /** What a webhook is signed with: 24 to 64 bytes in base64, behind `whsec_`. */
    secret: z.optional(z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/))),
  }),
);

/** Which adapter speaks each channel; whom it reaches is read by `outletsFrom`. */
const adapters = z.array(z.object({ name: z.string(), kind: z.enum(['sink', 'webhook']) }));

/** A receiver slower than this would hold up everybody else's messages; it gets this one again later. */
const TIMEOUT_MS = 3 * SECOND;

/**
 * The ways out of the system. CHANNELS says what there is:
 * `[{"name":"robot","kind":"webhook","audience":["staff"]}]`; CHANNEL_TARGETS says where each leads:
 * `{"robot":{"url":"https://…","secret":"whsec_…"}}`, without a secret for a sink. Throws unless each channel has its
 * target and each target its channel; names the field and never its value, which is a secret.
 */
export function channelsFrom(
  channels: string,
  targets: string,
  now: () => Instant,
  timeoutFactor = 1,
): readonly Channel[] {
  const target = targetsIn(targets);
  const timeoutMs = TIMEOUT_MS * timeoutFactor;
  const kinds = new Map(adapters.parse(JSON.parse(channels)).map(({ name, kind }) => [name, kind]));
  const strays = Object.keys(target).filter((name) => !kinds.has(name));
  if (strays.length > 0) throw refused(strays.map((name) => `${name} (no such channel)`));
  return outletsFrom(channels).map(({ name, audience }) => {
    const { url, secret } = target[name] ?? {};
    if (url === undefined) throw refused([`${name} (absent)`]);
    if (kinds.get(name) === 'sink') return sink(name, url, audience, timeoutMs);
    if (secret === undefined) throw refused([`${name}.secret (absent)`]);
    return webhook({ name, url, audience, secret, now, timeoutMs });
  });
}

function targetsIn(json: string): z.output<typeof settings> {
  const parsed = settings.safeParse(parse(json));
  if (parsed.success) return parsed.data;
  throw refused(parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`));
}

const refused = (fields: readonly string[]) =>
  new Error(`the setting CHANNEL_TARGETS does not read at: ${fields.join(', ')}`);

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
