import { expect, it } from 'vitest';
import { comparison } from './comparison.ts';
import { addUnits } from './consumed-units.ts';
import { dependencies } from './dependencies.ts';
import { sharesOf } from './dependency-shares.ts';
import { countsOf } from './engine-share.ts';
import { shown } from './figure.ts';
import { median } from './median.ts';
import { readOptions } from './options.ts';
import { dollarsFor, prices } from './prices.ts';
import { processorTicks, pssBytes } from './process-tree.ts';
import { quantile } from './quantile.ts';
import type { RecordedCall } from './recorded-call.ts';
import { startCommand, startCommandOf } from './start-command.ts';
import { table } from './table.ts';

it('the median of an even number of values is the upper one of the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(3);
  expect(() => median([])).toThrow(RangeError);
});

it('a quantile is a value that was measured, the largest at most', () => {
  expect(quantile([10, 30, 20], 0.5)).toBe(20);
  expect(quantile([10, 30, 20], 1)).toBe(30);
});

it('a figure has about three digits', () => {
  expect([1234.5, 12.345, 1.2345, 0, 7, Number.NaN].map(shown)).toEqual([
    '1235',
    '12.3',
    '1.23',
    '0',
    '7',
    '–',
  ]);
});

it('a table sets its first column to the left and numbers to the right', () => {
  expect(
    table([
      ['rate', '9', '/s'],
      ['p50', '1234', 'ms'],
    ]),
  ).toEqual(['rate      9   /s', 'p50    1234   ms']);
});

it('a comparison has the medians of all rounds and their ratio, for figures that both versions have', () => {
  const figure = (what: string, value: number) => ({ bench: 'intake', what, unit: '/s', value });
  const own = [[figure('rate', 30)], [figure('rate', 10), figure('new', 1)], [figure('rate', 20)]];
  const other = [[figure('rate', 16)], [figure('rate', 8)], [figure('rate', 10)]];
  expect(comparison(own, other)).toEqual([['intake · rate · /s', '20', '10', '2.00', '30 10 20', '16 8 10']]);
});

it('memory and processor time are read as Linux writes them, whatever the name of the process', () => {
  expect(pssBytes('Rss:  900 kB\nPss:                 512 kB\nPss_Dirty: 3 kB\n')).toBe(524_288);
  expect(pssBytes('')).toBe(0);
  expect(processorTicks('7 (node (a) b) S 1 7 7 0 -1 4194560 99 0 0 0 250 40 0 0 20')).toBe(290);
});

const call = (operation: string, body: object, startedAt: number, endedAt: number, answer: object = {}) =>
  ({
    target: `${/Shard|Records/.test(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810'}.${operation}`,
    body: JSON.stringify(body),
    startedAt,
    endedAt,
    status: 200,
    answer: JSON.stringify(answer),
  }) satisfies RecordedCall;
const row = (pk: string) => ({ Key: { pk: { S: pk }, sk: { S: 'STATE' } } });
const commit = (pk: string) => ({ TransactItems: [{ Put: { Item: { pk: { S: pk } } } }] });

it('a replayed call waits for the writes of its partition that it found, and for nothing else', () => {
  const calls = [
    call('TransactWriteItems', commit('C#1'), 0, 10),
    call('TransactWriteItems', commit('C#2'), 1, 11),
    call('GetItem', row('C#1'), 5, 6),
    call('GetItem', row('C#1'), 12, 13),
    call('Query', { ExpressionAttributeValues: { ':pk': { S: 'C#2' } } }, 14, 15),
    call('GetItem', row('C#3'), 16, 17),
  ];
  expect(dependencies(calls)).toEqual([[], [], [], [0], [1], []]);
});

it('counting up waits for nothing, unless it has a condition', () => {
  const calls = [
    call('UpdateItem', row('B#all'), 0, 1),
    call('UpdateItem', row('B#all'), 2, 3),
    call('UpdateItem', { ...row('D#1'), ConditionExpression: '#v = :v' }, 4, 5),
    call('UpdateItem', { ...row('D#1'), ConditionExpression: '#v = :v' }, 6, 7),
  ];
  expect(dependencies(calls)).toEqual([[], [], [], [2]]);
});

