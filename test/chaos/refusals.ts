import type { Dice } from '../sim/world/dice.ts';
import type { Refusal } from './fault-proxy.ts';

const temporaryErrors = [
  { status: 400, type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException' },
  { status: 400, type: 'com.amazonaws.dynamodb.v20120810#RequestLimitExceeded' },
  { status: 400, type: 'com.amazon.coral.availability#ThrottlingException' },
  { status: 500, type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' },
] as const;

/** A temporary error of DynamoDB. */
export function busyStore(dice: Dice): Refusal {
  const { status, type } = dice.pick(temporaryErrors);
  const body = JSON.stringify({ __type: type, message: 'not now' });
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

/** A temporary error of a message receiver; the sender must retry. */
export const busyReceiver = (dice: Dice): Refusal => ({
  status: dice.pick([408, 429, 500, 502, 503]),
  headers: {},
  body: '',
});

/** A permanent rejection by a message receiver. */
export const closedReceiver = (dice: Dice): Refusal => ({
  status: dice.pick([400, 403, 410, 422]),
  headers: {},
  body: '',
});
