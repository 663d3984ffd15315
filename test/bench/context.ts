import type { BenchOptions } from './options.ts';
import type { Stack, TimeOfDay } from './stack.ts';

/** What a bench gets. */
export interface Context {
  readonly options: BenchOptions;
  readonly print: (line: string) => void;
  /** Says how far it has come, at most every two seconds. */
  readonly progress: (text: string) => void;
  readonly report: (what: string, unit: string, value: number) => void;
  /** The local run that all benches of a time of day share; started when it is first asked for. */
  stack(time: TimeOfDay): Promise<Stack>;
  /** The folder of the functions' bundles, made once. */
  bundles(): Promise<string>;
}

export type Bench = (context: Context) => Promise<void>;
