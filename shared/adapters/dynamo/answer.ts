import { setTimeout as pause } from 'node:timers/promises';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { Contended, Unavailable } from '../../engine/storage/store-errors.ts';

/**
 * The answer to a transaction with this token was lost, and DynamoDB is still carrying it out. Only the same request with
 * the same token can tell its outcome.
 */
export class InProgress extends Unavailable {
  override readonly name = 'InProgress';
}

/** Errors of the 4xx range that a retry may resolve. Every other 4xx error is a defect of this code. */
const busy: Readonly<Record<string, typeof Unavailable>> = {
  ProvisionedThroughputExceededException: Unavailable,
  ReplicatedWriteConflictException: Unavailable,
  RequestLimitExceeded: Unavailable,
  ThrottlingException: Unavailable,
  TransactionConflictException: Contended,
  TransactionInProgressException: InProgress,
};

interface Failure extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/**
 * Awaits a DynamoDB response. A failed condition is rethrown unchanged for the caller to interpret; a missing response
 * or throttling becomes `Unavailable`, a row that a transaction holds `Contended`, and the lost answer to a transaction
 * that is still carried out `InProgress`. Only the error's name and the request id are in its message, since DynamoDB's
 * messages may quote an item; logs have the name from the cause.
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
  const Busy = busy[error.name];
  const cause = Object.assign(new Error(`request ${requestId}`), { name: error.name });
  const options = { cause };
  if (Busy !== undefined) return new Busy(`the store did not ${words}`, options);
  return httpStatusCode >= 400 && httpStatusCode < 500
    ? new Error(`the store refused to ${words}`, options)
    : new Unavailable(`the store did not ${words}`, options);
}

/** How a table waits. */
export interface Waiting {
  /** Waits before another attempt; a timer when absent. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** Waits while another transaction holds a row; that one ends within milliseconds. */
const heldMilliseconds = [10, 40, 120, 300] as const;

/**
 * Waits for a transaction under way. AWS asks for a retry at least five seconds after the first attempt; before that the
 * answer may be that it is still in progress. A function behind the API has ten seconds.
 */
const inProgressMilliseconds = [2000, 3000] as const;

/** Repeats a write that changes nothing while another transaction holds one of its rows. */
export const unlessHeld = <Answer>(table: Waiting, write: () => Promise<Answer>): Promise<Answer> =>
  repeated(table, write, Contended, heldMilliseconds);

/** Sends the very same transaction until its outcome is known. */
export const untilKnown = <Answer>(table: Waiting, send: () => Promise<Answer>): Promise<Answer> =>
  repeated(table, send, InProgress, inProgressMilliseconds);

/** Waits before another attempt. */
export const waitFor = ({ wait = pause }: Waiting, milliseconds: number): Promise<unknown> =>
  wait(milliseconds);

async function repeated<Answer>(
  table: Waiting,
  attempt: () => Promise<Answer>,
  passing: typeof Unavailable,
  waitsMilliseconds: readonly number[],
): Promise<Answer> {
  for (const milliseconds of waitsMilliseconds) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof passing)) throw error;
    }
    await waitFor(table, milliseconds);
  }
  return attempt();
}
