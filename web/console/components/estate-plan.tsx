import type { ComponentChildren } from 'preact';
import { station } from '../api/station.ts';
import { language } from '../text/words.ts';
import { inOrder } from './buildings.ts';

interface EstatePlanProps {
  readonly buildings: readonly string[];
  /** The tile of a building, with its number. */
  readonly tileOf: (building: string) => ComponentChildren;
}

type Area = NonNullable<ReturnType<typeof station>['places'][number]['position']>;

/** From more columns on the plan needs a wide panel, so that each tile can be touched. */
const NARROW_COLUMNS_MAX = 7;

const positionOf = (building: string): Area | undefined =>
  station().places.find((place) => place.building === building && place.position !== undefined)?.position;

const gridArea = ({ row, column, rows = 1, columns = 1 }: Area) => ({
  '--area': `${row} / ${column} / span ${rows} / span ${columns}`,
});

/** Whether the station has entered where its buildings stand. */
export const hasPlan = (): boolean => station().places.some(({ position }) => position !== undefined);

/**
 * The estate as a grid: each building a tile where it stands, between them the roads and gates. Where the plan does not fit, and
 * for buildings without a position, the tiles stand in the order of the buildings.
 */
export function EstatePlan({ buildings, tileOf }: EstatePlanProps) {
  const tiles = inOrder(buildings).map((building) => ({ building, area: positionOf(building) }));
  const drawn = tiles.flatMap(({ building, area }) => (area === undefined ? [] : [{ building, area }]));
  const others = tiles.filter(({ area }) => area === undefined);
  const { strips = [] } = station();
  const ends = [...drawn.map(({ area }) => area), ...strips].map(
    ({ column, columns = 1 }) => column + columns - 1,
  );
  const columns = Math.max(1, ...ends);
  return (
    <div class="plan-box">
      {drawn.length > 0 && (
        <ul
          class={columns > NARROW_COLUMNS_MAX ? 'plan drawn wide' : 'plan drawn'}
          style={{ '--columns': columns }}
        >
          {drawn.map(({ building, area }) => (
            <li key={building} style={gridArea(area)}>
              {tileOf(building)}
            </li>
          ))}
          {strips.map((strip) => (
            <li key={gridArea(strip)['--area']} class="strip" style={gridArea(strip)}>
              {strip.words[language()]}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul class="plan">
          {others.map(({ building }) => (
            <li key={building}>{tileOf(building)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
