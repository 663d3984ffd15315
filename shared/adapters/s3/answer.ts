import { S3ServiceException } from '@aws-sdk/client-s3';
import { Unavailable } from '../../engine/storage/store-errors.ts';

/**
 * Refusals after which the same request may succeed. Forbidden (403) is one of them: a right comes back with a deployment,
 * and a function that may not list a bucket is told so of an object that is not there. The others are conflicts with
 * another request (409, 412), and waits (408, 429).
 */
const passingStatuses: ReadonlySet<number> = new Set([403, 408, 409, 412, 429]);

/** The same, of those that S3 answers with 400: a slow or damaged transfer, and credentials that are renewed. */
const passingNames: ReadonlySet<string> = new Set([
  'RequestTimeout',
  'IncompleteBody',
  'BadDigest',
  'ExpiredToken',
]);

/**
 * What S3 answers. An error keeps its name only, behind `failure`, and its
 * own words in its cause, of which logs have the name: `Unavailable` when a retry may help, an `Error` when the
 * request itself is wrong.
 */
export async function answerOr<Answer>(failure: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const words = `${failure}: ${error instanceof Error ? error.name : 'no answer'}`;
    const cause = { cause: error };
    throw mayPass(error) ? new Unavailable(words, cause) : new Error(words, cause);
  }
}

/** The same, and `undefined` for an error of one of these names. */
export async function answerUnless<Answer>(
  names: readonly string[],
  failure: string,
  answer: Promise<Answer>,
): Promise<Answer | undefined> {
  const expected = answer.catch((error: unknown) => {
    if (error instanceof S3ServiceException && names.includes(error.name)) return undefined;
    throw error;
  });
  return answerOr(failure, expected);
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof S3ServiceException)) return true;
  const { httpStatusCode = 500 } = error.$metadata;
  return httpStatusCode >= 500 || passingStatuses.has(httpStatusCode) || passingNames.has(error.name);
}
