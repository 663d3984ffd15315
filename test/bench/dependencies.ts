import { isOfStream, operationOf, type RecordedCall } from './recorded-call.ts';

const READ = /^(Get|BatchGet|Query|Scan|Describe|List|TransactGet)/;

/** Whether a call may have changed something. */
export const isWrite = (call: RecordedCall): boolean => !isOfStream(call) && !READ.test(operationOf(call));

/** Counting up commutes with itself and asks for nothing, so such calls wait for no other and no other for them. */
const commutes = (call: RecordedCall): boolean =>
  operationOf(call) === 'UpdateItem' && !call.body.includes('"ConditionExpression"');

/**
 * For each call, in the order of their starts, which earlier ones it must wait for so that it finds what it found: the
 * writes of its partitions that had ended before it started. A call of the stream waits for the last write that had
 * ended, and for the call of the stream that gave its iterator, so that it comes at its time.
 */
export function dependencies(calls: readonly RecordedCall[]): readonly (readonly number[])[] {
  const writesOf = new Map<string, number[]>();
  const gaveIterator = new Map<string, number>();
  const writes: number[] = [];
  const endedBefore = (startedAt: number) => (index: number) => (calls[index]?.endedAt ?? 0) <= startedAt;

  return calls.map((call, index) => {
    const isEarlier = endedBefore(call.startedAt);
    if (isOfStream(call)) {
      const { ShardIterator = '' } = JSON.parse(call.body) as { readonly ShardIterator?: string };
      const given = gaveIterator.get(ShardIterator);
      const { ShardIterator: made, NextShardIterator: next } = JSON.parse(call.answer) as Record<
        string,
        string
      >;
      for (const iterator of [made, next]) if (iterator !== undefined) gaveIterator.set(iterator, index);
      const last = writes.findLast(isEarlier);
      return [...(given === undefined ? [] : [given]), ...(last === undefined ? [] : [last])];
    }
    if (commutes(call)) return [];
    const partitions = [...new Set(partitionsOf(JSON.parse(call.body)))];
    const found = partitions.flatMap((partition) => (writesOf.get(partition) ?? []).filter(isEarlier));
    if (isWrite(call)) {
      writes.push(index);
      for (const partition of partitions)
        writesOf.set(partition, [...(writesOf.get(partition) ?? []), index]);
    }
    return [...new Set(found)];
  });
}

/** The partition keys that a request names, those in the values of a query included. */
function partitionsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const text = (inner as { readonly S?: unknown } | null)?.S;
    if (typeof text === 'string') return name === 'pk' || name.startsWith(':') ? [text] : [];
    return partitionsOf(inner);
  });
}
