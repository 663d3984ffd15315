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
  /** The answer has no body, so it shows nothing and is no read. */
  readonly isHead?: boolean;
}

/**
 * Records that staff read parts of a secret case. Called before they are shown, and throws `Unavailable` when the read
 * could not be recorded, so that nothing is shown without a record.
 */
export async function recordRead(
  { store }: Pick<World, 'store'>,
  key: CaseKey,
  { scope, requestId, now, isHead = false }: Reader,
  what: readonly SecretPart[],
  item?: string,
): Promise<void> {
  if (isHead) return;
  const by = staffActor(scope);
  await appendRead(store, key, { at: now, by, what, ...defined({ item }), request: requestId });
}
