import { describe, expect, it } from 'vitest';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import { aggregatePk } from '../../shared/engine/storage/keys.ts';
import {
  type DutyRoom,
  deliveries,
  dutyRoom,
  fastPath,
  member,
  move,
  noticeLines,
  report,
  runEveryMinute,
  tick,
} from '../cases/duty-room.ts';
import { deskOf, station } from '../cases/room.ts';
import { at } from './wall-clock.ts';

const ten = at('2026-11-23 10:00');
const night = at('2026-11-23 23:10');
const morning = at('2026-11-24 07:00');
const consultation = { type: 'consultation', details: {} } as const;
const words = '已经联系了，请您放心等候回复';

const toResident = ({ tables }: DutyRoom): readonly Delivery[] =>
  [...tables.deliveries.values()].filter(({ message }) => message.to === 'resident');
const ends = (world: DutyRoom) =>
  toResident(world).map(({ message, state, reason }) => [message.kind, state, ...(reason ? [reason] : [])]);
const heard = ({ sink }: DutyRoom): readonly CaseNotice[] =>
  (sink.notices as readonly CaseNotice[]).filter(({ to }) => to === 'resident');
const kinds = (world: DutyRoom) => heard(world).map(({ kind }) => kind);

async function offer(world: DutyRoom, kind: string, now: Instant) {
  const found = toResident(world).find(({ message, state }) => message.kind === kind && state === 'pending');
  if (found === undefined) throw new Error(`no ${kind} is pending`);
  return notify(world, { subject: found.subject, attempt: found.attempts }, now);
}

describe('messages about one case to its resident', () => {
  it('leave in the order of their decisions, whichever is offered first', async () => {
    const world = await dutyRoom();
    const found = await report(world, ten, consultation);
    await move(world, found, { move: 'reply', text: words }, ten + MINUTE);
    expect(await offer(world, 'reply', ten + MINUTE)).toMatchObject({
      outcome: 'sent',
      kind: 'reply',
      others: [{ outcome: 'sent', kind: 'receipt' }],
    });
    expect(kinds(world)).toEqual(['receipt', 'reply']);
  });

  it('wait for a sender that has claimed an earlier one, which sends an urgent one right after it', async () => {
    const world = await dutyRoom();
    const found = await report(world, ten, { type: 'lost-person', details: {} });
    await move(world, found, { move: 'reply', text: words }, ten + MINUTE);
    let during: Promise<unknown> | undefined;
    const slow = {
      ...world.sink,
      async send(...given: Parameters<typeof world.sink.send>) {
        during ??= offer(world, 'reply', ten + MINUTE);
        expect(await during).toEqual({ outcome: 'stale' });
        return world.sink.send(...given);
      },
    };
    const [receipt] = toResident(world);
    if (receipt === undefined) throw new Error('no receipt');
    const sent = await notify(
      { ...world, channels: memoryChannels(slow) },
      { subject: receipt.subject, attempt: 0 },
      ten + MINUTE,
    );
    expect(sent).toMatchObject({
      outcome: 'sent',
      kind: 'receipt',
      others: [{ outcome: 'sent', kind: 'reply' }],
    });
    expect(kinds(world)).toEqual(['receipt', 'reply']);
  });

  it('no longer wait once an attempt for the earlier one has failed', async () => {
    const world = await dutyRoom();
    const found = await report(world, ten, consultation);
    world.sink.answer('transient');
    expect((await offer(world, 'receipt', ten)).outcome).toBe('retry-later');
    world.sink.answer('sent');
    await move(world, found, { move: 'reply', text: words }, ten + MINUTE);
    await fastPath(world, ten + MINUTE);
    expect(ends(world)).toEqual([
      ['receipt', 'pending'],
      ['reply', 'sent'],
    ]);
    await tick(world, ten + 2 * MINUTE);
    expect(ends(world)).toEqual([
      ['receipt', 'sent'],
      ['reply', 'sent'],
    ]);
  });

  it('wait for a lost sender only until its attempt is due again', async () => {
    const world = await dutyRoom();
    const found = await report(world, ten, consultation);
    const [receipt] = toResident(world);
    if (receipt !== undefined) await world.store.claim(receipt, ten + 5 * MINUTE);
    await move(world, found, { move: 'reply', text: words }, ten + MINUTE);
    await runEveryMinute(world, ten + MINUTE, ten + 4 * MINUTE);
    expect(kinds(world)).toEqual([]);
    await tick(world, ten + 5 * MINUTE);
    expect(kinds(world)).toEqual(['receipt', 'reply']);
  });

  it('keep their order over the next channel where the first takes nothing', async () => {
    const world = await dutyRoom();
    const sms = memoryChannel('sms');
    sms.answer('broken');
    const channels = memoryChannels(sms, world.sink);
    const found = await report(world, ten, consultation);
    await move(world, found, { move: 'reply', text: words }, ten + MINUTE);
    await fastPath({ ...world, channels }, ten + MINUTE);
    const states = toResident(world).map(({ channel, message, state }) => [channel, message.kind, state]);
    expect(states).toEqual([
      ['sink', 'receipt', 'sent'],
      ['sink', 'reply', 'sent'],
    ]);
    expect(sms.notices.map(({ kind }) => kind)).toEqual(['alert', 'receipt', 'reply']);
  });

  it('are suppressed where the station has no route to residents', async () => {
    const world = await dutyRoom();
    await report(world, ten, consultation);
    const channels = memoryChannels({ channel: world.sink, to: ['officer', 'guard', 'chief', 'district'] });
    await fastPath({ ...world, channels }, ten);
    expect(ends(world)).toEqual([['receipt', 'suppressed', 'no-route']]);
  });

  it('hold up no message to staff', async () => {
    const world = await dutyRoom();
    const found = await report(world, ten);
    const [receipt] = toResident(world);
    if (receipt !== undefined) await world.store.claim(receipt, ten + 5 * MINUTE);
    await move(world, found, { move: 'reply', text: words }, ten + MINUTE);
    await fastPath(world, ten + MINUTE);
    expect(noticeLines(world.sink.notices)).toEqual(['alert→officer']);
  });
});

