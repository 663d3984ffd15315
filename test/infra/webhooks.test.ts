import { expect, it } from 'vitest';
import { prodStage, resourcesOf, templateOf } from './stack.ts';

it('events for other systems wait when receivers hang, and leave the API its own instances', () => {
  const senders = resourcesOf(templateOf(prodStage), 'AWS::Lambda::Function').filter(({ id }) =>
    id.startsWith('WebhooksSend'),
  );
  expect(senders.map(({ properties }) => properties.ReservedConcurrentExecutions)).toEqual([4]);
});
