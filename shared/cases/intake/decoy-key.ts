import { stationId } from '../../engine/scope.ts';
import { type CaseKey, isCaseId, keyOf } from '../case-key.ts';

/** A station and a place that do not exist. */
export const NO_STATION = stationId('nowhere');
export const NO_PLACE = 'nowhere';

/**
 * The key of a case that does not exist, different for each token. Reading it takes as long as reading a real case, so
 * the response time does not reveal whether a token is known.
 */
export function decoyKey(tokenHash: string): CaseKey {
  const letters = tokenHash.toLowerCase().replace(/[^a-z2-7]/g, 'a');
  const caseId = `c${letters.slice(0, 25).padEnd(25, 'a')}`;
  if (!isCaseId(caseId)) throw new Error('no valid case id could be made from the token hash');
  return keyOf({ station: NO_STATION, caseId });
}
