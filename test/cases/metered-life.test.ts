import { afterAll, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { MoveRequest } from '../../shared/cases/moves/handle-move.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { testClient, testEngine } from '../dynamo-engine.ts';
import { streamingRoom } from '../engine/streaming-room.ts';
import { at } from '../engine/wall-clock.ts';
import { ampleTime, report } from './duty-room.ts';
import { deskOf } from './room.ts';

const engine = await testEngine();
const documents = testClient(engine.endpoint);
afterAll(() => documents.destroy());

const isRead = (command: string): boolean => command.startsWith('Get') || command.startsWith('Query');

interface Consumed {
  readonly CapacityUnits?: number;
}

/** The consumed capacity that the engine reports, as DynamoDB bills it: transactions and indexes included. */
const units = { written: 0, read: 0 };
documents.middlewareStack.add(
  (next, { commandName = '' }) =>
    async (request) => {
      const ReturnConsumedCapacity = 'INDEXES' as const;
      const answered = await next({ ...request, input: { ...request.input, ReturnConsumedCapacity } });
      // A sweep queries the index once a minute, however many cases there are.
      if ('IndexName' in request.input) return answered;
      const { ConsumedCapacity = [] } = answered.output as {
        readonly ConsumedCapacity?: Consumed | readonly Consumed[];
      };
      for (const { CapacityUnits = 0 } of [ConsumedCapacity].flat()) {
        units[isRead(commandName) ? 'read' : 'written'] += CapacityUnits;
      }
      return answered;
    },
  { step: 'initialize' },
);

const world = await streamingRoom({ documents, endpoint: engine.endpoint }, 'cases');
const received = at('2026-11-23 10:00');

it('a life with one reply and a rating takes no more than 150 write units and 20 read units', async () => {
  Object.assign(units, { written: 0, read: 0 });
  const token = 'M'.repeat(32);
  const { caseId, ...rest } = await report(world, received, { token });
  let version = 1;
  const does = async (after: number, command: MoveRequest['command']): Promise<void> => {
    const request = { command, expectedVersion: version, commandId: `c-${version}` };
    const moved = await moveCase(world, deskOf('officer'), caseId, request, received + after);
    if (moved.refusal) throw new Error(moved.refusal.code);
    version = moved.answer.version;
    await world.flow(received + after);
  };
  await world.flow(received);
  await does(10 * MINUTE, { move: 'acknowledge' });
  await does(20 * MINUTE, { move: 'reply', text: '监控看过了，保洁员认出了捡到的人。' });
  await does(30 * MINUTE, { move: 'reach-milestone', milestone: 'footage-kept', done: true });
  await does(4 * HOUR, { move: 'resolve', outcome: 'returned', text: '手机已经还给您，请您核对一下。' });
  const rating = { command: { move: 'rate', rating: 'satisfied' }, commandId: 'r-1' } as const;
  await residentMove(world, token, rating, received + 5 * HOUR);
  await sweep(world, received + 8 * DAY, ampleTime);
  const used = { ...units };

  expect(await world.store.load(keyOf({ ...rest, caseId }))).toMatchObject({
    status: 'closed',
    rating: 'satisfied',
  });
  expect(world.sink.notices.map(({ kind }) => kind).sort()).toEqual([
    'alert',
    'rating-request',
    'receipt',
    'reply',
  ]);
  expect(used.written).toBeLessThanOrEqual(150);
  expect(used.read).toBeLessThanOrEqual(20);
});
