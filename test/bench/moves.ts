import type { Bench } from './context.ts';
import { compareWithEngine } from './engine-share.ts';
import { casesFor } from './intake.ts';
import { type Load, load, loadFigures } from './load.ts';
import { recordedWork } from './recorded-work.ts';
import { reportingTo } from './reporting.ts';
import { requestJson } from './request.ts';
import type { Stack } from './stack.ts';
import { staffToken } from './staff-token.ts';

const SECONDS_MAX = 60;
/** Reports before it take a share of the hour's budget too. */
const SHARE_OF_CASES = 0.5;

/** The moves of an officer, each on the version that the one before left. */
const moves = [
  { move: 'acknowledge' },
  { move: 'reply', text: '监控已经调取，保洁员认出了捡到的人，正在联系。' },
  { move: 'resolve', outcome: 'returned', text: '手机已经还给您，请您核对一下。' },
] as const;

/** Moves of an officer by day, each case's in turn, beside the same calls on the engine alone. */
export const movesOfStaff: Bench = async (context) => {
  const { options, bundles, stack, progress, report } = context;
  for (const callers of options.callers) {
    const name = `${callers} at a time`;
    const cases = Math.ceil(casesFor(options, callers) * SHARE_OF_CASES);
    progress(`moves, ${name}: recording the calls of ${cases} cases`);
    const recorded = await recordedWork(await bundles(), (recordedStack) =>
      prepared(recordedStack, { callers, cases, secondsMax: Number.POSITIVE_INFINITY }, () => undefined),
    );
    const day = await stack('day');
    const send = await prepared(
      day,
      { callers, cases, secondsMax: options.secondsMax || SECONDS_MAX },
      (done) => progress(`moves, ${name}: ${done} of ${cases} cases`),
    );
    const recordedCount = cases * moves.length;
    const compared = { name, unit: 'move', callers, recorded, recordedCount, stack: day };
    await compareWithEngine(context, compared, async () => {
      const startedAt = performance.now();
      const sent = await send();
      await day.settle();
      for (const [what, unit, value] of loadFigures(sent)) report(`${name}: ${what}`, unit, value);
      return { count: sent.milliseconds.length, settledSeconds: (performance.now() - startedAt) / 1000 };
    });
  }
};

interface Sending {
  readonly callers: number;
  readonly cases: number;
  readonly secondsMax: number;
}

/** Reports the cases that will be moved, and finds their ids; what it gives sends the moves. */
async function prepared(
  stack: Stack,
  { callers, cases, secondsMax }: Sending,
  onDone: (done: number) => void,
): Promise<() => Promise<Load>> {
  const { reports } = await (await reportingTo(stack)).send(callers, cases, Number.POSITIVE_INFINITY);
  const bearer = await staffToken(stack, 'officer');
  const ids = await idsOf(stack, bearer, new Set(reports.map(({ reference }) => reference)));
  return async () => {
    const startedAt = performance.now();
    const milliseconds: number[] = [];
    await load({ callers, calls: ids.length, secondsMax, onDone }, async (nth) => {
      let expectedVersion = 1;
      for (const move of moves) {
        const path = `/v1/office/cases/${ids[nth]}/moves`;
        const body = { ...move, expectedVersion, commandId: `bench-${nth}-${move.move}` };
        const since = performance.now();
        const { version } = await requestJson<{ version: number }>(stack.origin, {
          method: 'POST',
          path,
          body,
          bearer,
        });
        milliseconds.push(performance.now() - since);
        expectedVersion = version;
      }
    });
    return { milliseconds, seconds: (performance.now() - startedAt) / 1000 };
  };
}

interface Page {
  readonly rows: readonly { readonly caseId: string; readonly reference: string }[];
  readonly next?: string;
}

/** The ids of the cases with these references. */
export async function idsOf(
  { origin }: Pick<Stack, 'origin'>,
  bearer: string,
  references: ReadonlySet<string>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const path = `/v1/office/cases?order=received&view=all&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: Page = await requestJson<Page>(origin, { path, bearer });
    found.push(...page.rows.filter(({ reference }) => references.has(reference)).map(({ caseId }) => caseId));
    cursor = page.next;
  }
  return found;
}
