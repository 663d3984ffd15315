import type * as z from 'zod/mini';
import { type InputErrorCode, inputErrorCodes } from '../locales/problem-codes.ts';
import type { InputError } from './problem.ts';

/** Further errors show once these are corrected. */
const ERRORS_MAX = 20;
/** Field names come from the request and may be long. */
const FIELD_LENGTH_MAX = 100;

type Issue = z.core.$ZodIssue;

/**
 * The errors of a request, in codes of this API, so that clients do not depend on zod's. Only the first error of each
 * field is reported, since further ones often follow from it.
 */
export function inputErrorsOf(issues: readonly Issue[]): readonly InputError[] {
  const byField = new Map<string, InputError>();
  for (const error of issues.flatMap(errorsOf)) {
    if (!byField.has(error.field)) byField.set(error.field, error);
  }
  return [...byField.values()].slice(0, ERRORS_MAX);
}

function errorsOf(issue: Issue): readonly InputError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: named([...path, key]), code: 'unknown-field' }));
  }
  return [{ field: named(path), code: codeOf(issue) }];
}

const named = (path: readonly string[]): string => path.join('.').slice(0, FIELD_LENGTH_MAX);

function codeOf(issue: Issue): InputErrorCode {
  switch (issue.code) {
    case 'custom':
      return ownCode(issue.params);
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : 'wrong-type';
    case 'invalid_value':
    case 'invalid_union':
      return isMissing(issue) ? 'missing' : 'unknown-choice';
    case 'invalid_key':
      return 'unknown-field';
    case 'too_small':
      return issue.origin === 'string' ? 'too-short' : 'too-small';
    case 'too_big':
      return issue.origin === 'string' ? 'too-long' : 'too-large';
    default:
      return 'wrong-format';
  }
}

/** Whether the field is missing. For a union's discriminator zod reports the whole object as the input. */
function isMissing({ input, path }: Issue): boolean {
  const name = path.at(-1);
  if (typeof input !== 'object' || input === null || name === undefined) return input === undefined;
  return !Object.hasOwn(input, name);
}

const ownCode = (params: Readonly<Record<string, unknown>> | undefined): InputErrorCode =>
  inputErrorCodes.find((code) => code === params?.code) ?? 'wrong-format';
