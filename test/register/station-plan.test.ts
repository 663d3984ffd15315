import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { places, policeRoom } from '../../infra/local/fixtures/places.ts';
import { readStationFile } from '../../shared/register/station-file.ts';
import { planFaults } from '../../shared/stations/plan.ts';

const example = JSON.parse(readFileSync('docs/station.example.json', 'utf8'));
const [place] = example.places;
const read = (changes: object) => readStationFile(JSON.stringify({ ...example, ...changes }));
const at = (row: number, column: number, more: object = {}) => ({ row, column, ...more });
const placesAt = (...areas: readonly object[]) =>
  areas.map((position, index) => ({ ...place, code: `c${index}`, building: `b${index}`, position }));

describe('the plan in the file of a station', () => {
  it('is optional, and is read where it stands', () => {
    const { station, places: read1 } = read({});
    expect(read1[0]?.position).toEqual(at(2, 1));
    expect(station.strips).toEqual([expect.objectContaining(at(1, 1, { columns: 3 }))]);
    const { position: _, ...bare } = place;
    const without = read({ places: [bare], strips: undefined });
    expect(without.places[0]).not.toHaveProperty('position');
    expect(without.station).not.toHaveProperty('strips');
  });

  it.each([
    [
      'two buildings on one tile',
      { strips: [], places: placesAt(at(1, 1), at(1, 1)) },
      'Building b0 and Building b1 lie over each other',
    ],
    [
      'a road through a building',
      { places: placesAt(at(1, 3)) },
      'Building b0 and Strip 1 (South road) lie over each other',
    ],
    [
      'one building at two positions',
      { places: placesAt(at(3, 1), at(4, 1)).map((one) => ({ ...one, building: 'b11' })) },
      'Building b11 stands at two positions',
    ],
    [
      'more columns than a telephone shows',
      { places: placesAt(at(2, 10, { columns: 4 })) },
      'reaches beyond the plan',
    ],
    ['a column 0', { places: placesAt(at(1, 0)) }, 'position.column'],
    ['half a row', { places: placesAt(at(1.5, 1)) }, 'position.row'],
  ])('is refused for %s, with a sentence', (_, changes, sentence) => {
    expect(() => read(changes)).toThrow(sentence);
  });

  it('of the seeded station has every place on it, and nothing over anything else', () => {
    const planned = places.flatMap(({ building, position }) =>
      position ? [{ what: building, at: position }] : [],
    );
    const strips = (policeRoom.strips ?? []).map((strip, index) => ({ what: `strip ${index}`, at: strip }));
    expect(planned).toHaveLength(places.length);
    expect(planFaults([...planned, ...strips])).toEqual([]);
  });
});
