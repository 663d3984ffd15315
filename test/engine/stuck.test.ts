import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { deliveryId } from '../../shared/engine/outbox/delivery-id.ts';
import { sendAllAgain, sendOneAgain, stuckMessages } from '../../shared/engine/outbox/stuck.ts';
import { stationId } from '../../shared/engine/scope.ts';
import {
  deliveries,
  dutyRoom,
  fastPath,
  move,
  noticeLines,
  report,
  runEveryMinute,
  tick,
} from '../cases/duty-room.ts';
import { station } from '../cases/room.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const lostPerson = { type: 'lost-person', details: {} } as const;

const kindsOf = async (world: Awaited<ReturnType<typeof dutyRoom>>) =>
  (await stuckMessages(world, station, now + HOUR)).messages.map(({ message }) => message.kind).toSorted();

/** A station whose only channel has refused the messages of one report. */
async function refused() {
  const world = await dutyRoom();
  world.sink.answer('permanent');
  await report(world, now, lostPerson);
  await fastPath(world, now);
  world.sink.answer('sent');
  return world;
}

it('lists what was given up, and nothing that was sent', async () => {
  const world = await refused();
  expect(await kindsOf(world)).toEqual(['alert', 'receipt']);
  expect((await stuckMessages(world, stationId('st2'), now)).messages).toEqual([]);
});

it('sends all of a kind again, or one by its id', async () => {
  const world = await refused();
  expect(await sendAllAgain(world, station, 'receipt', now)).toEqual({ again: 1, more: false });
  expect(await kindsOf(world)).toEqual(['alert']);
  const sent = world.sink.notices.length;
  await tick(world, now);
  expect(noticeLines(world.sink.notices.slice(sent))).toContain('receipt→resident');

  const [left] = (await stuckMessages(world, station, now)).messages;
  if (left === undefined) throw new Error('the alert is stuck');
  expect(await sendOneAgain(world, station, deliveryId(left.subject), now)).toMatchObject({ again: 1 });
  await tick(world, now);
  expect(await kindsOf(world)).toEqual([]);
  expect(await sendAllAgain(world, station, undefined, now)).toEqual({ again: 0, more: false });
});

it('leaves out, when it is sent again, what is not true any more', async () => {
  const world = await dutyRoom();
  const found = await report(world, now);
  await fastPath(world, now);
  world.sink.answer('permanent');
  const later = now + 5 * HOUR;
  await runEveryMinute(world, now, later);
  const reminders = () => deliveries(world).filter(({ message }) => message.clock === 'acknowledge');
  expect(reminders().map(({ state }) => state)).toContain('dead');
  world.sink.answer('sent');
  await move(world, found, { move: 'start' }, later);
  await sendAllAgain(world, station, undefined, later);
  await tick(world, later);
  expect(new Set(reminders().map(({ state }) => state))).toEqual(new Set(['suppressed']));
});

it('finds a kind and an id also behind a hundred others, and takes the next hundred with the next call', async () => {
  const world = await dutyRoom();
  world.sink.answer('permanent');
  await report(world, now, lostPerson);
  await fastPath(world, now);
  const [alert] = deliveries(world).filter(({ message }) => message.kind === 'alert');
  if (alert === undefined) throw new Error('the alert is stuck');
  for (let n = 0; n < 150; n += 1) {
    const subject = { about: 'batch', station, batch: `b${n}`, since: now + n } as const;
    const { reason: _, ...digest } = {
      ...alert,
      subject,
      message: { to: 'officer', kind: 'digest' } as const,
    };
    const made = { ...digest, state: 'pending', createdAt: now + MINUTE + n, dueAt: now } as const;
    expect(await world.store.addMessage(made)).toBe(true);
    await world.store.settle(made, 'dead', { reason: 'no-channel' });
  }
  const later = now + HOUR;
  const { messages, more } = await stuckMessages(world, station, later);
  expect([messages.length, messages.every(({ message }) => message.kind === 'digest'), more]).toEqual([
    100,
    true,
    true,
  ]);
  expect(await sendAllAgain(world, station, 'receipt', later)).toEqual({ again: 1, more: false });
  expect(await sendOneAgain(world, station, deliveryId(alert.subject), later)).toMatchObject({ again: 1 });
  expect(await sendAllAgain(world, station, 'digest', later)).toEqual({ again: 100, more: true });
  expect(await sendAllAgain(world, station, 'digest', later)).toEqual({ again: 50, more: false });
  expect(await kindsOf(world)).toEqual([]);
});

it('gives a message that is still tried all of its attempts again', async () => {
  const world = await dutyRoom();
  world.sink.answer('transient');
  await report(world, now, lostPerson);
  await runEveryMinute(world, now, now + 20 * MINUTE);
  const later = now + 20 * MINUTE;
  const before = (await stuckMessages(world, station, later, 'pending')).messages;
  expect(before.map(({ message }) => message.kind)).toContain('alert');
  expect(await sendAllAgain(world, station, 'alert', later)).toEqual({ again: 1, more: false });
  const [alert] = deliveries(world).filter(({ message }) => message.kind === 'alert');
  expect(alert).toMatchObject({ state: 'pending', attempts: 0, dueAt: later });
  expect(alert).not.toHaveProperty('failed');
  world.sink.answer('sent');
  await tick(world, later);
  expect(deliveries(world).find(({ message }) => message.kind === 'alert')).toMatchObject({ state: 'sent' });
});

it('lists a message of which three attempts failed, until it was sent', async () => {
  const world = await dutyRoom();
  world.sink.answer('transient');
  await report(world, now, lostPerson);
  await runEveryMinute(world, now, now + 2 * MINUTE);
  expect(await kindsOf(world)).toEqual([]);
  await runEveryMinute(world, now, now + 20 * MINUTE);
  expect(await kindsOf(world)).toContain('alert');
  world.sink.answer('sent');
  await runEveryMinute(world, now + 20 * MINUTE, now + HOUR);
  expect(await kindsOf(world)).toEqual([]);
});
