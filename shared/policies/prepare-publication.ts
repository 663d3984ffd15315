import { canonicalHash } from '../engine/canonical-hash.ts';
import { defined } from '../engine/defined.ts';
import type { StationId } from '../engine/scope.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { checkCalendar } from './calendar-check.ts';
import type { ChannelsContent } from './channels-content.ts';
import { compilePolicy } from './compile-policy.ts';
import { contentIn, hashIn } from './content-row.ts';
import type { CalendarContent, PolicyContent } from './policy.ts';
import { leftOutFaults } from './policy-check.ts';
import { type PublishedKind, policyPk, versionRow } from './policy-keys.ts';
import {
  type CurrentVersions,
  calendarContent,
  currentVersions,
  policyContent,
  standards,
} from './published-policies.ts';
import { standardCalendar, standardContent } from './standard.ts';
import type { TemplatesContent } from './templates-content.ts';

type ReadStore = Pick<CompanionStore, 'companion'>;

/** Content to publish: at least one of these. */
export interface Publication {
  readonly policy?: PolicyContent;
  readonly calendar?: CalendarContent;
  /** Checked by `checkChannels` before. */
  readonly channels?: ChannelsContent;
  readonly templates?: TemplatesContent;
  /** What the publisher says of it; it stands in the row beside the content. */
  readonly note?: PublicationNote;
}

/** What a version is called, and why it was published. */
export interface PublicationNote {
  readonly name: string;
  readonly reason: string;
}

/** A row of published content, which is written once. */
export interface PublishedRow {
  readonly key: RowKey;
  readonly content: Row;
}

export type Prepared =
  | {
      readonly outcome: 'prepared';
      readonly before: CurrentVersions;
      readonly after: CurrentVersions;
      /** The content that is not stored yet; of the standard too, since open cases name it. */
      readonly policies: readonly PublishedRow[];
      readonly calendars: readonly PublishedRow[];
      readonly channels: readonly PublishedRow[];
      readonly templates: readonly PublishedRow[];
    }
  /** The version exists with other content; a published version never changes. */
  | { readonly outcome: 'version-taken'; readonly version: string };

/**
 * Checks a publication and builds its rows, without writing them. Throws a RangeError that lists each fault by which a
 * case could be left without a deadline. A new calendar is checked with every version that open cases may have.
 */
export async function preparePublication(
  store: ReadStore & Pick<CompanionStore, 'companions'>,
  station: StationId,
  { policy, calendar, channels, templates, note }: Publication,
): Promise<Prepared> {
  const before = await currentVersions(store, station);
  const after = {
    policy: policy?.version ?? before.policy,
    calendar: calendar?.version ?? before.calendar,
    ...defined({
      channels: channels?.version ?? before.channels,
      templates: templates?.version ?? before.templates,
    }),
  };
  const calendarUsed = calendar ?? (await calendarContent(store, station, after.calendar));
  if (calendar !== undefined) checkCalendar(calendar);
  if (policy !== undefined) checkTypes(policy, await policyContent(store, station, before.policy));
  const older = calendar === undefined ? [] : await promisedContents(store, station);
  for (const content of policy === undefined ? older : [policy, ...older]) {
    compilePolicy(content, calendarUsed, standardContent.types);
  }

  const rows: Record<PublishedKind, PublishedRow[]> = {
    VERSION: [],
    CALENDAR: [],
    CHANNELS: [],
    TEMPLATES: [],
  };
  for (const [kind, published, known] of [
    ['VERSION', policy, standards],
    ['CALENDAR', calendar, [standardCalendar]],
    ['CHANNELS', channels, []],
    ['TEMPLATES', templates, []],
  ] as const) {
    const standard = known[0];
    const stored = published && (await store.companion(versionRow(station, kind, published.version)));
    const ofRelease = [...known].find(({ version }) => version === published?.version);
    const hashes = [stored && hashIn(stored), ofRelease && canonicalHash(ofRelease)];
    if (
      published !== undefined &&
      hashes.some((one) => one !== undefined && one !== canonicalHash(published))
    ) {
      return { outcome: 'version-taken', version: published.version };
    }
    // The standard is stored too: a later release has another one, and open cases still name this version.
    const isStored = standard && (await store.companion(versionRow(station, kind, standard.version)));
    if (standard !== undefined && isStored === undefined) {
      rows[kind].push(publishedRow(station, kind, standard));
    }
    if (published !== undefined && stored === undefined && published.version !== standard?.version) {
      rows[kind].push(publishedRow(station, kind, published, note));
    }
  }
  return {
    outcome: 'prepared',
    before,
    after,
    policies: rows.VERSION,
    calendars: rows.CALENDAR,
    channels: rows.CHANNELS,
    templates: rows.TEMPLATES,
  };
}

function checkTypes(policy: PolicyContent, inUse: PolicyContent): void {
  const faults = leftOutFaults(policy, inUse);
  if (faults.length > 0) throw new RangeError(faults.map(({ sentence }) => sentence).join('\n'));
}

const publishedRow = (
  station: StationId,
  kind: PublishedKind,
  content: PolicyContent | CalendarContent | ChannelsContent | TemplatesContent,
  note?: PublicationNote,
): PublishedRow => ({
  key: versionRow(station, kind, content.version),
  content: { content: JSON.stringify(content), hash: canonicalHash(content), ...(note && { note }) },
});

/** More versions than a station publishes in decades. */
const VERSIONS_MAX = 1000;

/** Every policy under which cases of a station may be open: the standards, and what it published. */
export async function promisedContents(
  store: Pick<CompanionStore, 'companions'>,
  station: StationId,
): Promise<readonly PolicyContent[]> {
  const range = { from: 'VERSION#', through: 'VERSION#~', limit: VERSIONS_MAX };
  const rows = await store.companions(policyPk(station), range);
  return [...standards, ...rows.map((row) => contentIn<PolicyContent>(row))];
}
