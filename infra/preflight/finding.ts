/**
 * What a look before a deployment found. `missing`: the deployment would fail, or what it makes would not work. `unsure`: it
 * could not be looked at from here, or only AWS knows.
 */
export interface Finding {
  readonly level: 'ok' | 'missing' | 'unsure';
  /** What was found and, unless it is right, what to do. */
  readonly sentence: string;
}

export const ok = (sentence: string): Finding => ({ level: 'ok', sentence });
export const missing = (sentence: string): Finding => ({ level: 'missing', sentence });
export const unsure = (sentence: string): Finding => ({ level: 'unsure', sentence });
