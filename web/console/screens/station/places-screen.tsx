import { useSignal } from '@preact/signals';
import { useLive } from '../../api/live.ts';
import type { ShownPlaces } from '../../api/shapes.ts';
import { personName, station } from '../../api/station.ts';
import { hasPlan } from '../../components/estate-plan.tsx';
import { Dialog, Plate, ProblemNote } from '../../components/parts.tsx';
import { buildingNumber } from '../../text/building-number.ts';
import { moment } from '../../text/times.ts';
import { language, say, words } from '../../text/words.ts';
import { NewCode } from './new-code.tsx';
import { PlacesPlan } from './places-plan.tsx';
import { PosterButton } from './poster-button.tsx';
import { BackToStation } from './station-screen.tsx';

const EVERY_MS = 60_000;

export type ShownPlace = ShownPlaces['places'][number];

/** `7 号楼`, or the name of a place without a number. */
function buildingTitle(building: string, places: readonly ShownPlace[]): string {
  const number = buildingNumber(building);
  if (number !== undefined) return say(words().places.building, { building: number });
  return places.find((place) => place.building === building)?.words[language()] ?? building;
}

/** The buildings with their entrances: the poster of each, and a new code where one was pasted over. */
export function PlacesScreen() {
  const { places: sentences, shell } = words();
  const { data, problem } = useLive<ShownPlaces>('/v1/office/places', EVERY_MS).value;
  const renewing = useSignal<ShownPlace | undefined>(undefined);
  const { role } = station().me;
  const places = data?.places ?? [];
  const [first] = places;
  const buildings = [...new Set(places.map(({ building }) => building))];
  const close = (): void => {
    renewing.value = undefined;
  };
  return (
    <main class="wrap" id="main" tabIndex={-1}>
      <BackToStation />
      <h1>{sentences.title}</h1>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {data === undefined && problem === undefined && <p class="hint">{shell.loading}</p>}
      {first !== undefined && (
        <p class="lead">
          {say(sentences.lead, {
            buildings: buildings.filter((building) => buildingNumber(building) !== undefined).length,
            all: buildings.length,
            places: places.length,
          })}
        </p>
      )}
      {first !== undefined && role !== 'auditor' && (
        <>
          <PosterButton place={first.place} all label={sentences.posters} />
          <p class="hint after-button">{sentences.posterHint}</p>
        </>
      )}
      {hasPlan() && data !== undefined && <PlacesPlan places={places} />}
      <div class="buildings">
        {buildings.map((building) => (
          <section key={building} class="panel" aria-labelledby={`building-${building}`}>
            <h2 id={`building-${building}`} tabIndex={-1}>
              {buildingTitle(building, places)}
            </h2>
            <ul class="sent">
              {places
                .filter((place) => place.building === building)
                .map((place) => (
                  <Entrance
                    key={place.place}
                    place={place}
                    renew={
                      role === 'chief'
                        ? () => {
                            renewing.value = place;
                          }
                        : undefined
                    }
                  />
                ))}
            </ul>
          </section>
        ))}
      </div>
      {renewing.value !== undefined && (
        <Dialog title={`${sentences.newCode} · ${nameOf(renewing.value)}`} onClose={close}>
          <NewCode place={renewing.value.place} close={close} />
        </Dialog>
      )}
    </main>
  );
}

const nameOf = ({ words: names, place }: ShownPlace): string => names[language()] ?? place;

interface EntranceProps {
  readonly place: ShownPlace;
  /** Absent for who may not give a new code. */
  readonly renew: (() => void) | undefined;
}

function Entrance({ place, renew }: EntranceProps) {
  const { places: sentences } = words();
  const name = nameOf(place);
  return (
    <li>
      <Plate {...place} />
      <b>{name}</b> <span class="hint">{place.place}</span>
      <Renewed place={place} />
      {station().me.role !== 'auditor' && (
        <div class="row">
          <PosterButton place={place.place} label={sentences.poster} about={name} />
          {renew !== undefined && (
            <button
              type="button"
              class="btn btn-s btn-quiet"
              aria-label={`${sentences.newCode} ${name}`}
              onClick={renew}
            >
              {sentences.newCode}
            </button>
          )}
        </div>
      )}
    </li>
  );
}

/** Which code the place had before, and why it got another. */
function Renewed({ place: { renewed } }: { readonly place: ShownPlace }) {
  const { places: sentences } = words();
  if (renewed === undefined) return null;
  const { from, at, by, reason = '' } = renewed;
  const who = by === undefined ? sentences.operator : personName(by);
  return (
    <p class="hint">
      {say(reason === '' ? sentences.renewed : sentences.renewedWhy, { time: moment(at), who, from, reason })}
    </p>
  );
}
