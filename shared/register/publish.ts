import { type Refused, refused } from '../engine/refused.ts';
import type { StationId } from '../engine/scope.ts';
import type { RowKey } from '../engine/storage/row.ts';
import { currentRow } from '../policies/policy-keys.ts';
import {
  type Prepared,
  type Publication,
  type PublishedRow,
  preparePublication,
} from '../policies/prepare-publication.ts';
import type { CurrentVersions } from '../policies/published-policies.ts';
import { type Change, type Registrar, record } from './record.ts';
import type { RegisterFactName, RegisterRefusal } from './register.ts';
import type { RegisterWorld } from './register-world.ts';

export interface Published {
  readonly before: CurrentVersions;
  readonly after: CurrentVersions;
  readonly refusal?: never;
}

/**
 * Publishes a policy, a calendar or channels for one station, checked by `preparePublication`. A policy applies to new
 * cases.
 * @param isExpected whether the versions in use are those that the publication was made from
 * @param from rows from which the publication was made; by default the versions in use, unless it states both
 */
export async function publish(
  world: RegisterWorld,
  station: StationId,
  publication: Publication,
  registrar: Registrar,
  from: readonly RowKey[] = publication.policy && publication.calendar ? [] : [currentRow(station)],
  isExpected: (before: CurrentVersions) => boolean = () => true,
): Promise<Published | Refused<RegisterRefusal>> {
  let [before, after]: (CurrentVersions | undefined)[] = [];
  const outcome = await record<RegisterRefusal>(world, station, registrar, async () => {
    const prepared = await preparePublication(world.store, station, publication);
    if (prepared.outcome === 'version-taken') {
      return refused({ code: 'version-taken', version: prepared.version });
    }
    if ((before !== undefined && isOther(before, prepared.before)) || !isExpected(prepared.before))
      return refused({ code: 'changed-meanwhile' });
    ({ before, after } = prepared);
    // What a station uses besides is taken over from the row that says so.
    const isOtherwise =
      (before.channels !== undefined && publication.channels === undefined) ||
      (before.templates !== undefined && publication.templates === undefined);
    const taken = isOtherwise && from.length === 0 ? [currentRow(station)] : from;
    return changesOf(station, prepared, taken);
  });
  if (outcome.refusal) return outcome;
  if (before === undefined || after === undefined) throw new Error('a publication was not prepared');
  return { before, after };
}

const isOther = (one: CurrentVersions, other: CurrentVersions): boolean =>
  one.policy !== other.policy ||
  one.calendar !== other.calendar ||
  one.channels !== other.channels ||
  one.templates !== other.templates;

type PublishedFact = Extract<RegisterFactName, `${string}-published`>;

function changesOf(
  station: StationId,
  { before, after, policies, calendars, channels, templates }: Extract<Prepared, { outcome: 'prepared' }>,
  from: readonly RowKey[],
): readonly Change[] {
  const written = (fact: PublishedFact, row: PublishedRow): Change => ({
    fact,
    rows: [{ ...row, known: 'new' }],
  });
  const unchanged = { ...before, channels: before.channels, templates: before.templates };
  const current = { key: currentRow(station), content: { ...after }, unchanged };
  return [
    ...policies.map((row) => written('policy-published', row)),
    ...calendars.map((row) => written('calendar-published', row)),
    ...channels.map((row) => written('channels-published', row)),
    ...templates.map((row) => written('templates-published', row)),
    { fact: 'versions-chosen', rows: [current], from },
  ];
}
