import { describe, expect, it } from 'vitest';
import { createReplica } from '../../../infra/local/weather/replica.ts';
import { writtenKeys } from '../../../infra/local/weather/written-keys.ts';

const text = (value: string) => ({ S: value });
const nameOf = (row: Readonly<Record<string, { readonly S?: string }>>) => String(row.pk?.S);

/** A table that is a map. */
function table() {
  const rows = new Map<string, object>();
  // biome-ignore lint/suspicious/noExplicitAny: bodies of several operations
  const call = async (target: string, body: any) => {
    if (target.endsWith('Scan')) return { Items: [...rows.values()] };
    if (target.endsWith('GetItem')) return { Item: rows.get(nameOf(body.Key)) };
    if (target.endsWith('PutItem')) rows.set(nameOf(body.Item), body.Item);
    else rows.delete(nameOf(body.Key));
    return {};
  };
  return { rows, call };
}

function both() {
  const [primary, behind] = [table(), table()];
  let now = 0;
  const replica = createReplica({
    tableName: 'Cases',
    primary: primary.call,
    replica: behind.call,
    now: () => now,
  });
  const write = (pk: string, value: string, callsUnseen: number) => {
    primary.rows.set(pk, { pk: text(pk), value });
    replica.wrote({ pk: text(pk) }, callsUnseen);
  };
  const seen = async () => {
    await replica.caughtUp();
    return [...behind.rows.values()].map((row) => (row as { readonly value: string }).value);
  };
  return { primary, replica, write, seen, pass: (ms: number) => (now += ms) };
}

describe('the replica', () => {
  it('has what was there before it', async () => {
    const { primary, seen } = both();
    primary.rows.set('a', { pk: text('a'), value: 'old' });
    expect(await seen()).toEqual(['old']);
  });

  it('sees a write after so many calls', async () => {
    const { replica, write, seen } = both();
    await seen();
    write('a', 'new', 2);
    expect(await seen()).toEqual([]);
    replica.called();
    expect(await seen()).toEqual([]);
    replica.called();
    expect(await seen()).toEqual(['new']);
  });

  it('sees it within a second all the same, and a deletion too', async () => {
    const { primary, replica, write, seen, pass } = both();
    await seen();
    write('a', 'new', 12);
    pass(999);
    expect(await seen()).toEqual([]);
    pass(1);
    expect(await seen()).toEqual(['new']);
    primary.rows.delete('a');
    replica.wrote({ pk: text('a') }, 0);
    expect(await seen()).toEqual([]);
  });

  it('does not lose a row that is written again before it was seen', async () => {
    const { replica, write, seen } = both();
    await seen();
    write('a', 'first', 1);
    write('a', 'second', 5);
    replica.called();
    expect(await seen()).toEqual(['second']);
    write('a', 'third', 0);
    expect(await seen()).toEqual(['third']);
  });
});

it('a request names the keys of the rows that it writes', () => {
  const keys = ['pk', 'sk'];
  const [a, b] = [text('a'), text('b')];
  expect(writtenKeys(keys, 'PutItem', { Item: { pk: a, sk: b, more: a } })).toEqual([{ pk: a, sk: b }]);
  expect(writtenKeys(keys, 'UpdateItem', { Key: { pk: a, sk: b } })).toEqual([{ pk: a, sk: b }]);
  const items = [{ Put: { Item: { pk: a, sk: a } } }, { ConditionCheck: { Key: { pk: b, sk: b } } }];
  expect(writtenKeys(keys, 'TransactWriteItems', { TransactItems: items })).toEqual([{ pk: a, sk: a }]);
  const RequestItems = { Cases: [{ DeleteRequest: { Key: { pk: b, sk: a } } }] };
  expect(writtenKeys(keys, 'BatchWriteItem', { RequestItems })).toEqual([{ pk: b, sk: a }]);
  expect(writtenKeys(keys, 'Query', {})).toEqual([]);
});
