import { describe, expect, it } from 'vitest';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { memoryBus } from '../../shared/adapters/memory/bus.ts';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { DAY, HOUR, type Instant } from '../../shared/engine/calendar/instant.ts';
import { handleCommand } from '../../shared/engine/commands/handle-command.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { answeredByItself, countAnswered } from '../../shared/faq/answered-by-itself.ts';
import { approveFaq, correctFaq, draftFaq, keepFaq } from '../../shared/faq/change-faq.ts';
import { faqEntryAggregate } from '../../shared/faq/faq-entry-aggregate.ts';
import { faqEntryKey } from '../../shared/faq/faq-entry-key.ts';
import { faqsForStaff } from '../../shared/faq/faqs-for-staff.ts';
import { shownFaqs } from '../../shared/faq/shown-faqs.ts';
import { addStaff, deskOf, room, station } from '../cases/room.ts';
import { testEngine } from '../dynamo-engine.ts';
import { at } from '../engine/wall-clock.ts';
import { faqWords, otherWords } from './words.ts';

const now = at('2026-11-23 10:00');
const ampleTime = () => 60_000;
const engine = await testEngine();

const stores = {
  'in memory': async () => memoryStore(),
  'on DynamoDB': async () =>
    dynamoStore({
      documents: engine.documents,
      name: await engine.newTable(),
      aggregates,
      shardsPerLane: 2,
    }),
};

