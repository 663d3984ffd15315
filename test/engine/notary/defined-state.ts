import type { Case } from '../../../shared/cases/case.ts';

/** A state that must be there. */
export function definedState(state: Case | undefined): Case {
  if (state === undefined) throw new Error('no state');
  return state;
}
