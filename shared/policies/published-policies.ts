import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import type { StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import { json, readRow } from '../engine/storage/row-parts.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { Unreadable } from '../engine/storage/store-errors.ts';
import { checkCalendar } from './calendar-check.ts';
import { buildPolicy, compilePolicy } from './compile-policy.ts';
import { earlierStandards } from './earlier-standards.ts';
import type { CalendarContent, Policy, PolicyBook, PolicyContent } from './policy.ts';
import { standardCalendar, standardContent } from './standard.ts';

/** The versions of policy and calendar that a station uses now. */
export interface CurrentVersions {
  readonly policy: string;
  readonly calendar: string;
}

type Kind = 'VERSION' | 'CALENDAR';

const policyPk = (station: StationId): string => `S#${station}#POLICY`;
const versionRow = (station: StationId, kind: Kind, version: string): RowKey => ({
  pk: policyPk(station),
  sk: `${kind}#${version}`,
});
const currentRow = (station: StationId): RowKey => ({ pk: policyPk(station), sk: 'CURRENT' });

/** SHA-256 over the canonical JSON of published content, so that key order and spacing do not change it. */
export const contentHash = (content: object): string =>
  hash('sha256', canonicalize(content) ?? '', 'base64url');

const standardVersions: CurrentVersions = {
  policy: standardContent.version,
  calendar: standardCalendar.version,
};

const currentShape = z.object({ policy: z.string(), calendar: z.string() });
const storedShape = z.object({ content: json, hash: z.string() });

/**
 * Reads published content. Throws `Unreadable` if it does not match its hash. Its shape was checked before it was
 * published; it is not checked again, so that a field of another release does not make it unreadable.
 */
function contentIn<Content extends object>(row: Row): Content {
  const { content, hash: stored } = readRow(storedShape, row);
  if (typeof content !== 'object' || content === null || contentHash(content) !== stored) {
    throw new Unreadable(`the row ${row.pk} / ${row.sk} was changed after it was published`);
  }
  return content as Content;
}

type ReadStore = Pick<CompanionStore, 'companion'>;

/** The versions in use; the standard ones while a station has published none. */
export async function currentVersions(store: ReadStore, station: StationId): Promise<CurrentVersions> {
  const row = await store.companion(currentRow(station));
  return row === undefined ? standardVersions : readRow(currentShape, row);
}

/** The standard policies of this release and of earlier ones, which need no publication. */
const standards: readonly [PolicyContent, ...PolicyContent[]] = [standardContent, ...earlierStandards];

/** A version of a policy. */
export async function policyContent(
  store: ReadStore,
  station: StationId,
  version: string,
): Promise<PolicyContent> {
  const standard = standards.find((one) => one.version === version);
  if (standard !== undefined) return standard;
  const row = await store.companion(versionRow(station, 'VERSION', version));
  if (row === undefined) throw new Error(`no policy of version ${version} was published`);
  return contentIn<PolicyContent>(row);
}

export async function calendarContent(
  store: ReadStore,
  station: StationId,
  version: string,
): Promise<CalendarContent> {
  if (version === standardCalendar.version) return standardCalendar;
  const row = await store.companion(versionRow(station, 'CALENDAR', version));
  if (row === undefined) throw new Error(`no calendar of version ${version} was published`);
  return contentIn<CalendarContent>(row);
}

/** How long a process uses the current versions it has read before it reads them again. */
const CURRENT_CACHED_MS = SECOND;

/**
 * The policies of all stations, read from the table and compiled once per process, since a published version never
 * changes. An old version is used with the newest calendar: running clocks hold their own dates and are not recomputed.
 */
export function publishedPolicies(store: ReadStore, now: () => Instant): PolicyBook {
  const compiled = new Map<string, Promise<Policy>>();
  const current = new Map<StationId, { readonly at: Instant; readonly versions: Promise<CurrentVersions> }>();

  function versionsOf(station: StationId): Promise<CurrentVersions> {
    const found = current.get(station);
    const at = now();
    if (found !== undefined && at >= found.at && at < found.at + CURRENT_CACHED_MS) return found.versions;
    const versions = currentVersions(store, station);
    current.set(station, { at, versions });
    versions.catch(() => current.delete(station));
    return versions;
  }

  async function of(station: StationId, version: string): Promise<Policy> {
    const { calendar } = await versionsOf(station);
    const isStandard = version === standardVersions.policy && calendar === standardVersions.calendar;
    const name = isStandard ? 'standard' : `${station} ${version} ${calendar}`;
    const cached = compiled.get(name);
    if (cached !== undefined) return cached;
    const policy = compile(station, version, calendar);
    compiled.set(name, policy);
    // A failure is not cached, so the next command tries again.
    policy.catch(() => compiled.delete(name));
    return policy;
  }

  const compile = async (station: StationId, version: string, calendar: string): Promise<Policy> =>
    buildPolicy(
      await policyContent(store, station, version),
      await calendarContent(store, station, calendar),
      standardContent.types,
    );

  return { of, current: async (station) => of(station, (await versionsOf(station)).policy) };
}

/** Content to publish: a policy, a calendar, or both. */
export interface Publication {
  readonly policy?: PolicyContent;
  readonly calendar?: CalendarContent;
}

export type Published =
  | { readonly outcome: 'published'; readonly before: CurrentVersions; readonly after: CurrentVersions }
  /** The version exists with other content; a published version never changes. */
  | { readonly outcome: 'version-taken'; readonly version: string }
  /** Another publication was written meanwhile. */
  | { readonly outcome: 'changed-meanwhile' };

type Prepared =
  | {
      readonly outcome: 'prepared';
      readonly before: CurrentVersions;
      readonly after: CurrentVersions;
      readonly rows: readonly Companion[];
    }
  | Extract<Published, { outcome: 'version-taken' }>;

/**
 * Checks a publication and builds its rows, without writing them. Throws a RangeError that lists each fault by which a
 * case could be left without a deadline. A new calendar is checked with every version that open cases may have.
 */
export async function preparePublication(
  store: ReadStore & Pick<CompanionStore, 'companions'>,
  station: StationId,
  { policy, calendar }: Publication,
): Promise<Prepared> {
  const row = await store.companion(currentRow(station));
  const before = row === undefined ? standardVersions : readRow(currentShape, row);
  const after = {
    policy: policy?.version ?? before.policy,
    calendar: calendar?.version ?? before.calendar,
  };
  const calendarUsed = calendar ?? (await calendarContent(store, station, after.calendar));
  if (calendar !== undefined) checkCalendar(calendar);
  const older = calendar === undefined ? [] : [...standards, ...(await publishedContents(store, station))];
  for (const content of policy === undefined ? older : [policy, ...older]) {
    compilePolicy(content, calendarUsed, standardContent.types);
  }

  const rows: Companion[] = [];
  for (const [kind, published, known] of [
    ['VERSION', policy, standards],
    ['CALENDAR', calendar, [standardCalendar]],
  ] as const) {
    const [standard] = known;
    const stored = published && (await store.companion(versionRow(station, kind, published.version)));
    const ofRelease = known.find(({ version }) => version === published?.version);
    const hashes = [stored && readRow(storedShape, stored).hash, ofRelease && contentHash(ofRelease)];
    if (
      published !== undefined &&
      hashes.some((one) => one !== undefined && one !== contentHash(published))
    ) {
      return { outcome: 'version-taken', version: published.version };
    }
    // The standard is stored too: a later release has another one, and open cases still name this version.
    const isStored = (await store.companion(versionRow(station, kind, standard.version))) !== undefined;
    if (!isStored) rows.push(versionCompanion(station, kind, standard));
    if (published !== undefined && stored === undefined && published.version !== standard.version) {
      rows.push(versionCompanion(station, kind, published));
    }
  }
  rows.push({
    key: currentRow(station),
    values: after,
    condition: row === undefined ? 'absent' : { unchanged: { ...before } },
    conflict: 'current',
  });
  return { outcome: 'prepared', before, after, rows };
}

const versionCompanion = (
  station: StationId,
  kind: Kind,
  content: PolicyContent | CalendarContent,
): Companion => ({
  key: versionRow(station, kind, content.version),
  values: { content: JSON.stringify(content), hash: contentHash(content) },
  condition: 'absent',
  conflict: 'version',
});

/** More versions than a station publishes in decades. */
const VERSIONS_MAX = 1000;

async function publishedContents(
  store: Pick<CompanionStore, 'companions'>,
  station: StationId,
): Promise<readonly PolicyContent[]> {
  const range = { from: 'VERSION#', through: 'VERSION#~', limit: VERSIONS_MAX };
  const rows = await store.companions(policyPk(station), range);
  return rows.map((row) => contentIn<PolicyContent>(row));
}

/** Publishes a policy or calendar for one station, checked by `preparePublication`. A policy applies to new cases. */
export async function publish(
  store: CompanionStore,
  station: StationId,
  publication: Publication,
): Promise<Published> {
  const prepared = await preparePublication(store, station, publication);
  if (prepared.outcome !== 'prepared') return prepared;
  const { before, after, rows } = prepared;
  const written = await store.writeCompanions(rows);
  return written ? { outcome: 'published', before, after } : { outcome: 'changed-meanwhile' };
}
