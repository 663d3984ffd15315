import * as z from 'zod/mini';
import { canonicalHash } from '../engine/canonical-hash.ts';
import type { Row } from '../engine/storage/row.ts';
import { nameOfRow } from '../engine/storage/row-hash.ts';
import { json, readRow } from '../engine/storage/row-parts.ts';
import { Unreadable } from '../engine/storage/store-errors.ts';

const storedShape = z.object({ content: json, hash: z.string() });

export const hashIn = (row: Row): string => readRow(storedShape, row).hash;

/**
 * Reads published content. Throws `Unreadable` if it does not match its hash. Its shape was checked before it was
 * published; it is not checked again, so that a field of another release does not make it unreadable.
 */
export function contentIn<Content extends object>(row: Row): Content {
  const { content, hash: stored } = readRow(storedShape, row);
  if (typeof content !== 'object' || content === null || canonicalHash(content) !== stored) {
    throw new Unreadable(`the row ${nameOfRow(row)} was changed after it was published`);
  }
  return content as Content;
}
