import type { StatsAnswer, StatsRequest } from '../../shared/handlers/stats-request.ts';
import { answerOf, type OperateFunction } from './invoke.ts';

/**
 * Has the cases of a station counted anew, call by call, until all are counted.
 * @throws Error with a sentence when another function was asked
 */
export async function recount(
  stats: OperateFunction,
  station: StatsRequest['recount'],
): Promise<readonly [{ readonly recounted: number }]> {
  let [cases, after] = [0, undefined as string | undefined];
  do {
    const request: StatsRequest = { recount: station, ...(after !== undefined && { after }) };
    const answer = (await answerOf(stats, request)) as StatsAnswer | null;
    if (typeof answer?.recounted !== 'number') {
      throw new Error(`${stats.name} counts no cases: here --function takes the output StatsFunctionName.`);
    }
    cases += answer.recounted;
    after = 'next' in answer ? answer.next : undefined;
  } while (after !== undefined);
  return [{ recounted: cases }];
}
