import { expect, test } from 'vitest';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { findTrackedCase } from '../../shared/cases/reading/find-tracked-case.ts';
import type { Store } from '../../shared/cases/world.ts';
import { enteredStation } from '../enter.ts';
import { reportOf, room, station } from './room.ts';

/** A world whose store records which places and stations were looked up. */
async function watchedRoom() {
  const asked: string[] = [];
  const store = memoryStore();
  const watched: Store = {
    ...store,
    findPlace: async (code) => {
      asked.push(`place ${code}`);
      return store.findPlace(code);
    },
    findStation: async (name) => {
      asked.push(`station ${name}`);
      return store.findStation(name);
    },
  };
  const world = await room(1, watched);
  asked.length = 0;
  return { world, asked };
}

test('a secret link leads to the case, its place and the telephone number of the station', async () => {
  const { world, asked } = await watchedRoom();
  const words = { 'zh-CN': '警务室', en: 'Police room' };
  await enteredStation(world.store, { station, words, compound: words, phone: '0931 0000000' });
  const submitted = await submitCase(world, reportOf(), world.system.now());
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  asked.length = 0;
  const reportedCase = await findTrackedCase(world, submitted.token);
  if (reportedCase.refusal) throw new Error(reportedCase.refusal.code);
  expect(reportedCase.caseDetails.found.caseId).toBe(submitted.found.caseId);
  expect(reportedCase.place?.code).toBe('b3-1');
  expect(reportedCase.station?.phone).toBe('0931 0000000');
  expect(asked).toEqual(['place b3-1', 'station st1']);
});

test('an unknown link takes as many reads, and returns nothing', async () => {
  const { world, asked } = await watchedRoom();
  expect(await findTrackedCase(world, 'A'.repeat(32))).toEqual({ refusal: { code: 'not-found' } });
  expect(asked).toEqual(['place nowhere', 'station nowhere']);
});
