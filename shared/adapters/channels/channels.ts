import * as z from 'zod/mini';
import { type Instant, SECOND } from '../../engine/calendar/instant.ts';
import type { Channel } from '../../engine/outbox/channel.ts';
import { type ChannelKind, channelKinds } from '../../engine/outbox/channel-kinds.ts';
import { isStationId, type StationId } from '../../engine/scope.ts';
import type { ChannelMaker } from './channel-maker.ts';
import { outletsFrom } from './outlets.ts';
import { post } from './post.ts';
import { sink } from './sink.ts';
import { webhook } from './webhook.ts';

/** The maker of each channel kind: its settings, its request, and what its responses mean. */
const makers = { sink, webhook } as const satisfies Readonly<
  // biome-ignore lint/suspicious/noExplicitAny: each maker has settings of its own, read by its own schema
  Record<ChannelKind, ChannelMaker<any>>
>;

/** The kind of each channel; its audience is read by `outletsFrom`. */
const kindsShape = z.array(z.object({ name: z.string(), kind: z.enum(channelKinds) }));

/** A slower receiver would hold up all other messages; its message is retried later. */
const TIMEOUT_MS = 3 * SECOND;

/**
 * The channels of a deployment. CHANNELS lists them: `[{"name":"robot","kind":"webhook","audience":["staff"]}]`.
 * CHANNEL_TARGETS holds the address of each: `{"robot":{"url":"https://…","secret":"whsec_…"}}`, or one for each
 * station: `{"robot":{"stations":{"st1":{"url":"https://…","secret":"whsec_…"}}}}`. Throws unless every channel has its
 * target and every target its channel; the error names the field and never its value, which is a secret.
 */
export function channelsFrom(
  channels: string,
  targets: string,
  now: () => Instant,
  timeoutFactor = 1,
): readonly Channel[] {
  const timeoutMs = TIMEOUT_MS * timeoutFactor;
  const target = z.record(z.string(), z.unknown()).safeParse(parse(targets));
  if (!target.success) throw refused(['the whole (not a JSON object)']);
  const kinds = new Map(kindsShape.parse(JSON.parse(channels)).map(({ name, kind }) => [name, kind]));
  const strays = Object.keys(target.data).filter((name) => !kinds.has(name));
  if (strays.length > 0) throw refused(strays.map((name) => `${name} (no such channel)`));
  return outletsFrom(channels).map((outlet) => {
    const { name } = outlet;
    const maker: ChannelMaker<unknown> = makers[kinds.get(name) ?? 'sink'];
    const targetOf = targetsIn(name, maker.settings(), target.data[name]);
    return {
      ...outlet,
      async send(notice, text) {
        const settings = targetOf(notice.station);
        // This station has no target on this channel: retries cannot help until an operator adds one.
        if (settings === undefined) return 'permanent';
        const response = await post(maker.request(notice, text, settings, now()), timeoutMs);
        return response === undefined ? 'transient' : maker.judge(response);
      },
    };
  });
}

const perStation = () => z.strictObject({ stations: z.record(z.string(), z.unknown()) });

/** The settings of a channel by station. Throws an error that names each invalid field. */
function targetsIn<Settings>(
  name: string,
  settings: z.ZodMiniType<Settings>,
  given: unknown,
): (station: StationId) => Settings | undefined {
  if (given === undefined) throw refused([`${name} (absent)`]);
  const isPerStation = typeof given === 'object' && given !== null && Object.hasOwn(given, 'stations');
  if (!isPerStation) {
    const only = read(settings, given, name);
    return () => only;
  }
  const stations = Object.entries(read(perStation(), given, name).stations);
  if (stations.length === 0) throw refused([`${name}.stations (empty: no station would be reached)`]);
  const byStation = new Map(
    stations.map(([station, one]) => {
      if (!isStationId(station)) throw refused([`${name}.stations.${station} (not a station id)`]);
      return [station, read(settings, one, `${name}.stations.${station}`)];
    }),
  );
  return (station) => byStation.get(station);
}

function read<Settings>(settings: z.ZodMiniType<Settings>, given: unknown, at: string): Settings {
  const parsed = settings.safeParse(given);
  if (parsed.success) return parsed.data;
  throw refused(parsed.error.issues.map(({ path, message }) => `${[at, ...path].join('.')} (${message})`));
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
