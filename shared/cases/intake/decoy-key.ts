import { stationId } from '../../engine/scope.ts';
import { type CaseKey, isCaseId, keyOf } from '../case-key.ts';

/** A station and a place that are not there. */
export const NO_STATION = stationId('nowhere');
export const NO_PLACE = 'nowhere';

/**
 * The key of a case that is not there, another one for each token. Reading it costs what reading a case costs, so a
 * link that leads nowhere takes as long as one that leads somewhere.
 */
export function decoyKey(tokenHash: string): CaseKey {
  const letters = tokenHash.toLowerCase().replace(/[^a-z2-7]/g, 'a');
  const caseId = `c${letters.slice(0, 25).padEnd(25, 'a')}`;
  if (!isCaseId(caseId)) throw new Error('a hash that makes no id');
  return keyOf({ station: NO_STATION, caseId });
}
