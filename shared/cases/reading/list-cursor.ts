import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { BoardPosition } from './case-list.ts';

/**
 * A cursor holds where a page ended and a fingerprint of its list: who reads, the order, and every clause. With another
 * list it would skip cases unnoticed, so it is refused there.
 */
const shape = onFirstUse(() => z.tuple([z.string(), z.string(), z.string()]));

/** Every cursor issued here is shorter; a longer one is not parsed. */
const CURSOR_LENGTH_MAX = 1000;

/** Enough that no two lists of a station have the same fingerprint by chance. */
const FINGERPRINT_LENGTH = 16;

/** The fingerprint of a list. `list` holds no limit and no time, since both may differ from page to page. */
export const fingerprintOf = (list: object): string =>
  createHash('sha256')
    .update(canonicalize(list) ?? '')
    .digest('base64url')
    .slice(0, FINGERPRINT_LENGTH);

export const cursorAt = (fingerprint: string, { at, id }: BoardPosition): string =>
  Buffer.from(JSON.stringify([fingerprint, at, id])).toString('base64url');

/** The position of a cursor that was issued for this list; `undefined` for any other cursor. */
export function positionIn(fingerprint: string, cursor: string): BoardPosition | undefined {
  if (cursor.length > CURSOR_LENGTH_MAX) return undefined;
  const found = shape().safeParse(parsed(cursor));
  if (!found.success) return undefined;
  const [list, at, id] = found.data;
  return list === fingerprint ? { at, id } : undefined;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
