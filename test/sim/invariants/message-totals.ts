import type { SendCounts } from './channel-rules.ts';
import type { TrackedMessage } from './message-rules.ts';

/** What became of all messages of one run. */
export interface MessageTotals {
  readonly owed: number;
  /** Requests that reached a receiver, failed ones included. */
  readonly requests: number;
  /** Messages that a receiver took and answered, by themselves. */
  readonly sent: number;
  /** Those told by another notice: a later one to the resident, a digest, the morning brief. */
  readonly toldByOthers: number;
  readonly needless: number;
  /** Given up, as their cases have recorded. */
  readonly dead: number;
  readonly pending: number;
  /** Notices that a receiver took again, under the same id. */
  readonly repeats: number;
}

const byOthers: readonly (string | undefined)[] = ['in-brief', 'batched', 'told-together'];

export function messageTotals(owed: Iterable<TrackedMessage>, { taken, totals }: SendCounts): MessageTotals {
  const all = [...owed];
  const count = (is: (one: TrackedMessage) => boolean): number => all.filter(is).length;
  const isToldByOthers = ({ state, reason }: TrackedMessage): boolean =>
    state === 'folded' || (state === 'suppressed' && byOthers.includes(reason));
  return {
    owed: all.length,
    requests: totals.requests,
    sent: count(({ state }) => state === 'sent'),
    toldByOthers: count(isToldByOthers),
    needless: count((one) => one.state === 'suppressed' && !isToldByOthers(one)),
    dead: count(({ state }) => state === 'dead'),
    pending: count(({ state }) => state === 'pending'),
    repeats: [...taken.values()].reduce((sum, times) => sum + times - 1, 0),
  };
}
