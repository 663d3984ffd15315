import { describe, expect, it } from 'vitest';
import type { RowFamily } from '../../infra/rights/row-families.ts';
import { type KeyUse, keyUses } from '../../shared/adapters/vault/key-use.ts';
import { keyUsesByFunction } from '../docs/rights-page.ts';
import { oneMachine, resourcesOf, templateOf } from '../infra/stack.ts';
import { functionsOfTemplate, whoMay } from './function-rights.ts';

const onOneMachine = new Map(
  resourcesOf(templateOf(oneMachine), 'AWS::Lambda::Function').map(({ properties }) => {
    const { Variables } = properties.Environment as { Variables: Record<string, string> };
    const files = Object.keys(Variables).flatMap((name) => /^KEY_FILE_([A-Z]+)$/.exec(name)?.[1] ?? []);
    return [Variables.POWERTOOLS_SERVICE_NAME ?? '', files.map((use) => use.toLowerCase()).toSorted()];
  }),
);

const rowOf: Readonly<Record<KeyUse, RowFamily>> = {
  texts: 'text-key',
  contacts: 'contact-key',
  hashing: 'hashing-key',
  commands: 'command-key',
  signing: 'signing-key',
  phones: 'phone-key',
  webhooks: 'webhook-key',
  notary: 'notary-key',
};

describe('the keys of functions', () => {
  it.each(functionsOfTemplate)('are for %s the same on one machine as on AWS', (name) => {
    expect(onOneMachine.get(name)).toEqual(keyUsesByFunction().get(name));
  });

  it('let residents’ function open no text and no contact', () => {
    expect(keyUsesByFunction().get('public')).toEqual(['hashing', 'signing']);
  });

  it.each(keyUses)('for %s are of use to no function that may not read the row of that key', (use) => {
    const opening = functionsOfTemplate.filter((name) => keyUsesByFunction().get(name)?.includes(use));
    expect(whoMay('GetItem', rowOf[use])).toEqual(expect.arrayContaining(opening));
  });
});
