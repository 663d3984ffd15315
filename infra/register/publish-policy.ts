import { type StationId, stationId } from '../../shared/engine/scope.ts';
import type { CompanionStore } from '../../shared/engine/storage/store.ts';
import {
  calendarContent,
  currentVersions,
  type Publication,
  policyContent,
  preparePublication,
  publish,
} from '../../shared/policies/published-policies.ts';
import type { StationStore } from '../../shared/stations/station-store.ts';
import { changesBetween } from './changes.ts';
import { readCalendar, readHolidays, readPolicy, withHolidays } from './publication-file.ts';

type RegisterStore = CompanionStore & Pick<StationStore, 'findStation'>;

/** The content of the given files. */
export interface PublicationFiles {
  readonly policy?: string | undefined;
  readonly calendar?: string | undefined;
  readonly holidays?: string | undefined;
}

/** What a station uses now, as JSON in the format of `--policy` and `--calendar`. */
export async function contentInUse(
  store: RegisterStore,
  station: string,
  what: 'policy' | 'calendar',
): Promise<string> {
  const { id, versions } = await inUse(store, station);
  const content =
    what === 'policy'
      ? await policyContent(store, id, versions.policy)
      : await calendarContent(store, id, versions.calendar);
  return JSON.stringify(content, null, 2);
}

/**
 * Lists what the files change and, unless it is a preview, publishes them for one station. Cases reported before keep
 * their version; every clock that starts later uses the new calendar.
 * @throws Error or RangeError with a sentence for each fault; then nothing was published
 */
export async function publishFiles(
  store: RegisterStore,
  station: string,
  files: PublicationFiles,
  isPreview: boolean,
): Promise<string> {
  const { id, versions } = await inUse(store, station);
  const before = {
    policy: await policyContent(store, id, versions.policy),
    calendar: await calendarContent(store, id, versions.calendar),
  };
  const publication = publicationOf(files, before.calendar);
  const after = { ...before, ...publication };
  const changes = changesBetween(before, after);
  if (changes.length === 0) return `${station}: nothing changes.`;
  const published = isPreview
    ? await preparePublication(store, id, publication)
    : await publish(store, id, publication);
  switch (published.outcome) {
    case 'prepared':
      return [`${station}: this would change`, ...changes].join('\n');
    case 'published':
      return [
        `${station}: published policy ${published.after.policy} with calendar ${published.after.calendar}; in force for new cases within a second.`,
        ...changes,
      ].join('\n');
    case 'version-taken':
      throw new Error(
        `The version ${published.version} was published with other content, and a published version never changes. Give the file another version.`,
      );
    case 'changed-meanwhile':
      throw new Error(
        'Another publication was made meanwhile. Look at what is in use now, and publish again.',
      );
  }
}

function publicationOf(
  { policy, calendar, holidays }: PublicationFiles,
  inUseCalendar: Parameters<typeof withHolidays>[0],
): Publication {
  const given = calendar === undefined ? undefined : readCalendar(calendar);
  const next = holidays === undefined ? given : withHolidays(given ?? inUseCalendar, readHolidays(holidays));
  return { ...(policy !== undefined && { policy: readPolicy(policy) }), ...(next && { calendar: next }) };
}

async function inUse(store: RegisterStore, station: string) {
  const id: StationId = stationId(station);
  if ((await store.findStation(id)) === undefined) {
    throw new Error(`There is no station ${station}; enter it first, with --file.`);
  }
  return { id, versions: await currentVersions(store, id) };
}
