import * as z from 'zod/mini';
import { type Language, languages } from '../engine/language.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import { type Route, routedRoles } from '../engine/outbox/route.ts';

/** One channel of a station, without its address and its secrets, which are in no row. */
export interface ChannelEntry {
  readonly name: string;
  /** A kind of adapter (shared/adapters/channels/channels.ts). */
  readonly kind: string;
  readonly language?: Language;
  /** Settings that are no secret, such as a sender or the id of a template, by the names that the kind gives them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Over what a station sends its messages, and which of them over what. */
export interface ChannelsContent {
  readonly version: string;
  readonly channels: readonly ChannelEntry[];
  /** The first that is for a message decides. */
  readonly routes: readonly Route[];
  /** How many short messages to residents the station pays for on one day; `SMS_PER_DAY_MAX` where it says nothing. */
  readonly smsPerDayMax?: number;
}

export const SMS_PER_DAY_MAX = 200;

const CHANNELS_MAX = 30;
const ROUTES_MAX = 60;
const SETTINGS_LENGTH_MAX = 8000;

/**
 * Settings that say where messages go or open the way. They belong to the secret: who could write them into the table
 * would have messages, and the password sent with them, delivered elsewhere.
 */
const ofSecret: ReadonlySet<string> = new Set([
  ...['url', 'host', 'port', 'tls', 'authority', 'endpoint'],
  ...['secret', 'formerSecret', 'user', 'password', 'accessKeyId', 'accessKeySecret', 'credentials'],
]);

/** What a channel's adapter gets: its published settings without any that belong to the secret, and the secret. */
export const withSecret = (settings: ChannelEntry['settings'] = {}, secret: object): object => ({
  ...Object.fromEntries(Object.entries(settings).filter(([name]) => !ofSecret.has(name))),
  ...secret,
});

/** What is sent was true ten seconds before: so many channels may each be waited for within one attempt. */
const ROUTE_CHANNELS_MAX = 3;

/** Part of the name of its secret, so it holds no separator. */
const name = () =>
  z
    .string()
    .check(
      z.regex(
        /^[a-z0-9][a-z0-9-]{0,31}$/,
        'A channel is named with small letters, digits and dashes, at most 32.',
      ),
    );
const settingName = () => z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/));

export const channelsShape = onFirstUse(() =>
  z.strictObject({
    version: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/)),
    channels: z
      .array(
        z.strictObject({
          name: name(),
          kind: z.string().check(z.maxLength(32)),
          language: z.exactOptional(z.enum(languages)),
          settings: z.exactOptional(
            z.record(settingName(), z.unknown()).check(
              z.refine((all) => JSON.stringify(all).length <= SETTINGS_LENGTH_MAX, 'too many settings'),
              z.refine(
                (all) => !Object.keys(all).some((one) => ofSecret.has(one)),
                'An address, a user, a password or a key belongs to the secret of the channel.',
              ),
            ),
          ),
        }),
      )
      .check(z.maxLength(CHANNELS_MAX)),
    routes: z
      .array(
        z.strictObject({
          to: z.array(z.enum(routedRoles)).check(z.minLength(1)),
          urgent: z.exactOptional(z.boolean()),
          sensitive: z.exactOptional(z.boolean()),
          channels: z.array(name()).check(z.maxLength(ROUTE_CHANNELS_MAX)),
        }),
      )
      .check(z.maxLength(ROUTES_MAX)),
    smsPerDayMax: z.exactOptional(z.int().check(z.minimum(0), z.maximum(100_000))),
  }),
);

/** The channels of a station that has published none: one, over which everything goes. */
export const standardChannels = (kind: string): ChannelsContent => ({
  version: 'standard',
  channels: [{ name: kind, kind }],
  routes: [{ to: [...routedRoles], channels: [kind] }],
});
