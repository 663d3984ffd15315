import type { Context } from './context.ts';
import { processTree } from './process-tree.ts';
import { operationOf, type RecordedCall } from './recorded-call.ts';
import type { RecordedWork } from './recorded-work.ts';
import { replay } from './replay.ts';
import type { Stack } from './stack.ts';

export interface Compared {
  readonly name: string;
  /** What is counted: a report, a move. */
  readonly unit: string;
  readonly callers: number;
  readonly recorded: RecordedWork;
  /** How many of them were recorded. */
  readonly recordedCount: number;
  readonly stack: Stack;
}

/** What was measured on the running stack. */
interface Own {
  readonly count: number;
  /** Until all messages were sent. */
  readonly settledSeconds: number;
}

/**
 * Measures the stack between two replays of the same work on the engine alone, so that other work on the machine falls
 * on both, and reports the share of the engine's rate that the stack reaches. On a busy machine a run of many threads gets
 * more of the processors than one engine with one client, so there only the share by processor time means anything.
 */
export async function compareWithEngine(
  { report, progress }: Context,
  { name, unit, callers, recorded, recordedCount, stack }: Compared,
  measure: () => Promise<Own>,
): Promise<void> {
  const { before, during } = recorded;
  const alone = async () => {
    progress(`${name}: ${during.length} calls on the engine alone`);
    return replay(before, during, callers);
  };
  const tree = processTree(stack.pid);
  const first = await alone();
  const used = tree.processorSeconds();
  const own = await measure();
  const ownProcessor = tree.processorSeconds() - used;
  const second = await alone();

  const ownRate = own.count / own.settledSeconds;
  const aloneRate = (2 * recordedCount) / (first.seconds + second.seconds);
  const ownTime = ownProcessor / own.count;
  const aloneTime = (first.processorSeconds + second.processorSeconds) / (2 * recordedCount);
  report(`${name}: settled`, '/s', ownRate);
  report(`${name}: engine alone`, '/s', aloneRate);
  report(`${name}: share of the engine alone`, '%', (ownRate / aloneRate) * 100);
  report(`${name}: processor time`, `ms a ${unit}`, ownTime * 1000);
  report(`${name}: processor time, engine alone and its client`, `ms a ${unit}`, aloneTime * 1000);
  report(`${name}: share of the engine alone, by processor time`, '%', (aloneTime / ownTime) * 100);
  report(`${name}: engine calls`, `a ${unit}`, during.length / recordedCount);
  for (const [operation, count] of countsOf(during)) {
    report(`${name}: ${operation}`, `a ${unit}`, count / recordedCount);
  }
  const otherwise = first.answeredOtherwise + second.answeredOtherwise;
  report(`${name}: replayed calls that were answered otherwise`, '%', (otherwise / during.length / 2) * 100);
}

/** How often each operation was called, the most frequent first. */
export function countsOf(
  calls: readonly Pick<RecordedCall, 'target'>[],
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(operationOf(call), (counts.get(operationOf(call)) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one);
}
