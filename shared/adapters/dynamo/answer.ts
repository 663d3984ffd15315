import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { Unavailable } from '../../engine/storage/store-errors.ts';

/** Errors of the 4xx range that a retry may resolve. Every other 4xx error is a defect of this code. */
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
 * Awaits a DynamoDB response. A failed condition is rethrown unchanged for the caller to interpret; a missing response
 * or throttling becomes `Unavailable`. Only the error's name and the request id are kept, since DynamoDB's messages may
 * quote an item.
 */
export async function answerTo<Answer>(asked: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (isFailedCondition(error) || error instanceof TransactionCanceledException) throw error;
    throw translated(asked, error as Failure);
  }
}

const isFailedCondition = (error: unknown): boolean => error instanceof ConditionalCheckFailedException;

/** Awaits a guarded write; `undefined` when its condition did not hold. */
export async function ifConditionHolds<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isFailedCondition(error)) return undefined;
    throw error;
  }
}

function translated(asked: string, error: Failure): Error {
  // The SDK adds `$metadata` to every error of a sent request; without it the request was never built, which is a
  // defect.
  if (error.$metadata === undefined) return error;
  const { httpStatusCode = 0, requestId = 'none' } = error.$metadata;
  const words = `${asked}: ${error.name} (request ${requestId})`;
  const refused = httpStatusCode >= 400 && httpStatusCode < 500 && !busy.has(error.name);
  return refused ? new Error(`the store refused to ${words}`) : new Unavailable(`the store did not ${words}`);
}
