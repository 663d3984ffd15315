import { HOUR, type Instant } from '../../engine/calendar/instant.ts';
import { isStationId } from '../../engine/scope.ts';
import { type CaseKey, isCaseId, keyOf } from '../case-key.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';

/** A large photo on a thin line takes its time; afterwards the way back is the secret link itself. */
const VALID = HOUR;

/** No text of a case is ever of this version, so neither opens in the place of the other. */
const addressIn = (key: CaseKey) => ({ key, version: 0, index: 0 });

/**
 * The way back from the photo store to a page of ours. Its address travels through the photo store, which must not learn the
 * secret of the case; so it is sealed, and only we can open it again.
 */
export async function issueReturn(
  { vault }: Pick<World, 'vault'>,
  key: CaseKey,
  path: string,
  now: Instant,
): Promise<string> {
  const { sealed } = await vault.seal(`${now + VALID} ${path}`, addressIn(key));
  return [key.station, key.id, sealed.wrappedKey, sealed.nonce, sealed.ciphertext].join('.');
}

/** Where a return leads; a wrong and an expired one are answered alike. */
export async function openReturn(
  { vault }: Pick<World, 'vault'>,
  ticket: string,
  now: Instant,
): Promise<{ readonly path: string; readonly refusal?: never } | Refused> {
  const [station = '', caseId = '', wrappedKey = '', nonce = '', ciphertext = ''] = ticket.split('.');
  if (!isStationId(station) || !isCaseId(caseId)) return refused({ code: 'not-found' });
  const address = addressIn(keyOf({ station, caseId }));
  const opened = await vault.open({ wrappedKey, nonce, ciphertext }, address).catch(() => undefined);
  const [, until = '', path] = /^(\d+) (.+)$/.exec(opened ?? '') ?? [];
  return path !== undefined && Number(until) > now ? { path } : refused({ code: 'not-found' });
}
