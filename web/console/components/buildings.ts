import { station } from '../api/station.ts';
import { buildingNumber } from '../text/building-number.ts';
import { language, say, words } from '../text/words.ts';

const isNumbered = (building: string): boolean => buildingNumber(building) !== undefined;

/** Each building once, numbered ones first. */
export const inOrder = (buildings: readonly string[]): readonly string[] =>
  [...new Set(buildings)].sort(
    (one, other) =>
      Number(isNumbered(other)) - Number(isNumbered(one)) ||
      one.localeCompare(other, 'en', { numeric: true }),
  );

/** `7 号`, or the name of a place that has no number. */
export function buildingName(building: string): string {
  const number = buildingNumber(building);
  if (number !== undefined) return say(words().stats.building, { number });
  return station().places.find((place) => place.building === building)?.words[language()] ?? building;
}
