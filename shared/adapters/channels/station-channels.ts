import { SECOND } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Channel, ChannelBook, Judged, Throttled } from '../../engine/outbox/channel.ts';
import { nextSweep } from '../../engine/outbox/readers/send-to-each.ts';
import { routeFor } from '../../engine/outbox/route.ts';
import type { StationId } from '../../engine/scope.ts';
import { type ChannelEntry, type ChannelsContent, withSecret } from '../../policies/channels-content.ts';
import type { RecentSecrets, SecretName } from './channel-secrets.ts';
import { type KindOfChannel, kindNamed } from './channels.ts';
import { type BudgetCounters, takeFromBudget } from './rate-budget.ts';

export interface StationChannels {
  /** What a station published; undefined for one that published none. */
  readonly published: (station: StationId) => Promise<ChannelsContent | undefined>;
  /** The channels of a station that published none; their secrets are the deployment's. */
  readonly standard: ChannelsContent;
  readonly secrets: RecentSecrets;
  /** For the channels that take only so many messages a minute. */
  readonly counters: BudgetCounters;
  readonly timeoutFactor?: number;
  /** The kinds that there are; those of this release where it is absent. */
  readonly kindOf?: (name: string) => KindOfChannel | undefined;
}

/** A slower receiver would hold up all other messages; its message is retried later. */
const TIMEOUT_MS = 3 * SECOND;

/** The channels of all stations: what each published, and with which address and secrets. */
export function stationChannels({
  published,
  standard,
  secrets,
  counters,
  timeoutFactor = 1,
  kindOf = kindNamed,
}: StationChannels): ChannelBook {
  const contentOf = async (station: StationId) => {
    const own = await published(station);
    const owner: SecretName['station'] = own === undefined ? 'deployment' : station;
    return { owner, content: own ?? standard };
  };
  const channelOf = (entry: ChannelEntry, owner: SecretName['station']): readonly Channel[] => {
    const kind = kindOf(entry.kind);
    // Of a release that was taken back.
    if (kind === undefined) return [];
    const name = { station: owner, channel: entry.name };
    const timeoutMs = (kind.timeoutMs ?? TIMEOUT_MS) * timeoutFactor;
    return [made(entry, kind, { secrets, counters, name, timeoutMs })];
  };
  return {
    async routeOf(station, addressed) {
      const { owner, content } = await contentOf(station);
      const names = routeFor(content.routes, addressed)?.channels ?? [];
      const entries = names.flatMap((name) => content.channels.find((one) => one.name === name) ?? []);
      return entries.flatMap((entry) => channelOf(entry, owner));
    },
    async named(station, name) {
      const { owner, content } = await contentOf(station);
      const entry = content.channels.find((one) => one.name === name);
      return entry && channelOf(entry, owner)[0];
    },
  };
}

interface Means {
  readonly secrets: RecentSecrets;
  readonly counters: BudgetCounters;
  readonly name: SecretName;
  readonly timeoutMs: number;
}

const made = (
  { name, language, settings }: ChannelEntry,
  { load, mentions, reaches }: KindOfChannel,
  means: Means,
): Channel => ({
  name,
  ...defined({ language, mentions, reaches }),
  async send(message, { now, urgent, isStillTrue }): Promise<Judged | Throttled> {
    const adapter = await load();
    const secret = await secretOf(means);
    if ('result' in secret) return secret;
    const read = adapter.settings().safeParse(withSecret(settings, secret.values));
    if (!read.success) {
      means.secrets.refused(means.name);
      return { result: 'broken', code: 'settings-malformed' };
    }
    // Secrets that were slow to come, or channels that were tried before this one, may have taken longer than it stays true.
    const isTooOld = () => isStillTrue?.() === false;
    if (isTooOld()) return { result: 'throttled', ...nextSweep };
    const { perMinute } = adapter.limits;
    if (perMinute !== undefined) {
      const taken = await takeFromBudget(means.counters, { target: means.name, perMinute, urgent }, now);
      if (taken !== 'taken') return { result: 'throttled', ...taken };
    }
    if (isTooOld()) return { result: 'throttled', ...nextSweep };
    const judged = await adapter.send(message, read.data, { now, timeoutMs: means.timeoutMs });
    if (judged.result === 'broken') means.secrets.refused(means.name);
    return judged;
  },
});

async function secretOf({ secrets, name }: Means): Promise<Judged | { readonly values: object }> {
  try {
    const secret = await secrets.of(name);
    // A channel needs at least an address. Until an operator enters it, the next channel of the route is used.
    if (secret === undefined) return { result: 'broken', code: 'secret-absent' };
    if (typeof secret === 'object' && secret !== null) return { values: secret };
    return { result: 'broken', code: 'settings-malformed' };
  } catch {
    return { result: 'transient', code: 'secret-unreadable' };
  }
}
