import { describe, expect, it } from 'vitest';
import type { RowFamily } from '../../infra/rights/row-families.ts';
import { tableRights } from '../../infra/rights/table-rights.ts';
import { deliveryAttributes, factAttributes } from '../../shared/adapters/dynamo/table.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { submissionTarget } from '../../shared/cases/intake/submission.ts';
import { functionsOfTemplate, maySend, whoMay } from './function-rights.ts';
import { families, sampleRows } from './sample-rows.ts';

const keys = ['pk', 'sk'];

describe('the rights of functions on the table', () => {
  it.each(families)('let nobody delete a row of %s', (family) => {
    expect(whoMay('DeleteItem', family)).toEqual([]);
  });

  it('let staff alone add to the logs of reads, nobody change them, and three read them', () => {
    expect(whoMay('PutItem', 'read-log')).toEqual(['staff']);
    expect(whoMay('UpdateItem', 'read-log')).toEqual([]);
    expect(whoMay('GetItem', 'read-log')).toEqual([]);
    expect(whoMay('Query', 'read-log')).toEqual(['prove', 'staff']);
  });

  it('let residents’ function alone read what a link holds, by its key', () => {
    expect(whoMay('GetItem', 'link')).toEqual(['public']);
    expect(whoMay('GetItem', 'link', submissionTarget)).toEqual(['public', 'staff']);
    expect(whoMay('Query', 'link')).toEqual([]);
    expect(whoMay('PutItem', 'link')).toEqual(['public', 'staff']);
  });

  it('let staff alone make a helper’s link, residents’ function alone open it, by its key, and nobody list any', () => {
    expect(whoMay('PutItem', 'helper-link')).toEqual(['staff']);
    expect(whoMay('GetItem', 'helper-link')).toEqual(['public']);
    expect(whoMay('Query', 'helper-link')).toEqual([]);
    expect(whoMay('Query', 'case-helper')).toEqual(['staff']);
    expect(whoMay('PutItem', 'helper-read-log')).toEqual(['public']);
  });

  it('let the search alone look up the hash of a number, and one function write it', () => {
    expect(whoMay('Query', 'phone-hash')).toEqual(['staff']);
    expect(whoMay('GetItem', 'phone-hash')).toEqual([]);
    expect(whoMay('PutItem', 'phone-hash')).toEqual(['contacts']);
    expect(whoMay('GetItem', 'contact')).toEqual(['contacts']);
    expect(whoMay('PutItem', 'contact')).toEqual(['contacts', 'public', 'staff']);
  });

  it.each([
    ['policy', ['operate', 'staff']],
    ['person', ['operate', 'staff']],
    ['station', ['operate']],
    ['stations', ['operate']],
  ] as const)(
    'let operators and, of what a chief decides, staff write rows of %s, and nobody else',
    (family, writers) => {
      expect(whoMay('PutItem', family)).toEqual(writers);
      expect(whoMay('UpdateItem', family, ['x'])).toEqual([]);
    },
  );

  it('let no function but those that use it read or make a key, and none change it', () => {
    expect(whoMay('GetItem', 'phone-key')).toEqual(['contacts', 'staff']);
    expect(whoMay('PutItem', 'phone-key')).toEqual(['contacts', 'staff']);
    for (const family of families.filter((one) => one.endsWith('-key')))
      expect(whoMay('UpdateItem', family, ['wrapped'])).toEqual([]);
  });

  it('show of a station’s key its public half to who seals, and the wrapped half to who opens', () => {
    expect(whoMay('GetItem', 'text-key')).toEqual(['staff']);
    expect(whoMay('GetItem', 'text-key', [...keys, 'publicKey'])).toEqual([
      'operate',
      'photos',
      'public',
      'staff',
    ]);
    expect(whoMay('GetItem', 'text-key', [...keys, 'wrapped'])).toEqual(['staff']);
    expect(whoMay('GetItem', 'contact-key')).toEqual(['contacts', 'notify-residents']);
    expect(whoMay('PutItem', 'text-key')).toEqual(['operate']);
    expect(whoMay('PutItem', 'contact-key')).toEqual(['operate']);
  });

  it.each([
    ['relay', []],
    ['sweep', ['case', 'faq-entry', 'helper-task']],
    ['notify', ['batch', 'brief', 'case', 'faq-entry', 'helper-task']],
    ['notify-residents', ['case']],
    ['receipts', ['case', 'faq-entry', 'helper-task']],
    ['photos', ['case', 'helper-task']],
    ['contacts', ['contact', 'phone-hash', 'phone-key']],
    ['webhooks', ['webhook-event', 'webhook-key', 'webhooks']],
    ['notary', ['notary-key']],
    ['prove', ['notary-key', 'notary-request', 'proof', 'proof-run', 'root']],
  ] as const)('let %s put rows of %j alone', (name, own) => {
    const put = families.filter((family) => whoMay('PutItem', family).some((one) => one === name));
    expect(put.toSorted()).toEqual(own);
  });

  it('let the notary and the prover list of a history its facts alone', () => {
    for (const name of ['notary', 'prove']) {
      expect(maySendQuery(name, [...keys, ...factAttributes])).toBe(true);
      for (const secret of ['ciphertext', 'nonce', 'keys'])
        expect(maySendQuery(name, [...keys, secret])).toBe(false);
      expect(maySendQuery(name, undefined)).toBe(false);
    }
  });

  it('let the sender to other systems read nothing of a case', () => {
    for (const action of ['GetItem', 'Query', 'BatchGetItem', 'PutItem', 'UpdateItem'] as const)
      for (const family of ['case', 'helper-task', 'contact', 'person', 'place', 'text-key'] as const)
        expect(whoMay(action, family)).not.toContain('webhooks');
    expect(whoMay('GetItem', 'webhook-key')).toEqual(['staff', 'webhooks']);
  });

  it('let the sender of messages to staff list of a case its deliveries alone', () => {
    expect(maySendQuery('notify', [...keys, ...deliveryAttributes])).toBe(true);
    for (const secret of ['ciphertext', 'nonce', 'keys', 'fact', 'commitments'])
      expect(maySendQuery('notify', [...keys, secret])).toBe(false);
    expect(maySendQuery('notify', undefined)).toBe(false);
  });

  it.each(aggregates.all.filter(({ messages }) => messages.kinds.length > 0).map(({ kind }) => kind))(
    'let a provider’s report be kept with a message of a %s',
    (kind) => {
      const family = families.find((one) => one === kind) as RowFamily;
      expect(whoMay('GetItem', family)).toContain('receipts');
      expect(maySendQuery('receipts', [...keys, ...deliveryAttributes], family)).toBe(true);
      expect(whoMay('UpdateItem', family, deliveryAttributes)).toContain('receipts');
    },
  );

  it('let one function read the whole table, and of it no text, name or key', () => {
    const scanning = (attributes: readonly string[]) => ({
      ProjectionExpression: attributes.join(', '),
      Select: 'SPECIFIC_ATTRIBUTES',
    });
    const mayScan = (body: Record<string, unknown>) =>
      functionsOfTemplate.filter((name) => maySend(name, 'Scan', body));
    expect(mayScan({})).toEqual([]);
    expect(mayScan(scanning(['pk', 'sk', 'version']))).toEqual(['prove']);
    for (const secret of ['ciphertext', 'nonce', 'keys', 'wrapped', 'displayName', 'read'])
      expect(mayScan(scanning(['pk', secret]))).toEqual([]);
    expect(mayScan({ ...scanning(['pk']), Select: 'ALL_ATTRIBUTES' })).toEqual([]);
  });

  it('let a function that commits no text write none', () => {
    expect(whoMay('PutItem', 'case')).toEqual([
      'notify',
      'notify-residents',
      'operate',
      'photos',
      'public',
      'receipts',
      'staff',
      'sweep',
    ]);
    for (const part of ['ciphertext', 'nonce', 'keys'])
      expect(whoMay('PutItem', 'case', [part])).toEqual(['public', 'staff']);
    expect(whoMay('UpdateItem', 'case', ['ciphertext'])).toEqual([]);
  });

  it('let no write return what it has replaced', () => {
    const item = { Item: { pk: { S: `S#st1#case#c${'a'.repeat(25)}` }, sk: { S: 'STATE' } } };
    expect(maySend('sweep', 'PutItem', item)).toBe(true);
    expect(maySend('sweep', 'PutItem', { ...item, ReturnValues: 'ALL_OLD' })).toBe(false);
  });

  it('are written down for every function of the template', () => {
    expect(functionsOfTemplate.filter((name) => !(name in tableRights))).toEqual([]);
  });
});

const maySendQuery = (
  name: string,
  attributes: readonly string[] | undefined,
  family: RowFamily = 'case',
): boolean =>
  maySend(name, 'Query', {
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :a AND :b',
    ExpressionAttributeNames: Object.fromEntries(
      [...keys, ...(attributes ?? [])].map((one) => [`#${one}`, one]),
    ),
    ExpressionAttributeValues: { ':pk': { S: sampleRows[family].pk } },
    ...(attributes && {
      ProjectionExpression: attributes.map((one) => `#${one}`).join(', '),
      Select: 'SPECIFIC_ATTRIBUTES',
    }),
  });
