import { caseAggregate } from './cases/case-aggregate.ts';
import { registryOf } from './engine/registry.ts';

/** All kinds of aggregate of this deployment. A new kind is one folder and one entry here. */
export const aggregates = registryOf([caseAggregate]);
