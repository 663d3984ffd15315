/**
 * Works on some at the same time; the results are in the order of what they are of. After a failure nothing more is
 * begun, and an error is thrown once what was begun has ended.
 */
export async function inOrder<One, Result>(
  all: readonly One[],
  atOnce: number,
  work: (one: One) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = all.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, one] of waiting) {
      if (failed) return;
      results[index] = await work(one).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return results;
}
