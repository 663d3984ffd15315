import { describe, expect, it } from 'vitest';
import { createWeather, type WeatherName } from '../../../infra/local/weather/weather.ts';

const transaction = { TransactItems: [{}, {}, {}, {}] };

describe('the weather', () => {
  it('is the same for the same seed and order of calls, and another for another', () => {
    const refusals = (seed: number) => {
      const weather = createWeather({ names: ['throttle', 'conflict'], seed });
      return Array.from({ length: 200 }, () => weather.refusalOf('TransactWriteItems', transaction)?.__type);
    };
    expect(refusals(7)).toEqual(refusals(7));
    expect(refusals(7)).not.toEqual(refusals(8));
  });

  const typesOf = (names: readonly WeatherName[], operation: string) => {
    const weather = createWeather({ names, seed: 1 });
    const all = Array.from({ length: 1000 }, () => weather.refusalOf(operation, transaction));
    return new Map(
      [...Map.groupBy(all, (refusal) => refusal?.__type.split('#')[1])].map(([type, of]) => [
        type,
        of.length,
      ]),
    );
  };

  it('throttles a share of all calls, in each of DynamoDB’s words', () => {
    const types = typesOf(['throttle'], 'GetItem');
    expect([...types.keys()].toSorted()).toEqual([
      'ProvisionedThroughputExceededException',
      'RequestLimitExceeded',
      'ThrottlingException',
      undefined,
    ]);
    expect(types.get(undefined)).toBeGreaterThan(850);
    expect(types.get(undefined)).toBeLessThan(950);
  });

  it('cancels a share of the transactions and of the writes of one row, and no read', () => {
    expect([...typesOf(['conflict'], 'GetItem').keys()]).toEqual([undefined]);
    const transactions = typesOf(['conflict'], 'TransactWriteItems');
    expect([...transactions.keys()]).toEqual(
      expect.arrayContaining([undefined, 'TransactionCanceledException']),
    );
    expect(typesOf(['conflict'], 'UpdateItem').get('TransactionConflictException')).toBeGreaterThan(250);
  });

  it('names the row that was held among the reasons, in the order of the transaction', () => {
    const weather = createWeather({ names: ['conflict'], seed: 1 });
    const refusals = Array.from({ length: 40 }, () => weather.refusalOf('TransactWriteItems', transaction));
    const reasons = refusals.flatMap((refusal) =>
      refusal === undefined ? [] : [refusal.CancellationReasons?.map(({ Code }) => Code)],
    );
    expect(reasons.length).toBeGreaterThan(0);
    for (const codes of reasons) {
      expect(codes).toHaveLength(4);
      expect(codes?.filter((code) => code === 'TransactionConflict')).toHaveLength(1);
    }
    expect(new Set(reasons.map((codes) => codes?.indexOf('TransactionConflict'))).size).toBeGreaterThan(1);
  });

  it('lets an index be late, and a read that was not asked to be consistent, and no other', () => {
    const lag = createWeather({ names: ['lag'], seed: 1 });
    const stale = createWeather({ names: ['stale'], seed: 1 });
    const behind = (operation: string, body: object) => [
      lag.isBehind(operation, body),
      stale.isBehind(operation, body),
    ];
    expect(behind('Query', { IndexName: 'due' })).toEqual([true, false]);
    expect(behind('Query', {})).toEqual([false, true]);
    expect(behind('GetItem', { ConsistentRead: true })).toEqual([false, false]);
    expect(behind('BatchGetItem', { RequestItems: { Cases: { ConsistentRead: true } } })).toEqual([
      false,
      false,
    ]);
    expect(behind('BatchGetItem', { RequestItems: { Cases: {} } })).toEqual([false, true]);
    expect(behind('PutItem', {})).toEqual([false, false]);
  });
});
