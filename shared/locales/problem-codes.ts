import type { RefusalCode } from '../cases/refusal.ts';

/** Problems of the HTTP layer: of a request before it reaches a use case, or of the system while handling it. */
export type EdgeCode =
  | 'unauthorized'
  | 'struck'
  | 'not-json'
  | 'too-large'
  | 'unsupported-type'
  | 'unreadable-text'
  | 'invalid-input'
  | 'too-many-tries'
  | 'unavailable'
  | 'defect';

export type ProblemCode = RefusalCode | EdgeCode;

/** The kinds of error in one field of a request. */
export const inputErrorCodes = [
  'missing',
  'unknown-field',
  'unknown-choice',
  'wrong-type',
  'wrong-format',
  'wrong-phone',
  'not-for-sms',
  'wrong-mail',
  'wrong-reference',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'too-many',
  'too-many-numbers',
  'invalid-characters',
] as const;
export type InputErrorCode = (typeof inputErrorCodes)[number];
