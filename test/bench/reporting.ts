import { type Load, load } from './load.ts';
import { provedReports } from './proved-report.ts';
import { requestJson } from './request.ts';
import type { Stack } from './stack.ts';
import { staffToken } from './staff-token.ts';

/** A load of reports that are settled. */
export interface Reported {
  readonly load: Load;
  /** Until the last message was sent. */
  readonly settledSeconds: number;
  readonly reports: readonly { readonly token: string; readonly reference: string }[];
}

export interface Reporting {
  send(
    callers: number,
    calls: number,
    secondsMax: number,
    onDone?: (done: number, took: number) => void,
  ): Promise<Reported>;
}

/** Reports before any measurement, so that every instance has been started and its code is warm. */
const WARM_UP = 32;
const WARM_UP_CALLERS = 8;
/** Challenges that are made before a load; those of a longer one are made while it lasts. */
const PREPARED_MAX = 1000;

const existing = new WeakMap<Stack, Promise<Reporting>>();

/** Sends new reports to a run, which is warm when this resolves. All benches that share a run get the same. */
export function reportingTo(stack: Stack): Promise<Reporting> {
  const reporting = existing.get(stack) ?? newReporting(stack);
  existing.set(stack, reporting);
  return reporting;
}

async function newReporting(stack: Stack): Promise<Reporting> {
  const reports = await provedReports(stack);
  let next = 0;
  const reporting: Reporting = {
    async send(callers, calls, secondsMax, onDone = () => undefined) {
      const first = next;
      next += calls;
      const count = Math.min(calls, PREPARED_MAX);
      const prepared = await Promise.all(Array.from({ length: count }, (_, nth) => reports(first + nth)));
      const answered: { token: string; reference: string }[] = [];
      const startedAt = performance.now();
      const sent = await load({ callers, calls, secondsMax, onDone }, async (nth) => {
        const asked = prepared[nth] ?? (await reports(first + nth));
        const { reference } = await requestJson<{ reference: string }>(stack.origin, asked);
        answered.push({ token: asked.token, reference });
      });
      await stack.settle();
      return { load: sent, settledSeconds: (performance.now() - startedAt) / 1000, reports: answered };
    },
  };
  await reporting.send(WARM_UP_CALLERS, WARM_UP, Number.POSITIVE_INFINITY);
  await refuseLowTrust(stack);
  return reporting;
}

interface Rows {
  readonly rows: readonly { readonly trust: string; readonly trustReason?: string }[];
}

/** Low trust changes what is sent to staff, so it would be another measurement. */
async function refuseLowTrust(stack: Stack): Promise<void> {
  const bearer = await staffToken(stack, 'officer');
  const path = '/v1/office/cases?order=received&view=all&limit=100';
  const { rows } = await requestJson<Rows>(stack.origin, { path, bearer });
  const low = rows.find(({ trust }) => trust === 'low');
  if (low !== undefined) throw new Error(`the reports of the bench are of low trust: ${low.trustReason}`);
}
