import { caseAggregate } from './cases/case-aggregate.ts';
import { registryOf } from './engine/registry.ts';

/** Everything in this deployment that has a next deadline. A new kind is one folder and one line here. */
export const aggregates = registryOf([caseAggregate]);
