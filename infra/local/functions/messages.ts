import type { DirectTable } from '../rights/direct-calls.ts';

/** The data that a worker is started with. */
export interface WorkerStart {
  readonly clock: SharedArrayBuffer;
  /** File of the bundle and the export in it. */
  readonly file: string;
  readonly exportName: string;
  readonly name: string;
  readonly arn: string;
  readonly memoryMegabytes: number;
  /** How it calls the table by itself; by the proxy alone when absent. */
  readonly table?: DirectTable | undefined;
}

/** An event for a worker, as JSON text, as Lambda passes it. */
export interface Invoke {
  readonly requestId: string;
  readonly event: string;
  readonly timeoutMilliseconds: number;
}

/** A worker's message: the handler is loaded, or its result for an event. */
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'returned'; readonly value: string }
  | { readonly kind: 'threw'; readonly failure: Failure };

/** An error as Lambda reports it to the caller. */
export interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export const failureOf = (error: unknown): Failure =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };
