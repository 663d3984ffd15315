import { defined } from '../engine/defined.ts';
import { OperatorFault } from '../engine/operator-fault.ts';
import type { Refused } from '../engine/refused.ts';
import { type StationId, stationId } from '../engine/scope.ts';
import type { RowKey } from '../engine/storage/row.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { type ChannelKinds, checkChannels } from '../policies/check-channels.ts';
import { currentRow, versionRow } from '../policies/policy-keys.ts';
import { type Publication, preparePublication } from '../policies/prepare-publication.ts';
import { channelsContent } from '../policies/published-channels.ts';
import {
  type CurrentVersions,
  calendarContent,
  currentVersions,
  policyContent,
} from '../policies/published-policies.ts';
import type { StationStore } from '../stations/station-store.ts';
import { changesBetween } from './changes.ts';
import { readCalendar, readChannels, readHolidays, readPolicy, withHolidays } from './publication-file.ts';
import { publish } from './publish.ts';
import type { Registrar } from './record.ts';
import type { RegisterRefusal } from './register.ts';
import type { RegisterWorld } from './register-world.ts';

/** The content of the given files. */
export interface PublicationFiles {
  readonly policy?: string;
  readonly calendar?: string;
  readonly holidays?: string;
  readonly channels?: string;
}

/** What a station uses now, as JSON in the format of the files. */
export async function contentInUse(
  store: CompanionStore & Pick<StationStore, 'findStation'>,
  station: string,
  what: 'policy' | 'calendar' | 'channels',
): Promise<string> {
  const { id, versions } = await inUse(store, station);
  return JSON.stringify((await contentsOf(store, id, versions))[what] ?? noChannels(station), null, 2);
}

export interface PublishWorld extends RegisterWorld {
  readonly channelKinds: ChannelKinds;
}

/** What a publication changes for people, as lines. */
export interface PublishedFiles {
  readonly lines: readonly string[];
  readonly refusal?: never;
}

/**
 * Lists what the files change and, unless it is a preview, publishes them for one station. Cases reported before keep
 * their version; every clock that starts later uses the new calendar.
 * @throws OperatorFault with a sentence for each fault; then nothing was published
 */
export async function publishFiles(
  world: PublishWorld,
  station: string,
  { files, isPreview }: { readonly files: PublicationFiles; readonly isPreview: boolean },
  registrar: Registrar,
): Promise<PublishedFiles | Refused<RegisterRefusal>> {
  const { store } = world;
  const { id, versions } = await inUse(store, station);
  const before = await contentsOf(store, id, versions);
  const publication = publicationOf(files, before.calendar);
  if (publication.channels !== undefined) {
    await withOperatorFaults(checkChannels(publication.channels, world.channelKinds));
  }
  const changes = changesBetween(before, { ...before, ...publication });
  if (changes.length === 0) return { lines: [`${station}: nothing changes.`] };
  if (isPreview) {
    const prepared = await withOperatorFaults(preparePublication(store, id, publication));
    if (prepared.outcome === 'version-taken') {
      return { refusal: { code: 'version-taken', version: prepared.version } };
    }
    return { lines: [`${station}: this would change`, ...changes] };
  }
  const taken = takenFrom(files, id, versions);
  const published = await withOperatorFaults(publish(world, id, publication, registrar, taken));
  if (published.refusal) return published;
  return { lines: [sentenceOf(station, publication, published.after), ...changes] };
}

function sentenceOf(station: string, publication: Publication, after: CurrentVersions): string {
  const { policy, calendar, channels } = after;
  const promises = `policy ${policy} with calendar ${calendar}; in force for new cases within a second.`;
  const ways = `channels ${channels}; in force within ten seconds. Try each of them: npm run operate -- test-message, see docs/channels.md.`;
  if (publication.channels === undefined) return `${station}: published ${promises}`;
  const isOnly = publication.policy === undefined && publication.calendar === undefined;
  return `${station}: published ${isOnly ? ways : `${promises} Published ${ways}`}`;
}

/** What a station uses now. */
async function contentsOf(
  store: CompanionStore,
  id: StationId,
  { policy, calendar, channels }: CurrentVersions,
) {
  return {
    policy: await policyContent(store, id, policy),
    calendar: await calendarContent(store, id, calendar),
    ...defined({ channels: channels === undefined ? undefined : await channelsContent(store, id, channels) }),
  };
}

const noChannels = (station: string): never => {
  throw new OperatorFault(
    `${station} has published no channels, so it uses those of the deployment; docs/channels.md has an example.`,
  );
};

/** The stored rows that a publication takes over: what is in use, where the files do not say it. */
function takenFrom(
  { policy, calendar, holidays, channels }: PublicationFiles,
  station: StationId,
  versions: CurrentVersions,
): readonly RowKey[] {
  const isOtherwise =
    (versions.channels !== undefined && channels === undefined) || versions.templates !== undefined;
  if (policy !== undefined && calendar !== undefined && !isOtherwise) return [];
  const addsHolidays = holidays !== undefined && calendar === undefined;
  return [currentRow(station), ...(addsHolidays ? [versionRow(station, 'CALENDAR', versions.calendar)] : [])];
}

/** The checks of a publication throw a RangeError with a sentence for each fault. */
async function withOperatorFaults<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    throw error instanceof RangeError ? new OperatorFault(error.message) : error;
  }
}

function publicationOf(
  { policy, calendar, holidays, channels }: PublicationFiles,
  inUseCalendar: Parameters<typeof withHolidays>[0],
): Publication {
  const given = calendar === undefined ? undefined : readCalendar(calendar);
  const next = holidays === undefined ? given : withHolidays(given ?? inUseCalendar, readHolidays(holidays));
  return {
    ...(policy !== undefined && { policy: readPolicy(policy) }),
    ...(next && { calendar: next }),
    ...(channels !== undefined && { channels: readChannels(channels) }),
  };
}

async function inUse(store: CompanionStore & Pick<StationStore, 'findStation'>, station: string) {
  const id: StationId = stationId(station);
  if ((await store.findStation(id)) === undefined) {
    throw new OperatorFault(`There is no station ${station}; enter it first, with --file.`);
  }
  return { id, versions: await currentVersions(store, id) };
}
