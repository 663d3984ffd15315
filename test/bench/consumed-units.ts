import { indexes } from '../../shared/adapters/dynamo/table.ts';

/** Read and write units as DynamoDB bills them: transactions count twice, and each index that a row stands in. */
export interface Units {
  written: number;
  read: number;
}

interface Consumed {
  readonly CapacityUnits?: number;
}

const isRead = (operation: string): boolean => /^(Get|Query|BatchGet|Scan)/.test(operation);

/**
 * Adds the units of one answer, which must have been asked for by `ReturnConsumedCapacity`. The sweep's queries
 * are left out: it asks each lane once a minute, however many cases there are.
 */
export function addUnits(
  units: Units,
  { operation, asked, answered }: { operation: string; asked: object; answered: object },
): void {
  if ('IndexName' in asked && asked.IndexName === indexes.due) return;
  const { ConsumedCapacity = [] } = answered as { ConsumedCapacity?: Consumed | readonly Consumed[] };
  for (const { CapacityUnits = 0 } of [ConsumedCapacity].flat()) {
    units[isRead(operation) ? 'read' : 'written'] += CapacityUnits;
  }
}
