import { afterAll, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { MoveRequest } from '../../shared/cases/moves/handle-move.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { DAY, HOUR } from '../../shared/engine/calendar/instant.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { recentPlaces, recentRosters } from '../../shared/stations/recent-stations.ts';
import { addUnits, type Units } from '../bench/consumed-units.ts';
import { testClient, testEngine } from '../dynamo-engine.ts';
import { streamingRoom } from '../engine/streaming-room.ts';
import { at } from '../engine/wall-clock.ts';
import { ampleTime, report } from './duty-room.ts';
import { movesOfALife } from './moves-of-a-life.ts';
import { deskOf } from './room.ts';

const engine = await testEngine();
const documents = testClient(engine.endpoint);
afterAll(() => documents.destroy());

/** As the engine reports them. */
const units: Units = { written: 0, read: 0 };
documents.middlewareStack.add(
  (next, { commandName = '' }) =>
    async (request) => {
      const ReturnConsumedCapacity = 'INDEXES' as const;
      const answered = await next({ ...request, input: { ...request.input, ReturnConsumedCapacity } });
      addUnits(units, { operation: commandName, asked: request.input, answered: answered.output });
      return answered;
    },
  { step: 'initialize' },
);

const bare = await streamingRoom({ documents, endpoint: engine.endpoint }, 'cases');
const received = at('2026-11-23 10:00');
let now = received;
// As the functions have it: places and rosters may be some seconds old.
const world = {
  ...bare,
  store: { ...bare.store, ...recentPlaces(bare.store, () => now) },
  people: recentRosters(bare.store, () => now),
};

async function reported(token: string, more: Parameters<typeof report>[2]) {
  now = received;
  Object.assign(units, { written: 0, read: 0 });
  const noticesBefore = bare.sink.notices.length;
  const found = await report(world, received, { token, ...more });
  await world.flow(world, received);
  const key = keyOf(found);
  let version = 1;
  return {
    key,
    kinds: () =>
      bare.sink.notices
        .slice(noticesBefore)
        .map(({ kind }) => kind)
        .sort(),
    async does(after: number, command: MoveRequest['command']): Promise<void> {
      now = received + after;
      const request = { command, expectedVersion: version, commandId: `c-${version}` };
      const moved = await moveCase(world, deskOf('officer'), key.id, request, now);
      if (moved.refusal) throw new Error(moved.refusal.code);
      version = moved.answer.version;
      await world.flow(world, now);
    },
    /** The clock takes the next step of the case. */
    async ticks(): Promise<void> {
      const before = { ...units };
      now = (await bare.store.load(key))?.dueAt ?? Number.NaN;
      // What the test itself reads is not counted.
      Object.assign(units, before);
      await sweep(world, now, ampleTime);
      version += 1;
      await world.flow(world, now);
    },
  };
}

it('a life with one reply and a rating takes no more than 93 write units and 13 read units', async () => {
  const token = 'M'.repeat(32);
  const { key, does, kinds } = await reported(token, {});
  for (const [index, move] of movesOfALife.entries()) await does((1 + index) * HOUR, move);
  const rating = { command: { move: 'rate', rating: 'satisfied' }, commandId: 'r-1' } as const;
  await residentMove(world, token, rating, received + 5 * HOUR);
  await sweep(world, received + 8 * DAY, ampleTime);
  const used = { ...units };

  expect(await world.store.load(key)).toMatchObject({ status: 'closed', rating: 'satisfied' });
  expect(kinds()).toEqual(['alert', 'rating-request', 'receipt', 'reply']);
  expect(used.written).toBeLessThanOrEqual(93);
  // Half a unit of them for each text that a resident reads: the key that it is sealed to stands in the first fact.
  expect(used.read).toBeLessThanOrEqual(13);
});

it('a life with four moves, four steps of the clock and six messages takes no more than 112 write units and 10 read units', async () => {
  const { key, does, ticks, kinds } = await reported('N'.repeat(32), { contact: { name: '王' } });
  for (let steps = 0; steps < 4; steps += 1) await ticks();
  await does(30 * HOUR, { move: 'start' });
  await does(31 * HOUR, { move: 'note', text: '在找。' });
  await does(32 * HOUR, { move: 'reach-milestone', milestone: 'footage-kept', done: true });
  await does(33 * HOUR, { move: 'resolve', outcome: 'returned', text: '手机已经还给您，请您核对一下。' });
  const used = { ...units };

  expect(await world.store.load(key)).toMatchObject({ status: 'resolved', version: 9 });
  expect(kinds()).toEqual(['alert', 'breach', 'level', 'reminder', 'reminder', 'reminder']);
  expect(used.written).toBeLessThanOrEqual(112);
  expect(used.read).toBeLessThanOrEqual(10);
});
