import * as z from 'zod/mini';
import type { Instant } from '../../domain/instant.ts';
import type { ChannelPort } from '../../ports.ts';
import { sink } from './sink.ts';
import { webhook } from './webhook.ts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** Messages of a police room travel encrypted, except to the very machine they are made on. */
const address = z.pipe(
  z.string().check(
    z.refine((text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      const plain = url?.protocol === 'http:' && loopback.includes(url.hostname);
      return url !== undefined && (url.protocol === 'https:' || plain) && url.username === '';
    }, 'an https address without credentials, or a loopback one'),
  ),
  z.transform((text) => new URL(text)),
);

/** Stands in each delivery, so a channel that is renamed no longer knows its deliveries. */
const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/));
const audience = z.array(z.enum(['staff', 'resident'])).check(z.minLength(1));

const channel = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sink'),
    name: z._default(name, 'sink'),
    url: address,
    audience: z._default(audience, ['staff', 'resident']),
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    name: z._default(name, 'webhook'),
    url: address,
    secret: z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/)),
    audience: z._default(audience, ['staff']),
  }),
]);

const CHANNELS_MAX = 8;
const names = (channels: readonly { name: string }[]) => new Set(channels.map((one) => one.name));

const settings = z.array(channel).check(
  z.minLength(1),
  z.maxLength(CHANNELS_MAX),
  z.refine((channels) => names(channels).size === channels.length, 'each channel needs a name of its own'),
);

/**
 * The ways out of the system, from the JSON of the setting CHANNELS:
 * `[{"kind":"sink","url":"http://127.0.0.1:8080/local/outbox"},{"kind":"webhook","url":"https://…","secret":"whsec_…"}]`,
 * each with an optional `name` and `audience`. Throws for anything else, naming the field and never its value, which
 * may be a secret.
 */
export function channelsFrom(json: string, now: () => Instant): readonly ChannelPort[] {
  const parsed = settings.safeParse(parse(json));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} (${message})`);
    throw new Error(`the setting CHANNELS does not read at: ${issues.join(', ')}`);
  }
  return parsed.data.map((one) =>
    one.kind === 'sink' ? sink(one.name, one.url, one.audience) : webhook({ ...one, now }),
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
