import * as z from 'zod/mini';

/** Where a page ended: the sort key and the id of its last row, and which list it was a page of. */
const position = z.object({ list: z.string(), at: z.string(), id: z.string() });
export type Position = z.infer<typeof position>;

/** No position is longer than this; what is longer is not one of ours and is not parsed. */
const CURSOR_LENGTH_MAX = 1000;

export const cursorAt = (place: Position): string =>
  Buffer.from(JSON.stringify([place.list, place.at, place.id])).toString('base64url');

/**
 * Reads a cursor of this very list. Anything else, a cursor of another station's list too, is no position at all,
 * and the list begins at its beginning.
 */
export function positionIn(list: string, cursor: string | undefined): Position | undefined {
  if (cursor === undefined || cursor.length > CURSOR_LENGTH_MAX) return undefined;
  const found = position.safeParse(named(cursor));
  return found.success && found.data.list === list ? found.data : undefined;
}

function named(cursor: string): unknown {
  try {
    const [list, at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return { list, at, id };
  } catch {
    return undefined;
  }
}
