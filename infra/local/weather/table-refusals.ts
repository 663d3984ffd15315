/** A refusal with the body that DynamoDB sends; its status is 400. */
export interface TableRefusal {
  readonly __type: string;
  readonly message: string;
  readonly CancellationReasons?: readonly { readonly Code: string; readonly Message?: string }[];
}

const DYNAMO = 'com.amazonaws.dynamodb.v20120810';

const throttles: readonly TableRefusal[] = [
  {
    __type: `${DYNAMO}#ProvisionedThroughputExceededException`,
    message: 'The level of configured provisioned throughput for the table was exceeded.',
  },
  {
    __type: 'com.amazon.coral.availability#ThrottlingException',
    message: 'Rate of requests exceeds the allowed throughput.',
  },
  {
    __type: `${DYNAMO}#RequestLimitExceeded`,
    message: 'Throughput exceeds the current throughput limit for your account.',
  },
];

/** One of the three ways in which a table says that it is too busy. */
export const throttled = (which: number): TableRefusal => throttles[which % throttles.length] as TableRefusal;

const ongoing = 'Transaction is ongoing for the item';

/** A write of one row that a transaction holds. */
export const held: TableRefusal = { __type: `${DYNAMO}#TransactionConflictException`, message: ongoing };

/** A transaction that was cancelled because another one holds one of its rows. */
export function cancelled(rows: number, heldRow: number): TableRefusal {
  const reasons = Array.from({ length: rows }, (_, row) =>
    row === heldRow ? { Code: 'TransactionConflict', Message: ongoing } : { Code: 'None' },
  );
  return {
    __type: `${DYNAMO}#TransactionCanceledException`,
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    CancellationReasons: reasons,
  };
}
