import { isStationId, type StationId } from '../../shared/engine/scope.ts';

/** The station that an option names. Throws an error with a sentence for what no station can be named. */
export function stationNamed(text: string): StationId {
  if (isStationId(text)) return text;
  throw new Error(`${text} is no id of a station: it has small letters, digits and dashes, at most 32.`);
}
