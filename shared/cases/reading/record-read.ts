import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { type Scope, staffActor } from '../../engine/scope.ts';
import { appendRead } from '../../engine/storage/read-log.ts';
import type { CaseKey } from '../case-key.ts';
import type { World } from '../world.ts';

/** What of a case is shown only where that goes on record. */
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

/** Names a text of a case in the log of reads. */
export const textItem = ({ version, index }: { readonly version: number; readonly index: number }): string =>
  `${version}-${index}`;

/** The text that the log names, undefined for a read of several texts at once, as releases before December 2026 had. */
export function textOfItem(item: string | undefined): { version: number; index: number } | undefined {
  const [version, index] = (item ?? '').split('-').map(Number);
  return item === undefined || version === undefined || index === undefined ? undefined : { version, index };
}

/**
 * Records that staff read parts of a case. Called before they are shown, and throws `Unavailable` when the read
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
