import { canonicalHash } from '../canonical-hash.ts';
import type { Row, RowKey } from './row.ts';

/**
 * The hash of a whole row, its key included: SHA-256 over its canonical JSON (RFC 8785). A row that holds personal data
 * needs a random attribute besides, so that nobody can find the data by hashing guesses.
 */
export const hashRow = (row: Row & RowKey): string => canonicalHash(row);

/** A row's name in findings and maps. */
export const nameOfRow = ({ pk, sk }: RowKey | Row): string => `${pk} / ${sk}`;

/** A key that this code did not write may have any length; the longest that it writes ends with a person's id. */
const NAME_LENGTH_MAX = 200;

/** The start of a name of any length, for findings and logs. */
export const shortName = (name: string): string => name.slice(0, NAME_LENGTH_MAX);
