import type { RefusalCode } from '../cases/refusal.ts';

/** What can be wrong with a request before it reaches a use case, or with us while it is there. */
export type EdgeCode =
  | 'unauthorized'
  | 'not-json'
  | 'too-large'
  | 'unsupported-type'
  | 'invalid-input'
  | 'too-many-tries'
  | 'unavailable'
  | 'defect';

/** Everything that has a sentence when a request is not met. */
export type ProblemCode = RefusalCode | EdgeCode;

/** What can be wrong with one field. */
export const inputErrorCodes = [
  'missing',
  'unknown-field',
  'unknown-choice',
  'wrong-type',
  'wrong-format',
  'wrong-phone',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'too-many',
  'invalid-characters',
] as const;
export type InputErrorCode = (typeof inputErrorCodes)[number];