/** A type and answers that make a case urgent. */
const risk = { type: 'dispute', details: { risk: 'violence' } } as const;

describe('what was held for the night', () => {
  it('leaves before a message of a priority that has risen since, and at night', async () => {
    const world = await dutyRoom();
    const found = await report(world, night, consultation);
    await move(world, found, { move: 'reply', text: words }, night + MINUTE);
    await fastPath(world, night + MINUTE);
    expect(kinds(world)).toEqual([]);
    await move(world, found, { move: 'retype', ...risk }, night + 2 * MINUTE);
    await move(world, found, { move: 'reply', text: words }, night + 3 * MINUTE);
    await offer(world, 'reply', night + 3 * MINUTE);
    await fastPath(world, night + 3 * MINUTE);
    expect(heard(world).map(({ kind, news }) => news ?? kind)).toEqual([['answered', 'reply'], 'reply']);
    await runEveryMinute(world, morning - MINUTE, morning + MINUTE);
    expect(heard(world)).toHaveLength(2);
  });

  it('leaves with the alarm about the risen priority, before any further message to the resident', async () => {
    const world = await dutyRoom();
    const found = await report(world, night, consultation);
    await move(world, found, { move: 'retype', ...risk }, night + MINUTE);
    await fastPath(world, night + MINUTE);
    expect(kinds(world)).toEqual(['receipt']);
  });

  it('leaves too when only the answers make the case urgent', async () => {
    const world = await dutyRoom();
    const found = await report(world, night, { type: 'dispute', details: { risk: 'none' } });
    await move(world, found, { move: 'retype', ...risk }, night + MINUTE);
    await fastPath(world, night + MINUTE);
    expect(kinds(world)).toEqual(['receipt']);
  });

  it('waits for the morning when the case does not read, instead of failing all night', async () => {
    const world = await dutyRoom();
    const found = await report(world, at('2026-11-23 22:59'), consultation);
    const stored = [...world.tables.states.values()].find(({ key }) => key.id === found.caseId);
    world.tables.states.set(aggregatePk(keyOf(found)), { key: keyOf(found), state: 'unreadable' });
    expect(await offer(world, 'receipt', night)).toMatchObject({ why: 'quiet-hours' });
    expect(toResident(world)).toMatchObject([{ held: true, dueAt: morning }]);
    if (stored !== undefined) world.tables.states.set(aggregatePk(keyOf(found)), stored);
    await tick(world, morning);
    expect(kinds(world)).toEqual(['receipt']);
  });

  it('is one message in the morning, which says the newest and all that is owed', async () => {
    const world = await dutyRoom();
    const found = await report(world, night, consultation);
    await move(world, found, { move: 'reply', text: words }, night + MINUTE);
    await move(world, found, { move: 'resolve', outcome: 'advised', text: words }, night + 2 * MINUTE);
    await runEveryMinute(world, night + 3 * MINUTE, night + 5 * MINUTE);
    expect(kinds(world)).toEqual([]);
    await tick(world, morning);
    await tick(world, morning + MINUTE);
    expect(heard(world)).toMatchObject([
      { id: `${station}-${found.caseId}-3-0`, kind: 'news', news: ['answered', 'reply', 'rating-request'] },
    ]);
    expect(ends(world)).toEqual([
      ['receipt', 'folded', '3#0'],
      ['reply', 'folded', '3#0'],
      ['rating-request', 'sent'],
    ]);
  });

  it('is one message although several senders are offered parts of it at once', async () => {
    const world = await dutyRoom();
    const found = await report(world, night, consultation);
    await move(world, found, { move: 'reply', text: words }, night + MINUTE);
    await move(world, found, { move: 'resolve', outcome: 'advised', text: words }, night + 2 * MINUTE);
    await Promise.all(
      toResident(world).map(({ subject, attempts }) =>
        notify(world, { subject, attempt: attempts }, morning),
      ),
    );
    expect(kinds(world)).toEqual(['news']);
  });

  it('is never one message with that of another case', async () => {
    const world = await dutyRoom();
    for (const _ of [1, 2]) {
      const found = await report(world, night, consultation);
      await move(world, found, { move: 'reply', text: words }, night + MINUTE);
    }
    await tick(world, morning);
    expect(kinds(world)).toEqual(['news', 'news']);
    expect(new Set(heard(world).map(({ caseSummary }) => caseSummary?.reference)).size).toBe(2);
  });

  it('stays whole when it cannot be sent: all are tried again together, and each is reported when given up', async () => {
    const world = await dutyRoom();
    const found = await report(world, night, consultation);
    await move(world, found, { move: 'reply', text: words }, night + MINUTE);
    world.sink.answer('transient');
    await tick(world, morning);
    expect(ends(world)).toEqual([
      ['receipt', 'pending'],
      ['reply', 'pending'],
    ]);
    world.sink.answer('permanent');
    await tick(world, morning + 5 * MINUTE);
    expect(kinds(world)).toEqual(['news', 'news']);
    expect(new Set(heard(world).map(({ id }) => id)).size).toBe(1);
    expect(ends(world)).toEqual([
      ['receipt', 'dead', 'channel-refused'],
      ['reply', 'dead', 'channel-refused'],
    ]);
    const { facts } = await world.store.history(keyOf(found));
    const failed = facts.flatMap(({ fact }) => (fact.fact === 'delivery-failed' ? [fact] : []));
    expect(failed.map((fact) => 'delivery' in fact && fact.delivery)).toEqual(
      expect.arrayContaining(['1#1', '2#0']),
    );
  });

  it('is still sent when a message that came in before the night could not be sent in time', async () => {
    const world = await dutyRoom();
    const evening = at('2026-11-23 22:59');
    await report(world, evening, consultation);
    expect(await offer(world, 'receipt', night)).toMatchObject({
      outcome: 'retry-later',
      why: 'quiet-hours',
    });
    expect(toResident(world)).toMatchObject([{ attempts: 0, held: true, dueAt: morning }]);
    await tick(world, morning);
    expect(kinds(world)).toEqual(['receipt']);
  });
});

