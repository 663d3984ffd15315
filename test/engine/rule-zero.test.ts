import { expect, it } from 'vitest';
import { stateIn } from '../../shared/adapters/dynamo/state-item.ts';
import type { EngineState } from '../../shared/engine/aggregate-types.ts';
import { registryOf } from '../../shared/engine/registry.ts';
import { ruleZeroFault } from '../../shared/engine/rule-zero.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { stateRow } from '../../shared/engine/storage/keys.ts';
import { Unreadable } from '../../shared/engine/storage/store-errors.ts';
import { kettleAggregate, kettleKey } from '../kettle/kettle.ts';

const step = { dueAt: 1, dueKind: 'review', responsible: 'guard' } as const;
const state = (status: string, fields: Partial<EngineState>): EngineState => ({
  station: stationId('st1'),
  version: 1,
  chainHead: 'h',
  policyVersion: 'p',
  status,
  priority: 'P1',
  ...fields,
});

it.each([
  ['an open state with its next step', state('on', step), undefined],
  ['an open state without a deadline', state('on', { ...step, dueAt: undefined } as never), 'dueAt'],
  ['an open state that has an end instead', state('on', { endedAt: 1 }), 'dueAt'],
  ['a status that is not known', state('boiling', {}), 'dueAt'],
  ['an open state without a kind of deadline', state('on', { dueAt: 1, responsible: 'guard' }), 'dueKind'],
  ['an open state that nobody is responsible for', state('on', { dueAt: 1, dueKind: 'x' }), 'responsible'],
  ['an ended state', state('off', { endedAt: 1 }), undefined],
  ['an ended state without its end', state('off', {}), 'endedAt'],
  ['an ended state that is still due', state('off', { ...step, endedAt: 1 }), 'dueAt'],
])('rule 0 on %s', (_, found, fault) => {
  expect(ruleZeroFault(kettleAggregate, found)).toBe(fault);
});

it('does not read an open row of any kind without its deadline', () => {
  const row = {
    ...stateRow(kettleKey(stationId('st1'), 'k'.repeat(26))),
    version: 1,
    head: 'h',
    policy: 'p',
    status: 'on',
    priority: 'P1',
    switchedOnAt: 1,
    clocks: [],
  };
  const registry = registryOf([kettleAggregate]);
  expect(() => stateIn(registry, row)).toThrow(Unreadable);
  expect(stateIn(registry, { ...row, ...step })).toMatchObject({ status: 'on', dueAt: 1 });
});

it.each(['brief', 'batch', 'test', 'Case', 'c#', 'a'.repeat(33)])(
  '%s cannot be a kind of aggregate',
  (kind) => {
    expect(() => registryOf([{ ...kettleAggregate, kind }])).toThrow(RangeError);
  },
);

it('no two kinds have ids that begin with the same letter', () => {
  const other = { ...kettleAggregate, kind: 'teapot' };
  expect(() => registryOf([kettleAggregate, other])).toThrow(RangeError);
  expect(registryOf([kettleAggregate]).owning('k'.repeat(26))).toBe(kettleAggregate);
});
