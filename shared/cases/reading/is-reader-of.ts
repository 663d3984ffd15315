import type { CaseCore } from '../case.ts';
import type { Fact } from '../fact.ts';

/** Whether the reader of a case is the one that its first fact names. */
export const isReaderOf = (first: Fact | undefined, { reader }: Pick<CaseCore, 'reader'>): boolean =>
  first?.fact === 'submitted' && first.as.reader === reader;
