import { expect, it } from 'vitest';
import { caseTypes } from '../../shared/cases/case-type.ts';
import { simulate } from './simulation.ts';

/** A fourth of all requests fail; of those that are taken, one in fourteen is not answered. */
const unsteady = { sendTransient: 0.25, sendAmbiguous: 0.07 };
const seed = 20_261_130;

it(`tells everybody in order, however often providers fail: a day of 500 cases with seed ${seed}`, async () => {
  const habits = { reportsPerDay: 470, movesPerDay: 500, types: caseTypes, diligence: 0.5 };
  const { violations, cases, messages } = await simulate({
    seed,
    pace: 'busy',
    days: 1,
    habits,
    faults: unsteady,
  });
  process.stdout.write(`${JSON.stringify({ cases, ...messages })}\n`);
  expect(violations).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(500);
  const { owed, requests, sent, toldByOthers, needless, dead, pending, repeats } = messages;
  expect(sent + toldByOthers + needless + dead + pending).toBe(owed);
  expect(requests).toBeGreaterThan(sent * 1.3);
  expect(repeats).toBeGreaterThan(0);
});
