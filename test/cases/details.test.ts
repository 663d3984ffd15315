import { describe, expect, it } from 'vitest';
import { invalidAnswer, isInFuture } from '../../shared/cases/details.ts';
import { budgetHour } from '../../shared/policies/budgets.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { at } from '../engine/wall-clock.ts';

describe('the closed questions of a type', () => {
  const type = {
    ...standardPolicy.types.delivery,
    questions: {
      document: { choices: ['id-card', 'other'], required: true },
      floor: { choices: ['ground', 'upper'], required: false },
    },
  } as const;

  it('that must be answered are missed by name', () => {
    expect(invalidAnswer(type, {})).toBe('document');
    expect(invalidAnswer(type, { floor: 'upper' })).toBe('document');
    expect(invalidAnswer(type, { document: 'id-card' })).toBeUndefined();
  });

  it('take only one of their choices, and no question that is not asked', () => {
    expect(invalidAnswer(type, { document: 'id-card', floor: 'roof' })).toBe('floor');
    expect(invalidAnswer(type, { document: 'id-card', floor: 'ground' })).toBeUndefined();
    expect(invalidAnswer(type, { document: 'id-card', toString: 'other' })).toBe('toString');
  });
});

it('an incident without a time, or ahead by no more than two clocks may differ, is not in the future', () => {
  const now = at('2026-11-23 12:00');
  expect(isInFuture(undefined, now)).toBe(false);
  expect(isInFuture(at('2026-11-23 12:05'), now)).toBe(false);
  expect(isInFuture(at('2026-11-23 12:05') + 1, now)).toBe(true);
});

it('a budget’s hour begins on the hour and ends with the next', () => {
  const ten = at('2026-11-23 10:00');
  const eleven = at('2026-11-23 11:00');
  const { hour } = budgetHour(ten);
  expect(budgetHour(ten).endsAt).toBe(eleven);
  expect(budgetHour(eleven - 1)).toEqual({ hour, endsAt: eleven });
  expect(budgetHour(eleven)).toEqual({ hour: hour + 1, endsAt: at('2026-11-23 12:00') });
});
