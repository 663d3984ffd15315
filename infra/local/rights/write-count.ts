/** Counts the writes of all functions, across threads, so that the table's stream is read when there is something in it. */
export type WriteCount = Int32Array<SharedArrayBuffer>;

export const newWriteCount = (): WriteCount => new Int32Array(new SharedArrayBuffer(4));

export const writesOf = (count: WriteCount): number => Atomics.load(count, 0);

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** Counts an operation of DynamoDB if it writes. */
export const countWrite = (count: WriteCount, operation: string): void => {
  if (!writes.has(operation)) return;
  Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
};

/** Waits until more was written than was seen, or for some time at most. */
export const untilWritten = async (
  count: WriteCount,
  seen: number,
  millisecondsMax: number,
): Promise<void> => {
  await Atomics.waitAsync(count, 0, seen, Math.max(0, millisecondsMax)).value;
};

/** Ends every wait. */
export const wakeWaiting = (count: WriteCount): void => void Atomics.notify(count, 0);
