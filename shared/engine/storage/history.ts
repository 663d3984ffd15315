import type { EngineState } from '../aggregate-types.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { EngineFact, FactRecord } from './fact-record.ts';
import type { Row } from './row.ts';
import type { TextRecord } from './text-record.ts';

/** Everything stored about one aggregate besides its state, oldest first. */
export interface History<Fact = EngineFact> {
  readonly facts: readonly FactRecord<Fact>[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
  /** Companions that are stored with its history (see `enclosedRow`). */
  readonly enclosed: readonly Row[];
}

/**
 * Whether a history that may be moments old holds the step that led to a state, with its texts. It holds those before it
 * then, since steps follow one another; it may be ahead of the state.
 */
export function leadsToState(
  { facts, texts }: Pick<History, 'facts' | 'texts'>,
  { version, chainHead }: Pick<EngineState, 'version' | 'chainHead'>,
): boolean {
  const step = facts.filter((fact) => fact.version === version);
  const promised = step.flatMap(({ commitments }) => commitments).length;
  const stored = texts.filter((text) => text.version === version).length;
  return (step.at(-1)?.hash ?? '') === chainHead && stored >= promised;
}
