import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { stateRow } from '../../shared/engine/storage/keys.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { ampleTime, noticeLines, report } from '../cases/duty-room.ts';
import { testEngine } from '../dynamo-engine.ts';
import { streamingRoom } from './streaming-room.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const lostPerson = { type: 'lost-person', details: {} } as const;

const engine = await testEngine();

describe('the clock on DynamoDB', () => {
  it('brings a lost person from the table by its stream to guards, officer, chief and district', async () => {
    const world = await streamingRoom(engine, 'cases-stream');
    const found = await report(world, now, lostPerson);
    await world.flow(world, now);
    for (let minute = 1; minute <= 31; minute += 1) {
      const then = now + minute * MINUTE;
      await sweep(world, then, ampleTime);
      await world.flow(world, then);
    }
    const levels = world.sink.notices.filter(({ kind }) => kind === 'level' || kind === 'alert');
    expect(noticeLines(levels)).toEqual([
      'alert→guard',
      'level 1→guard',
      'level 2→officer',
      'level 3→chief',
      'level 4→district',
    ]);
    expect(levels.map(({ at }) => (at - now) / MINUTE)).toEqual([0, 5, 10, 15, 30]);
    const { facts } = await world.store.history(keyOf(found));
    const published = world.bus.facts.filter(({ key }) => key.kind === 'case');
    expect(published).toHaveLength(facts.length);
  });

  it('takes each step once, however many sweeps there are at a time', async () => {
    const world = await streamingRoom(engine, 'cases-races');
    const found = await Promise.all(Array.from({ length: 12 }, () => report(world, now)));
    const sweeps = await Promise.all(
      Array.from({ length: 5 }, () => sweep(world, now + 2 * HOUR, ampleTime)),
    );
    expect(sweeps.reduce((sum, { stepped }) => sum + stepped, 0)).toBe(12);
    for (const one of found) expect((await world.store.load(keyOf(one)))?.version).toBe(2);
    expect(sweeps.every(({ finished, parked }) => finished && parked === 0)).toBe(true);
  });

  it('parks a spoiled row longer each time, and serves the others', async () => {
    const world = await streamingRoom(engine, 'cases-spoiled');
    const [poison, healthy] = [await report(world, now), await report(world, now)];
    const change = { UpdateExpression: 'SET clocks = :not', ExpressionAttributeValues: { ':not': 'clocks' } };
    const Key = stateRow(keyOf(poison));
    await engine.documents.send(new UpdateCommand({ TableName: world.name, Key, ...change }));
    const due = now + 2 * HOUR;
    expect(await sweep(world, due, ampleTime)).toMatchObject({ stepped: 1, parked: 1 });
    expect((await world.store.load(keyOf(healthy)))?.version).toBe(2);
    const parked = [due + MINUTE, due + 3 * MINUTE, due + 7 * MINUTE, due + 15 * MINUTE, due + 31 * MINUTE];
    for (const [index, when] of parked.entries()) {
      expect(await sweep(world, when - 1, ampleTime)).toMatchObject({ parked: 0 });
      const swept = await sweep(world, when, ampleTime);
      expect(swept).toMatchObject({ parked: 1, quarantined: index === 4 ? 1 : 0 });
    }
  });
});
