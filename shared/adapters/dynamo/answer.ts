import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { Unavailable } from '../../engine/storage/store-errors.ts';

/** Refusals that only mean "not now". All other refusals are our own mistakes. */
const busy: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

interface Failure extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/**
 * Awaits an answer of the store. A lost condition is passed on as it is, for the caller to give a meaning; no
 * answer, or too busy, is `Unavailable`. What DynamoDB says in an error may quote an item, so only the error's name
 * and the request's id are kept.
 */
export async function answerTo<Answer>(asked: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (isLostCondition(error) || error instanceof TransactionCanceledException) throw error;
    throw translated(asked, error as Failure);
  }
}

export const isLostCondition = (error: unknown): boolean => error instanceof ConditionalCheckFailedException;

/** A guarded write: `undefined` when its condition did not hold. */
export async function unlessBeaten<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isLostCondition(error)) return undefined;
    throw error;
  }
}

function translated(asked: string, error: Failure): Error {
  // The SDK marks whatever happened on the wire; without the mark the request was never built, which is a defect.
  if (error.$metadata === undefined) return error;
  const { httpStatusCode = 0, requestId = 'none' } = error.$metadata;
  const words = `${asked}: ${error.name} (request ${requestId})`;
  const refused = httpStatusCode >= 400 && httpStatusCode < 500 && !busy.has(error.name);
  return refused ? new Error(`the store refused to ${words}`) : new Unavailable(`the store did not ${words}`);
}
