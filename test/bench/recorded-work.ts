import { type OwnEngine, ownEngine } from './own-engine.ts';
import type { RecordedCall } from './recorded-call.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { type Stack, startStack } from './stack.ts';

/** The engine's calls of some work, and all that came before it since the engine was empty. */
export interface RecordedWork {
  readonly before: readonly RecordedCall[];
  readonly during: readonly RecordedCall[];
}

/** A run by day whose calls of the engine are kept; `isMetered` asks the engine to count their units. */
export async function withRecorder<T>(
  { bundles, isMetered }: { readonly bundles: string; readonly isMetered: boolean },
  work: (recorded: { stack: Stack; recorder: Recorder; engine: OwnEngine }) => Promise<T>,
): Promise<T> {
  const engine = await ownEngine();
  const recorder = await startRecorder(engine.endpoint, isMetered);
  try {
    const stack = await startStack({ time: 'day', bundles, dynamoEndpoint: recorder.endpoint });
    try {
      return await work({ stack, recorder, engine });
    } finally {
      await stack.close();
    }
  } finally {
    await recorder.close();
    await engine.close();
  }
}

/**
 * Records what some work asks of the engine, until it is settled. In a run of its own, since the recorder between stack
 * and engine takes time of the machine that is measured otherwise.
 * @param prepare what must be there before, and is not recorded as the work
 */
export const recordedWork = (
  bundles: string,
  prepare: (stack: Stack) => Promise<() => Promise<unknown>>,
): Promise<RecordedWork> =>
  withRecorder({ bundles, isMetered: false }, async ({ stack, recorder }) => {
    const work = await prepare(stack);
    await stack.settle();
    const before = await recorder.take();
    await work();
    await stack.settle();
    return { before, during: await recorder.take() };
  });
