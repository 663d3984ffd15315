import * as z from 'zod/mini';
import { type Instant, SECOND } from '../engine/calendar/instant.ts';
import { kept } from '../engine/kept.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import { type Memory, remembered } from '../engine/remembered.ts';
import type { StationId } from '../engine/scope.ts';
import { readRow } from '../engine/storage/row-parts.ts';
import type { CompanionStore, Freshness } from '../engine/storage/store.ts';
import { buildPolicy } from './build-policy.ts';
import { contentIn } from './content-row.ts';
import { earlierStandards } from './earlier-standards.ts';
import type { CalendarContent, Policy, PolicyBook, PolicyContent } from './policy.ts';
import { currentRow, versionRow } from './policy-keys.ts';
import { standardCalendar, standardContent } from './standard.ts';

/** The versions of policy and calendar that a station uses now. */
export interface CurrentVersions {
  readonly policy: string;
  readonly calendar: string;
  /** Absent while the station has published no channels, and sends over those of the deployment. */
  readonly channels?: string;
  /** Absent while the station has published no reply templates. */
  readonly templates?: string;
}

const standardVersions: CurrentVersions = {
  policy: standardContent.version,
  calendar: standardCalendar.version,
};

const currentShape = onFirstUse(() =>
  z.object({
    policy: z.string(),
    calendar: z.string(),
    channels: z.exactOptional(z.string()),
    templates: z.exactOptional(z.string()),
  }),
);

type ReadStore = Pick<CompanionStore, 'companion'>;

/** The versions in use; the standard ones while a station has published none. */
export async function currentVersions(
  store: ReadStore,
  station: StationId,
  freshness?: Freshness,
): Promise<CurrentVersions> {
  const row = await store.companion(currentRow(station), undefined, freshness);
  return row === undefined ? standardVersions : readRow(currentShape, row);
}

/** The standard policies of this release and of earlier ones, which need no publication. */
export const standards: readonly [PolicyContent, ...PolicyContent[]] = [standardContent, ...earlierStandards];

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

/** How long a process uses the current versions of a station before it reads them again. */
const memory: Memory = { forMs: 10 * SECOND, namesMax: 1000 };

/** Which versions stations use now, some seconds old at most. */
export type VersionsInUse = (station: StationId) => Promise<CurrentVersions>;

export const recentVersions = (store: ReadStore, now: () => Instant): VersionsInUse =>
  remembered((station: StationId) => currentVersions(store, station, 'recent'), memory, now);

/** Of the compiled policies, a process keeps the newest. A station has two or three in use. */
const COMPILED_MAX = 1000;

/**
 * The policies of all stations, read from the table and compiled once per process, since a published version never
 * changes. An old version is used with the newest calendar: running clocks hold their own dates and are not recomputed.
 */
export function publishedPolicies(
  store: ReadStore,
  now: () => Instant,
  versionsOf: VersionsInUse = recentVersions(store, now),
): PolicyBook {
  const compiled = kept<Policy>(COMPILED_MAX);

  async function of(station: StationId, version: string): Promise<Policy> {
    const { calendar } = await versionsOf(station);
    const isStandard = version === standardVersions.policy && calendar === standardVersions.calendar;
    const name = isStandard ? 'standard' : `${station} ${version} ${calendar}`;
    return compiled(name, () => compile(station, version, calendar));
  }

  const compile = async (station: StationId, version: string, calendar: string): Promise<Policy> =>
    buildPolicy(
      await policyContent(store, station, version),
      await calendarContent(store, station, calendar),
      standardContent.types,
    );

  return { of, current: async (station) => of(station, (await versionsOf(station)).policy) };
}
