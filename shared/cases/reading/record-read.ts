import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { type Scope, staffActor } from '../../engine/scope.ts';
import { appendRead } from '../../engine/storage/read-log.ts';
import type { CaseKey } from '../case-key.ts';
import type { World } from '../world.ts';

/** What of a secret case may reveal who reported it. */
export const secretParts = ['contact', 'text', 'photo'] as const;
export type SecretPart = (typeof secretParts)[number];

/** A member of staff who reads a case, with the id and the time of the request. */
export interface Reader {
  readonly scope: Scope;
  readonly requestId: string;
  readonly now: Instant;
}

/**
 * Records that staff read parts of a secret case. Called before they are shown, and throws `Unavailable` when the read
 * could not be recorded, so that nothing is shown without a record.
 */
export function recordRead(
  { store }: Pick<World, 'store'>,
  key: CaseKey,
  { scope, requestId, now }: Reader,
  what: readonly SecretPart[],
  item?: string,
): Promise<void> {
  const by = staffActor(scope);
  return appendRead(store, key, { at: now, by, what, ...defined({ item }), request: requestId });
}
