import type { Bench } from './context.ts';
import { fillStack } from './fill-stack.ts';
import { load } from './load.ts';
import { quantile } from './quantile.ts';
import { reportingTo } from './reporting.ts';
import { request } from './request.ts';
import { type Stack, startStack } from './stack.ts';
import { staffToken } from './staff-token.ts';

const FEW = 100;
const MANY = 10_000;
const CALLS = 200;
const WARM_UP = 20;
const CALLERS = 8;

/** The lists whose first page a board shows, as the console asks for them. */
const lists = {
  open: 'view=open&limit=50',
  mine: 'view=mine&limit=50',
  unassigned: 'view=unassigned&limit=50',
  overdue: 'view=overdue&limit=50',
  received: 'order=received&view=all&limit=50',
} as const;

/**
 * The first page of each list of the board with a hundred open cases and with ten thousand: two runs stand side by side and are
 * asked in turn, so that whatever else the machine does takes as long in both.
 */
export const board: Bench = async ({ bundles, options, progress, report }) => {
  const made = await bundles();
  const few = await startStack({ time: 'day', bundles: made });
  try {
    const many = await startStack({ time: 'day', bundles: made });
    try {
      const count = options.filled || MANY;
      for (const stack of [few, many]) {
        const reported = await (await reportingTo(stack)).send(CALLERS, FEW, Number.POSITIVE_INFINITY);
        const onDone = (done: number) => progress(`board: ${done} of ${count} copies`);
        if (stack === many) await fillStack(stack, reported, count, onDone);
      }
      report('open cases', 'cases', FEW + count);
      for (const [name, query] of Object.entries(lists)) {
        progress(`board: ${name}`);
        const [before, after] = await inTurn([few, many], query);
        for (const [what, share] of [
          ['p50', 0.5],
          ['p95', 0.95],
        ] as const) {
          const [one, other] = [quantile(before, share), quantile(after, share)];
          report(`${name}: ${what} with ${FEW}`, 'ms', one);
          report(`${name}: ${what} with all`, 'ms', other);
          report(`${name}: ${what}, all against ${FEW}`, 'ratio', other / one);
        }
      }
    } finally {
      await many.close();
    }
  } finally {
    await few.close();
  }
};

async function inTurn(
  stacks: readonly [Stack, Stack],
  query: string,
): Promise<readonly [readonly number[], readonly number[]]> {
  const [one, other] = await Promise.all(
    stacks.map(async (stack) => {
      const bearer = await staffToken(stack, 'officer');
      const ask = () => request(stack.origin, { path: `/v1/office/cases?${query}`, bearer });
      await load({ callers: 1, calls: WARM_UP, secondsMax: Number.POSITIVE_INFINITY }, ask);
      return ask;
    }),
  );
  const times: [number[], number[]] = [[], []];
  for (let nth = 0; nth < CALLS; nth += 1) {
    for (const [index, ask] of [one, other].entries()) {
      const since = performance.now();
      await ask?.();
      times[index as 0 | 1].push(performance.now() - since);
    }
  }
  return times;
}
