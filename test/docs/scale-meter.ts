import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { indexes } from '../../shared/adapters/dynamo/table.ts';

type Written = Record<'table' | keyof typeof indexes, number>;

interface Capacity {
  readonly CapacityUnits?: number;
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
}

/** Counts what the engine reports of the work that is given to it. Other work of the same client is not counted. */
export interface Meter {
  /** Write units of the table and of each index. */
  readonly written: Readonly<Written>;
  readonly read: number;
  counting<T>(work: () => Promise<T>): Promise<T>;
}

/** @param isCounted which requests count, by what they ask for; all when it is left out */
export function meterOf(
  documents: DynamoDBDocumentClient,
  isCounted: (input: object) => boolean = () => true,
): Meter {
  const written: Written = { table: 0, due: 0, board: 0, received: 0 };
  let [read, isCounting] = [0, false];
  const addWritten = ({ CapacityUnits = 0, GlobalSecondaryIndexes = {} }: Capacity): void => {
    written.table += CapacityUnits;
    for (const name of Object.values(indexes)) {
      const units = GlobalSecondaryIndexes[name]?.CapacityUnits ?? 0;
      written[name] += units;
      written.table -= units;
    }
  };
  documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (request) => {
        const ReturnConsumedCapacity = 'INDEXES' as const;
        const answered = await next({ ...request, input: { ...request.input, ReturnConsumedCapacity } });
        const { ConsumedCapacity = [] } = answered.output as { ConsumedCapacity?: Capacity | Capacity[] };
        for (const one of isCounting && isCounted(request.input) ? [ConsumedCapacity].flat() : []) {
          if (/^(Get|Query|BatchGet|Scan)/.test(commandName)) read += one.CapacityUnits ?? 0;
          else addWritten(one);
        }
        return answered;
      },
    { step: 'initialize' },
  );
  return {
    written,
    get read() {
      return read;
    },
    async counting(work) {
      isCounting = true;
      try {
        return await work();
      } finally {
        isCounting = false;
      }
    },
  };
}
