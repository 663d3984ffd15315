import type { Bench, Context } from './context.ts';
import { compareWithEngine } from './engine-share.ts';
import { loadFigures } from './load.ts';
import { recordedWork } from './recorded-work.ts';
import { reportingTo } from './reporting.ts';
import type { TimeOfDay } from './stack.ts';

/** All reports of a run together stay below the station's budget of an hour: above it they are of low trust. */
const CASES = 128;
const SECONDS_MAX = 60;

/** Fewer at one caller, who takes longer. */
export const casesFor = ({ cases }: Context['options'], callers: number): number =>
  Math.ceil((cases || CASES) / (callers === 1 ? 4 : 1));

/**
 * Reports by the public API, by day and by night, at each number of callers: the rate of answers, and by day the rate at
 * which reports settle, beside the same calls on the engine alone.
 */
export const intake: Bench = async (context) => {
  for (const callers of context.options.callers) await byDay(context, callers);
  for (const callers of context.options.callers) await measured(context, callers, 'night');
};

async function byDay(context: Context, callers: number): Promise<void> {
  const { bundles, stack, progress, options } = context;
  const calls = casesFor(options, callers);
  progress(`intake by day: recording the calls of ${calls} reports`);
  const recorded = await recordedWork(await bundles(), async (recordedStack) => {
    const reporting = await reportingTo(recordedStack);
    return () => reporting.send(callers, calls, Number.POSITIVE_INFINITY);
  });
  const day = await stack('day');
  await reportingTo(day);
  const compared = {
    name: nameOf('day', callers),
    unit: 'report',
    callers,
    recorded,
    recordedCount: calls,
    stack: day,
  };
  await compareWithEngine(context, compared, () => measured(context, callers, 'day'));
}

async function measured(context: Context, callers: number, time: TimeOfDay) {
  const { options, progress, report, stack } = context;
  const name = nameOf(time, callers);
  const calls = casesFor(options, callers);
  const reporting = await reportingTo(await stack(time));
  const sent = await reporting.send(callers, calls, options.secondsMax || SECONDS_MAX, (done) =>
    progress(`intake, ${name}: ${done} of ${calls} reports`),
  );
  for (const [what, unit, value] of loadFigures(sent.load)) report(`${name}: ${what}`, unit, value);
  return { count: sent.reports.length, settledSeconds: sent.settledSeconds };
}

const nameOf = (time: TimeOfDay, callers: number): string => `${time}, ${callers} at a time`;
