import { countSegment, type LogState, type Writer } from './log-state.ts';
import type { Segment } from './segment.ts';
import { type Head, isSameHead } from './statement.ts';

/** What a log has said before, and how much of it a reading from the first entry on has found again. */
export interface Known {
  /** The heads that were not found again. */
  readonly heads: Map<string, Head>;
  readonly writers: ReadonlyMap<string, Writer>;
  /** The segments that were found again. */
  readonly again: Pick<LogState, 'writers'>;
}

export const knownBy = ({ heads, writers }: LogState): Known => ({
  heads: new Map(heads),
  writers: new Map(writers),
  again: { writers: new Map() },
});

export function seeAgain({ heads, again }: Known, segment: Segment): void {
  countSegment(again, segment);
  for (const { chain, version, head } of segment.statements) {
    const known = heads.get(chain);
    if (known !== undefined && isSameHead(known, { version, head })) heads.delete(chain);
  }
}

/** Whether every head was found, and every segment: a lost one may have held what a later head has replaced. */
export const isSeenAgain = ({ heads, writers, again }: Known): boolean =>
  heads.size === 0 &&
  [...writers].every(([name, { last, missing }]) => {
    const found = again.writers.get(name);
    return (
      found !== undefined && found.last >= last && found.missing.every((number) => missing.includes(number))
    );
  });

/** A state that was folded anew does not tell which segments are lost; those of before do. */
export function keepWriters(state: Pick<LogState, 'writers'>, { writers }: Known): void {
  for (const [name, writer] of writers) {
    const found = state.writers.get(name);
    if (found === undefined || found.last < writer.last) state.writers.set(name, writer);
    else {
      const missing = found.missing.filter(
        (number) => number > writer.last || writer.missing.includes(number),
      );
      state.writers.set(name, { ...found, missing });
    }
  }
}
