import { caseAggregate } from './cases/case-aggregate.ts';
import { registryOf } from './engine/registry.ts';
import { faqEntryAggregate } from './faq/faq-entry-aggregate.ts';
import { helperTaskAggregate } from './helper-tasks/helper-task-aggregate.ts';
import { registerAggregate } from './register/register-aggregate.ts';
import { webhooksAggregate } from './webhooks/webhooks-aggregate.ts';

/** All kinds of aggregate of this deployment. A new kind is one folder and one entry here. */
export const aggregates = registryOf([
  caseAggregate,
  registerAggregate,
  helperTaskAggregate,
  webhooksAggregate,
  faqEntryAggregate,
]);
