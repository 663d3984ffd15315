import { kept } from '../engine/kept.ts';
import type { StationId } from '../engine/scope.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import type { ChannelsContent } from './channels-content.ts';
import { contentIn } from './content-row.ts';
import { versionRow } from './policy-keys.ts';
import type { VersionsInUse } from './published-policies.ts';
import type { TemplatesContent } from './templates-content.ts';

type ReadStore = Pick<CompanionStore, 'companion'>;

/** A version of a station's channels. */
export async function channelsContent(
  store: ReadStore,
  station: StationId,
  version: string,
): Promise<ChannelsContent> {
  const row = await store.companion(versionRow(station, 'CHANNELS', version));
  if (row === undefined) throw new Error(`no channels of version ${version} were published`);
  return contentIn<ChannelsContent>(row);
}

/** A version of a station's reply templates. */
export async function templatesContent(
  store: ReadStore,
  station: StationId,
  version: string,
): Promise<TemplatesContent> {
  const row = await store.companion(versionRow(station, 'TEMPLATES', version));
  if (row === undefined) throw new Error(`no templates of version ${version} were published`);
  return contentIn<TemplatesContent>(row);
}

/** Of the versions of all stations' channels, a process keeps the newest. */
const VERSIONS_MAX = 1000;

/** The channels that stations published; undefined for one that published none. A published version never changes, so a process reads it once. */
export function publishedChannels(
  store: ReadStore,
  versionsOf: VersionsInUse,
): (station: StationId) => Promise<ChannelsContent | undefined> {
  const contents = kept<ChannelsContent>(VERSIONS_MAX);
  return async (station) => {
    const { channels } = await versionsOf(station);
    if (channels === undefined) return undefined;
    return contents(`${station} ${channels}`, () => channelsContent(store, station, channels));
  };
}