describe('a receipt that is sent later', () => {
  it.each([
    ['withdrawn', { move: 'withdraw' }],
    ['receipt', { move: 'add-message', text: words }],
  ] as const)('says %s after %o', async (says, command) => {
    const world = await dutyRoom();
    const token = world.system.newToken();
    await report(world, night, { ...consultation, token });
    await residentMove(world, token, { command, commandId: 'c' }, night + MINUTE);
    await tick(world, morning);
    expect(heard(world)).toMatchObject([says === 'receipt' ? { kind: says } : { kind: 'receipt', says }]);
    expect(heard(world)[0]?.caseSummary?.dueAt === undefined).toBe(says === 'withdrawn');
  });

  it('says that the case is handled together with another one, once it is', async () => {
    const world = await dutyRoom();
    const token = world.system.newToken();
    const clutter = { type: 'hazard', details: { kind: 'clutter' } } as const;
    await report(world, night, clutter);
    const found = await report(world, night + MINUTE, { ...clutter, token });
    const join = { command: { move: 'join' }, commandId: 'c' } as const;
    expect((await residentMove(world, token, join, night + 2 * MINUTE)).refusal).toBeUndefined();
    expect(await world.store.load(keyOf(found))).toMatchObject({ status: 'duplicate' });
    await tick(world, morning);
    const told = heard(world).map(({ kind, says }) => says ?? kind);
    expect(told.toSorted()).toEqual(['linked', 'receipt']);
  });

  it('apologises when the answer is late, instead of promising it in the past', async () => {
    const world = await dutyRoom();
    await report(world, ten, { type: 'lost-person', details: {} });
    await offer(world, 'receipt', ten + 5 * MINUTE);
    expect(heard(world)).toMatchObject([{ kind: 'receipt', says: 'late' }]);
    expect(heard(world)[0]?.caseSummary?.dueAt).toBeUndefined();
  });
});

