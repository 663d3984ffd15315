import type { Dice } from '../sim/world/dice.ts';
import type { Refusal } from './fault-proxy.ts';

const tooBusy = [
  { status: 400, type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException' },
  { status: 400, type: 'com.amazonaws.dynamodb.v20120810#RequestLimitExceeded' },
  { status: 400, type: 'com.amazon.coral.availability#ThrottlingException' },
  { status: 500, type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' },
] as const;

/** What DynamoDB says when it cannot now. */
export function busyStore(dice: Dice): Refusal {
  const { status, type } = dice.pick(tooBusy);
  const body = JSON.stringify({ __type: type, message: 'not now' });
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

/** What a receiver of messages says when it cannot now; none of these means never. */
export const busyReceiver = (dice: Dice): Refusal => ({
  status: dice.pick([408, 429, 500, 502, 503]),
  headers: {},
  body: '',
});

/** What it says to what it will never take. */
export const closedReceiver = (dice: Dice): Refusal => ({
  status: dice.pick([400, 403, 410, 422]),
  headers: {},
  body: '',
});
