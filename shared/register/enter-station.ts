import { defined } from '../engine/defined.ts';
import type { Refused } from '../engine/refused.ts';
import { currentRow } from '../policies/policy-keys.ts';
import { type Publication, preparePublication } from '../policies/prepare-publication.ts';
import { currentVersions } from '../policies/published-policies.ts';
import { standardCalendar, standardContent } from '../policies/standard.ts';
import type { Station } from '../stations/station.ts';
import { checkDeputies } from './check-deputies.ts';
import { type Entered, type EntryRefused, enter, type StationEntries, takenCode } from './enter.ts';
import { publish } from './publish.ts';
import type { Registrar } from './record.ts';
import type { RegisterRefusal } from './register.ts';
import type { RegisterWorld } from './register-world.ts';
import type { StationKeyPairs } from './station-key-pairs.ts';

export interface EnterStationWorld extends RegisterWorld {
  readonly keyPairs: StationKeyPairs;
}

type EntriesWithStation = StationEntries & { readonly station: Station };

/**
 * Makes a station ready for residents: its key pairs, its name and people, the standard policy and calendar of this
 * release, so that a later release with another standard does not change what this station promises, and its places at
 * last: a place takes reports, so whatever a report needs is there before it. All of it can be repeated; only what
 * differs is written.
 * @throws OperatorFault with a sentence for each fault of the entries; then nothing was written
 */
export async function enterStation(
  world: EnterStationWorld,
  entries: EntriesWithStation,
  registrar: Registrar,
): Promise<Entered | EntryRefused> {
  const { station, people = [], places = [] } = entries;
  const id = station.station;
  const standards = await standardsFor(world, entries);
  // A refusal after the first commit would leave a part of the station behind.
  const refusal = await whyRefused(world, entries, standards);
  if (refusal) return refusal;
  await world.keyPairs.ensure(id);

  const staffed = await enter(world, id, { station, people }, registrar);
  if (staffed.refusal) return staffed;
  const before = { people: people.length, places: 0 };
  const published = await publish(world, id, standards, registrar, [currentRow(id)]);
  if (published.refusal) return { ...published, entered: before };
  const open = await enter(world, id, { places }, registrar);
  if (open.refusal) return { ...open, entered: { ...before, places: open.entered?.places ?? 0 } };
  return { recorded: staffed.recorded || open.recorded };
}

/** The standard policy and calendar of this release, where the station has not another one. */
async function standardsFor(
  { store }: EnterStationWorld,
  { station }: EntriesWithStation,
): Promise<Publication> {
  const inUse = await currentVersions(store, station.station);
  return defined({
    policy: inUse.policy === standardContent.version ? standardContent : undefined,
    calendar: inUse.calendar === standardCalendar.version ? standardCalendar : undefined,
  });
}

async function whyRefused(
  { store }: EnterStationWorld,
  { station, people = [], places = [] }: EntriesWithStation,
  standards: Publication,
): Promise<Refused<RegisterRefusal> | undefined> {
  const { people: known } = await store.roster(station.station);
  checkDeputies(people, known);
  const taken = await takenCode({ store }, places);
  if (taken !== undefined) return taken;
  const prepared = await preparePublication(store, station.station, standards);
  return prepared.outcome === 'version-taken'
    ? { refusal: { code: 'version-taken', version: prepared.version } }
    : undefined;
}
