import type { ShownPlaces } from '../../api/shapes.ts';
import { buildingName, inOrder } from '../../components/buildings.ts';
import { EstatePlan } from '../../components/estate-plan.tsx';
import { words } from '../../text/words.ts';

/** Goes to the posters of a building, for the keyboard too. */
function show(building: string): void {
  const heading = document.getElementById(`building-${building}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/** The plan of the estate: how many codes each building has, and the same as a table. */
export function PlacesPlan({ places }: { readonly places: ShownPlaces['places'] }) {
  const { places: sentences, stats } = words();
  const buildings = inOrder(places.map(({ building }) => building));
  const codesOf = (building: string): number => places.filter((place) => place.building === building).length;
  return (
    <section class="panel places-plan" aria-labelledby="places-plan">
      <h2 id="places-plan">{sentences.plan}</h2>
      <p class="hint">{sentences.planHint}</p>
      <EstatePlan
        buildings={buildings}
        tileOf={(building) => (
          <button type="button" class="tile heat-0" onClick={() => show(building)}>
            <span>{buildingName(building)}</span> <b class="num">{codesOf(building)}</b>
          </button>
        )}
      />
      <details class="numbers">
        <summary>{stats.numbers}</summary>
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{stats.columns.building}</th>
              <th scope="col">{sentences.codes}</th>
            </tr>
          </thead>
          <tbody>
            {buildings.map((building) => (
              <tr key={building} data-key={building}>
                <th scope="row">{buildingName(building)}</th>
                <td data-title={sentences.codes}>{codesOf(building)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
