import { expect, it } from 'vitest';
import { weighReport } from '../../shared/cases/intake/weigh-report.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { fixedPolicies } from '../../shared/policies/fixed-policies.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { findPlace } from '../../shared/stations/find-place.ts';
import { at } from '../engine/wall-clock.ts';
import { room } from './room.ts';
import { worked } from './solve-proof-of-work.ts';

const now = at('2026-11-23 10:00');

/** A world whose stations expect two reports an hour, and what makes a report in it of low trust. */
async function quietRoom() {
  const budgets = { ...standardPolicy.budgets, reportsInAll: 2 };
  const world = { ...(await room()), policies: fixedPolicies({ ...standardPolicy, budgets }) };
  const weigh = async (code: string, address: string, counting = world) => {
    const place = await findPlace(world, code);
    if (place === undefined) throw new Error(`no place ${code}`);
    const proofOfWork = await worked(await world.proofOfWork.challenge(code, now));
    return (await weighReport(counting, { address, formPlace: code, proofOfWork }, place, now)).trustReason;
  };
  return { world, weigh };
}

it('the reports of a station are counted together, and those of another station are not among them', async () => {
  const { weigh } = await quietRoom();
  expect(await weigh('b3-1', '192.0.2.1')).toBeUndefined();
  expect(await weigh('b3-1', '192.0.2.2')).toBeUndefined();
  expect(await weigh('b3-1', '192.0.2.3')).toBe('whole-budget');
  expect(await weigh('x1-1', '192.0.2.4')).toBeUndefined();
});

it('no row is written by the reports of two stations from two addresses', async () => {
  const { world, weigh } = await quietRoom();
  const names: string[] = [];
  const countUp: typeof world.store.countUp = (name, ...rest) => {
    names.push(name);
    return world.store.countUp(name, ...rest);
  };
  const counting = { ...world, store: { ...world.store, countUp } };
  await weigh('b3-1', '192.0.2.1', counting);
  await weigh('x1-1', '192.0.2.2', counting);
  expect(names).toHaveLength(6);
  expect(new Set(names).size).toBe(6);
});

it('counters that do not answer make no report of low trust', async () => {
  const { world, weigh } = await quietRoom();
  const countUp = () => Promise.reject(new Unavailable('no answer'));
  const counting = { ...world, store: { ...world.store, countUp } };
  for (let reports = 0; reports < 3; reports += 1) {
    expect(await weigh('b3-1', '192.0.2.1', counting)).toBeUndefined();
  }
});
