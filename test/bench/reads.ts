import type { Bench, Context } from './context.ts';
import { load, loadFigures } from './load.ts';
import { idsOf } from './moves.ts';
import { reportingTo } from './reporting.ts';
import { type Answered, type Asked, request } from './request.ts';
import type { Stack } from './stack.ts';
import { staffToken } from './staff-token.ts';

const CALLS = 200;
const WARM_UP = 20;
const SECONDS_MAX = 20;
const CASES = 10;

/** The requests of a read, one for each of some cases. */
type Read = (known: Known) => readonly Asked[];

interface Known {
  readonly bearer: string;
  readonly ids: readonly string[];
  readonly tokens: readonly string[];
}

/** A bench of one read by day, at each number of callers. */
const reading =
  (read: Read): Bench =>
  async (context) => {
    const stack = await context.stack('day');
    const asked = read(await knownOf(stack));
    let last: Answered | undefined;
    const ask = async (nth: number): Promise<void> => {
      const one = asked[nth % asked.length];
      if (one !== undefined) last = await request(stack.origin, one);
    };
    await load({ callers: 4, calls: WARM_UP, secondsMax: SECONDS_MAX }, ask);
    for (const callers of context.options.callers) await measured(context, callers, ask);
    context.report('answer', 'bytes', last?.bytes ?? 0);
  };

async function measured(
  { options, progress, report }: Context,
  callers: number,
  ask: (nth: number) => Promise<void>,
): Promise<void> {
  const calls = Math.ceil(CALLS / (callers === 1 ? 2 : 1));
  const secondsMax = options.secondsMax || SECONDS_MAX;
  const onDone = (done: number): void => progress(`${done} of ${calls} requests`);
  const name = `${callers} at a time`;
  for (const [what, unit, value] of loadFigures(await load({ callers, calls, secondsMax, onDone }, ask))) {
    report(`${name}: ${what}`, unit, value);
  }
}

const known = new WeakMap<Stack, Promise<Known>>();

function knownOf(stack: Stack): Promise<Known> {
  const found = known.get(stack) ?? make(stack);
  known.set(stack, found);
  return found;
}

async function make(stack: Stack): Promise<Known> {
  const { reports } = await (await reportingTo(stack)).send(4, CASES, Number.POSITIVE_INFINITY);
  const bearer = await staffToken(stack, 'officer');
  const ids = await idsOf(stack, bearer, new Set(reports.map(({ reference }) => reference)));
  return { bearer, ids, tokens: reports.map(({ token }) => token) };
}

/** The reads by name. The form is asked for as a browser does, which takes compressed pages. */
export const reads = {
  list: reading(({ bearer }) => [{ path: '/v1/office/cases?view=open&order=due&limit=50', bearer }]),
  case: reading(({ bearer, ids }) => ids.map((id) => ({ path: `/v1/office/cases/${id}`, bearer }))),
  track: reading(({ tokens }) => tokens.map((token) => ({ path: `/v1/track/${token}` }))),
  form: reading(() => [{ path: '/q/b03-1', headers: { 'accept-encoding': 'gzip, deflate, br' } }]),
} as const satisfies Readonly<Record<string, Bench>>;
