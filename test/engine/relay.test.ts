import { describe, expect, it } from 'vitest';
import { memoryBus } from '../../shared/adapters/memory/bus.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { type Change, relay } from '../../shared/engine/outbox/relay.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const key = keyOf({ station: stationId('st1'), caseId: 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId });

const fact = (sequence: string, index = 0): Change => ({
  sequence,
  row: 'fact',
  fact: { key, version: 1, index, at: now, fact: 'submitted' },
});

const delivery = (sequence: string, index = 0, dueAt: Instant = now): Change => ({
  sequence,
  row: 'delivery',
  offer: { subject: { about: 'aggregate', key, version: 1, index }, attempt: 0 },
  dueAt,
});

const ask = (sequence: string, minute = 0): Change => ({
  sequence,
  row: 'proof-asked',
  ask: { station: stationId('st1'), at: now + minute * MINUTE },
});

describe('the relay', () => {
  it('publishes each fact, and offers each message that is due', async () => {
    const bus = memoryBus();
    const relayed = await relay({ bus }, [delivery('1'), fact('2'), delivery('3', 1), fact('4', 1)], now);
    expect(relayed).toEqual({ offered: 2, published: 2, later: 0, unreadable: 0 });
    expect(bus.offers.map(({ subject }) => subject.about === 'aggregate' && subject.index)).toEqual([0, 1]);
    expect(bus.facts.map(({ index }) => index)).toEqual([0, 1]);
  });

  it('leaves to the sweep what is held for later, and allows for five seconds between two clocks', async () => {
    const bus = memoryBus();
    const changes = [
      delivery('1', 0, now + 9 * HOUR),
      delivery('2', 1, now + 5000),
      delivery('3', 2, now + 5001),
    ];
    expect(await relay({ bus }, changes, now)).toMatchObject({ offered: 1, later: 2 });
  });

  it('asks to be given again everything from the first change that the bus did not take', async () => {
    const bus = memoryBus();
    bus.refuse((item) => 'index' in item && item.index === 1);
    const changes = [delivery('10'), fact('11'), fact('12', 1), delivery('13', 1), fact('14', 2)];
    const relayed = await relay({ bus }, changes, now);
    expect(relayed).toMatchObject({ offered: 2, published: 2, failedFrom: '12' });
  });

  it('asks to be given all of it again when the bus does not answer, and says why', async () => {
    const bus = memoryBus();
    const silent = { ...bus, publish: () => Promise.reject(new TypeError('no answer')) };
    const relayed = await relay({ bus: silent }, [delivery('10'), fact('11'), fact('12', 1)], now);
    expect(relayed).toMatchObject({ offered: 1, published: 0, failedFrom: '11', error: 'TypeError' });
  });

  it('starts the prover for each request for a proof, and has those that the bus did not take given again', async () => {
    const bus = memoryBus();
    bus.refuse((item) => 'at' in item && item.at === now + 15 * MINUTE);
    const relayed = await relay({ bus }, [ask('1'), ask('2', 15), fact('3')], now);
    expect(relayed).toMatchObject({ published: 1, failedFrom: '2' });
    expect(bus.asks).toEqual([{ station: 'st1', at: now }]);
  });

  it('passes over what it cannot read, so that what follows is published', async () => {
    const bus = memoryBus();
    const relayed = await relay({ bus }, [{ sequence: '1', row: 'unreadable' }, fact('2')], now);
    expect(relayed).toEqual({ offered: 0, published: 1, later: 0, unreadable: 1 });
  });
});