it('the stream is read when it was read: after the last write, and after who gave the iterator', () => {
  const calls = [
    call('TransactWriteItems', commit('C#1'), 0, 10),
    call('GetShardIterator', {}, 11, 12, { ShardIterator: 'i1' }),
    call('GetRecords', { ShardIterator: 'i1' }, 13, 14, { NextShardIterator: 'i2' }),
    call('GetRecords', { ShardIterator: 'i2' }, 15, 16, { NextShardIterator: 'i3' }),
  ];
  expect(dependencies(calls)).toEqual([[], [0], [1, 0], [2, 0]]);
});

it('operations are counted, the most frequent first', () => {
  const calls = [call('GetItem', {}, 0, 1), call('Query', {}, 0, 1), call('Query', {}, 0, 1)];
  expect(countsOf(calls)).toEqual([
    ['Query', 2],
    ['GetItem', 1],
  ]);
});

it('dollars are the amounts times their prices, a million lives times a million', () => {
  expect(dollarsFor({ 'write units': 138, 'read units': 21 }) * 1e6).toBeCloseTo(138 * 0.625 + 21 * 0.125);
  expect(dollarsFor({ 'log bytes': 8000 }) * 1e6).toBeCloseTo(4);
  expect(dollarsFor({})).toBe(0);
});

it('each price names its list', () => {
  for (const { source, per, dollars } of Object.values(prices)) {
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/.+\/pricing\//);
    expect(dollars / per).toBeGreaterThan(0);
  }
});

it('units are those of all tables of an answer; a query of what is due is no part of a life', () => {
  const units = { written: 0, read: 0 };
  const one = { ConsumedCapacity: { CapacityUnits: 0.5 } };
  const two = { ConsumedCapacity: [{ CapacityUnits: 18 }, { CapacityUnits: 2 }] };
  addUnits(units, { operation: 'GetItem', asked: {}, answered: one });
  addUnits(units, { operation: 'TransactWriteItems', asked: {}, answered: two });
  addUnits(units, { operation: 'Query', asked: { IndexName: 'due' }, answered: one });
  addUnits(units, { operation: 'DescribeTable', asked: {}, answered: {} });
  expect(units).toEqual({ written: 20, read: 0.5 });
});

it('the bytes of a bundle are counted by package, without what is loaded later', () => {
  const output = (
    inputs: Readonly<Record<string, number>>,
    imports: readonly (readonly [string, string])[],
  ) => ({
    bytes: 0,
    exports: [],
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }]),
    ),
    imports: imports.map(([path, kind]) => ({ path, kind }) as { path: string; kind: 'import-statement' }),
  });
  const outputs = {
    'out/index.js': output({ 'functions/relay.ts': 10, '../x/node_modules/@smithy/core/a.js': 30 }, [
      ['out/chunk.js', 'import-statement'],
      ['out/lazy.js', 'dynamic-import'],
    ]),
    'out/chunk.js': output({ 'shared/engine/in-order.ts': 5, 'node_modules/@smithy/core/b.js': 20 }, [
      ['out/index.js', 'import-statement'],
    ]),
    'out/lazy.js': output({ 'node_modules/jose/c.js': 99 }, []),
  };
  expect(sharesOf(outputs, 'out/index.js')).toEqual([
    ['@smithy/core', 50],
    ['functions/relay.ts', 10],
    ['shared/engine', 5],
  ]);
});

it('a run of the bench has the variables and flags of npm start', () => {
  expect(startCommandOf('A=b/c exec node --flag=4 --other start.ts --help')).toEqual({
    environment: { A: 'b/c' },
    flags: ['--flag=4', '--other'],
  });
  expect(() => startCommandOf('vitest run')).toThrow('npm start does not run a file with node: vitest run');
  expect(startCommand().flags).toContainEqual(expect.stringMatching(/^--max-semi-space-size=/));
});

it('an option that is wrong is refused with a sentence', () => {
  const read = (...line: readonly string[]) => readOptions(line, ['intake', 'moves']);
  expect(read('--only', 'moves,intake', '--callers', '1,4')).toMatchObject({
    only: ['moves', 'intake'],
    callers: [1, 4],
    rounds: 3,
  });
  expect(() => read('--only', 'intakes')).toThrow('There is no bench "intakes": intake, moves.');
  expect(() => read('--callers', '0')).toThrow('--callers takes whole numbers from 1, not "0".');
});
