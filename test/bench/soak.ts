import type { Bench, Context } from './context.ts';
import { fillStack } from './fill-stack.ts';
import { load } from './load.ts';
import { median } from './median.ts';
import { processTree } from './process-tree.ts';
import { type Reporting, reportingTo } from './reporting.ts';
import { request } from './request.ts';
import { type Stack, startStack } from './stack.ts';
import { staffToken } from './staff-token.ts';

const CASES = 1000;
const SECONDS_MAX = 300;
const CALLERS = 16;
const LISTED_AT = 100;
const LISTS = 30;

/**
 * One report after the other for as long as it takes: whether the last tenth takes longer than the first, and the list
 * of 50 at a hundred cases and at the end. What `--filled` says is copied into the table between the first half of the
 * reports and the second, which then are those of the first tenth and of the last. Beyond the budget of an hour reports
 * are of low trust, as in a real flood.
 */
export const soak: Bench = async (context) => {
  const { options, bundles, progress, report } = context;
  const stack = await startStack({ time: 'day', bundles: await bundles() });
  try {
    const reporting = await reportingTo(stack);
    const early = await reporting.send(CALLERS, LISTED_AT, SECONDS_MAX);
    const listBefore = await lists(stack);
    const first = await halfOf(context, stack, reporting, 'first');
    await fillStack(stack, early, options.filled, (done) =>
      progress(`soak: ${done} of ${options.filled} copies`),
    );
    const last = await halfOf(context, stack, reporting, 'last');
    const listAfter = await lists(stack);
    const reports = first.milliseconds.length + last.milliseconds.length;
    const tenth = options.filled > 0 ? reports : Math.max(1, Math.floor(reports / 10));
    const [before, after] = [
      median(first.milliseconds.slice(0, tenth)),
      median(last.milliseconds.slice(-tenth)),
    ];
    report('copies', 'cases', options.filled);
    report('reports', 'cases', reports);
    report('rate', '/s', reports / (first.seconds + last.seconds));
    report('p50 in the first tenth', 'ms', before);
    report('p50 in the last tenth', 'ms', after);
    report('last tenth against first', 'ratio', after / before);
    report('processor time a report, first half', 'ms', first.processorMilliseconds);
    report('processor time a report, last half', 'ms', last.processorMilliseconds);
    report('last half against first', 'ratio', last.processorMilliseconds / first.processorMilliseconds);
    report(`list of 50, p50 at ${LISTED_AT} cases`, 'ms', median(listBefore));
    report('list of 50, p50 at the end', 'ms', median(listAfter));
    report('list at the end against before', 'ratio', median(listAfter) / median(listBefore));
    report(
      'fastest list at the end against before',
      'ratio',
      Math.min(...listAfter) / Math.min(...listBefore),
    );
  } finally {
    await stack.close();
  }
};

/** Half of the reports, with the processor time of the whole run until they are settled, by report. */
async function halfOf(
  { options, progress }: Context,
  stack: Stack,
  reporting: Reporting,
  which: 'first' | 'last',
) {
  const tree = processTree(stack.pid);
  const half = Math.ceil((options.cases || CASES) / 2);
  const secondsMax = (options.secondsMax || SECONDS_MAX) / 2;
  const before = tree.processorSeconds();
  const sent = await reporting.send(CALLERS, half, secondsMax, (done) =>
    progress(`soak: ${done} of the ${which} ${half} reports`),
  );
  const processorSeconds = tree.processorSeconds() - before;
  return { ...sent.load, processorMilliseconds: (1000 * processorSeconds) / sent.load.milliseconds.length };
}

async function lists(stack: Stack): Promise<readonly number[]> {
  const bearer = await staffToken(stack, 'officer');
  const path = '/v1/office/cases?view=open&order=due&limit=50';
  const settings = { callers: 1, calls: LISTS, secondsMax: SECONDS_MAX };
  return (await load(settings, () => request(stack.origin, { path, bearer }))).milliseconds;
}
