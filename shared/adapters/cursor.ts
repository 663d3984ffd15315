import * as z from 'zod/mini';

/** Where a page ended: the list, and the sort key and id of its last row. */
const position = z.object({ list: z.string(), at: z.string(), id: z.string() });
export type Position = z.infer<typeof position>;

/** Every cursor issued here is shorter; a longer one is not parsed. */
const CURSOR_LENGTH_MAX = 1000;

export const cursorAt = (place: Position): string =>
  Buffer.from(JSON.stringify([place.list, place.at, place.id])).toString('base64url');

/**
 * Reads a cursor of this list. Any other cursor, such as one of another station's list, is ignored, and the list starts
 * from its first row.
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