describe('a question or a request for a rating that is sent later', () => {
  it('is a reply once the resident has answered, or cannot rate any more', async () => {
    const world = await dutyRoom();
    const token = world.system.newToken();
    const found = await report(world, ten, { ...consultation, token });
    await fastPath(world, ten);
    await move(world, found, { move: 'start' }, ten + MINUTE);
    await move(world, found, { move: 'ask-resident', text: words }, night);
    await residentMove(
      world,
      token,
      { command: { move: 'add-message', text: words }, commandId: 'a' },
      night + MINUTE,
    );
    await move(world, found, { move: 'resolve', outcome: 'advised', text: words }, night + 2 * MINUTE);
    await residentMove(
      world,
      token,
      { command: { move: 'reopen', text: words }, commandId: 'b' },
      night + 3 * MINUTE,
    );
    await tick(world, morning);
    expect(heard(world).at(-1)).toMatchObject({ kind: 'news', news: ['reply', 'reply'] });
  });
});

describe('a message to staff about their own action', () => {
  const people = [member('officer'), member('officer', 'p-wang'), member('chief')];

  it('is not sent to them, whether they are alone in the role or not', async () => {
    const world = await dutyRoom({ people });
    const found = await report(world, ten, consultation);
    await fastPath(world, ten);
    expect(world.sink.notices[0]?.people).toEqual(['p-officer', 'p-wang']);
    await move(world, found, { move: 'assign', to: member('officer').person }, ten + MINUTE);
    const [assigned] = await fastPath(world, ten + MINUTE);
    expect(assigned).toEqual({ outcome: 'suppressed', kind: 'assigned', why: 'own-action' });
    expect(deliveries(world).at(-1)).toMatchObject({
      by: 'p-officer',
      state: 'suppressed',
      reason: 'own-action',
    });
  });

  it('is sent to the others of the role', async () => {
    const world = await dutyRoom({ people });
    const found = await report(world, ten, { type: 'other', details: {} });
    await fastPath(world, ten);
    await move(world, found, { move: 'retype', ...risk }, ten + MINUTE);
    await fastPath(world, ten + MINUTE);
    expect(world.sink.notices.at(-1)).toMatchObject({ kind: 'alert', people: ['p-wang'] });
  });

  it('is sent where the clock speaks, also with their own command: a level that a new type has let pass', async () => {
    const world = await dutyRoom({ people: [member('chief', 'p-officer')] });
    const found = await report(world, ten, { type: 'other', details: {} });
    await fastPath(world, ten);
    const later = ten + 20 * MINUTE;
    await move(world, found, { move: 'retype', type: 'lost-person', details: {} }, later);
    await fastPath(world, later);
    expect(world.sink.notices.slice(-2)).toMatchObject([
      { kind: 'level', people: ['p-officer'] },
      { kind: 'broken-promise', to: 'resident' },
    ]);
  });

  it('is sent to the deputy of somebody on leave, and not to a deputy who caused it', async () => {
    const absent = member('officer', 'p-li', { onLeave: true, deputy: member('officer').person });
    const world = await dutyRoom({ people: [absent, ...people] });
    const found = await report(world, ten, consultation);
    const assign = (role: 'officer' | 'chief', expectedVersion: number, now: Instant) =>
      moveCase(
        world,
        deskOf(role),
        found.caseId,
        { command: { move: 'assign', to: absent.person }, expectedVersion, commandId: `${role}` },
        now,
      );
    await fastPath(world, ten);
    await assign('chief', 1, ten + MINUTE);
    await fastPath(world, ten + MINUTE);
    expect(world.sink.notices.at(-1)).toMatchObject({ kind: 'assigned', people: ['p-officer'] });
    await assign('officer', 2, ten + 2 * MINUTE);
    const [assigned] = await fastPath(world, ten + 2 * MINUTE);
    expect(assigned).toMatchObject({ outcome: 'suppressed', why: 'own-action' });
  });

  it('leaves a station of one person all messages of the clock', async () => {
    const chief = member('chief', 'p-officer');
    const world = await dutyRoom({ people: [chief, member('officer', 'p-officer')] });
    const found = await report(world, ten, consultation);
    await move(world, found, { move: 'assign', to: chief.person }, ten + MINUTE);
    await runEveryMinute(world, ten + MINUTE, at('2026-11-25 18:00'));
    const told = noticeLines(world.sink.notices.filter(({ to }) => to !== 'resident'));
    expect(told.filter((line) => line.startsWith('assigned'))).toEqual([]);
    expect(told).toContain('reminder→assignee');
    expect(told).toContain('breach→assignee');
    expect(told.some((line) => line.startsWith('level'))).toBe(true);
  });
});