describe.each(Object.entries(stores))('a common question, %s', (_, open) => {
  async function drafted() {
    const store = await open();
    const base = { ...(await room(1, store)), store };
    await addStaff(base);
    const [bus, sink] = [memoryBus(), memoryChannel('sink')];
    const brief = { counts: async () => ({}), textOf: () => ({ title: '', text: '', details: {} }) };
    const world = { ...base, bus, sink, people: store, channels: memoryChannels(sink), brief };
    const officer = { scope: deskOf('officer'), now };
    const chief = (when: Instant) => ({ scope: deskOf('chief'), now: when });
    const made = await draftFaq(world, officer, { words: faqWords, lookAgainDays: 30, commandId: 'a' });
    if (made.refusal) throw new Error(made.refusal.code);
    const key = faqEntryKey(station, made.id);
    const run = async (when: Instant) => {
      await sweep(world, when, ampleTime);
      for (const offer of bus.drain()) await notify(world, offer, when);
    };
    const told = () => sink.notices.map(({ kind, to }) => `${kind} ${to}`);
    const shown = (when: Instant) => shownFaqs(store, station, when);
    return { world, store, key, id: made.id, officer, chief, run, told, shown };
  }

  it('is read by residents once the chief has approved it, and by nobody else before', async () => {
    const { world, id, officer, chief, shown, run, told } = await drafted();
    expect(await shown(now)).toEqual([]);
    await run(now + HOUR);
    expect(told()).toEqual(['faq-to-approve chief']);
    const [listed] = await faqsForStaff(world, officer.scope);
    expect(listed).toMatchObject({ draftWords: faqWords, listed: { draft: { version: 1 } } });
    const [asGuard] = await faqsForStaff(world, deskOf('guard'));
    expect(asGuard?.draftWords).toBeUndefined();
    const approval = { draft: 1, commandId: 'b' };
    expect(await approveFaq(world, officer, id, approval)).toEqual({
      refusal: { code: 'second-person-needed' },
    });
    expect(await approveFaq(world, chief(now + HOUR), id, approval)).toEqual({ id });
    expect(await approveFaq(world, chief(now + 2 * HOUR), id, approval)).toEqual({ id });
    expect(await shown(now + HOUR)).toEqual([{ id, words: faqWords, checkedAt: now + HOUR }]);
  });

  it('is drafted once, however often the request is sent, and keeps no word in a fact', async () => {
    const { world, store, id, key, officer } = await drafted();
    const again = await draftFaq(world, officer, { words: faqWords, lookAgainDays: 30, commandId: 'a' });
    expect(again).toEqual({ id });
    const other = await draftFaq(world, officer, { words: otherWords, lookAgainDays: 30, commandId: 'a' });
    expect(other).toEqual({ refusal: { code: 'command-used' } });
    const { facts, texts } = await store.history(key);
    expect(facts.map(({ fact }) => fact.fact)).toEqual(['drafted']);
    expect(JSON.stringify([facts, texts])).not.toContain('居住证');
  });

  it('comes back to the chief each office day until somebody decides', async () => {
    const { run, told, store, key } = await drafted();
    // Two office days from Monday 10:00 are Wednesday 10:00; messages are calm and leave by day.
    await run(now + 2 * DAY - HOUR);
    expect(told()).toEqual(['faq-to-approve chief']);
    for (const hours of [48, 49, 72, 73]) await run(now + hours * HOUR);
    expect((await store.history(key)).facts.map(({ fact }) => fact.fact)).toEqual([
      'drafted',
      'not-decided',
      'not-decided',
    ]);
    expect(told()).toEqual(['faq-to-approve chief', 'faq-to-approve chief', 'faq-to-approve chief']);
  });

  it('is taken away when nobody looks at it again, and shown again when somebody does', async () => {
    const { world, store, key, id, chief, run, told, shown } = await drafted();
    await approveFaq(world, chief(now), id, { draft: 1, commandId: 'b' });
    for (const days of [23, 30]) {
      await run(now + days * DAY);
      await run(now + days * DAY + HOUR);
    }
    expect(told()).toEqual(['faq-look-again officer', 'faq-look-again chief']);
    expect(await shown(now + 44 * DAY - 1)).toHaveLength(1);
    // No reader waits for the clock.
    expect(await shown(now + 44 * DAY)).toEqual([]);
    await run(now + 44 * DAY);
    await run(now + 44 * DAY + HOUR);
    expect(told().at(-1)).toBe('faq-lapsed chief');
    expect(await store.load(key)).toMatchObject({ status: 'lapsed' });
    await keepFaq(world, chief(now + 45 * DAY), id, { move: 'confirm', commandId: 'c' });
    expect(await shown(now + 45 * DAY)).toHaveLength(1);
    expect(await store.load(key)).toMatchObject({ status: 'shown', lookAgainAt: now + 75 * DAY });
    await keepFaq(world, chief(now + 46 * DAY), id, { move: 'withdraw', commandId: 'd' });
    expect(await shown(now + 46 * DAY)).toEqual([]);
  });

  it('shows the words before while other ones wait', async () => {
    const { world, id, officer, chief, shown } = await drafted();
    await approveFaq(world, chief(now), id, { draft: 1, commandId: 'b' });
    await correctFaq(world, { ...officer, now: now + DAY }, id, {
      ...{ words: otherWords, lookAgainDays: 60, commandId: 'c' },
    });
    expect(await shown(now + DAY)).toMatchObject([{ words: faqWords }]);
    await approveFaq(world, chief(now + DAY), id, { draft: 3, commandId: 'd' });
    expect(await shown(now + DAY)).toMatchObject([{ words: otherWords }]);
  });

  it('ends for good when it is withdrawn, and a message that failed later changes nothing of that', async () => {
    const { world, store, key, id, chief } = await drafted();
    await approveFaq(world, chief(now), id, { draft: 1, commandId: 'b' });
    await keepFaq(world, chief(now + HOUR), id, { move: 'withdraw', commandId: 'c' });
    const again = await keepFaq(world, chief(now + HOUR), id, { move: 'confirm', commandId: 'd' });
    expect(again).toEqual({ refusal: { code: 'nothing-to-approve' } });
    const target = { key, station, now: now + 2 * HOUR };
    const failed = { command: { move: 'not-delivered' } as const, by: { kind: 'system' } as const };
    const handled = await handleCommand(world, faqEntryAggregate, target, async () => failed);
    expect(handled.outcome).toBe('committed');
    expect(await store.load(key)).toMatchObject({ status: 'withdrawn', endedAt: now + HOUR });
  });

  it('is corrected on the words that were seen, and for as long as the next approval says', async () => {
    const { world, store, key, id, officer, chief } = await drafted();
    const other = { words: otherWords, lookAgainDays: 365, commandId: 'b' };
    expect(await correctFaq(world, officer, id, other)).toEqual({
      refusal: { code: 'changed-meanwhile', version: 1 },
    });
    await approveFaq(world, chief(now), id, { draft: 1, commandId: 'c' });
    await correctFaq(world, officer, id, { ...other, commandId: 'd' });
    await keepFaq(world, officer, id, { move: 'confirm', commandId: 'e' });
    expect(await store.load(key)).toMatchObject({ lookAgainDays: 30, lookAgainAt: now + 30 * DAY });
  });

  it('counts once for each page that it was the answer, and for an address thirty times an hour', async () => {
    const { world, store, id, chief } = await drafted();
    const page = (token: string) => ({ station, id, token });
    const from = { address: '203.0.113.7', now };
    expect(await countAnswered(world, page('t1'), from)).toEqual({ refusal: { code: 'not-found' } });
    await approveFaq(world, chief(now), id, { draft: 1, commandId: 'b' });
    expect(await countAnswered(world, page('t1'), from)).toEqual({ counted: true });
    expect(await countAnswered(world, page('t1'), from)).toEqual({ counted: false });
    for (let times = 2; times < 40; times += 1) await countAnswered(world, page(`t${times}`), from);
    const range = { from: now - DAY, before: now + DAY };
    expect(await answeredByItself(store, station, range)).toEqual({ count: 29, more: false });
    expect(await answeredByItself(store, station, { from: now + DAY, before: now + 2 * DAY })).toEqual({
      count: 0,
      more: false,
    });
  });
});
