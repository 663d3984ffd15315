import { readPhones } from './read-phones.ts';

/**
 * The numbers in the telephone text of a contact, or in what somebody looks for: each in the one form that all its
 * spellings share, without extension. A number without area code stays without; it is not the same as one with.
 */
export const canonicalPhones = (written: string): readonly string[] => [
  ...new Set(readPhones(written).map(({ number }) => number)),
];
