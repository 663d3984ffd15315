import { describe, expect, it } from 'vitest';
import { factRecorded } from '../../events/fact-recorded.ts';
import { factItem } from '../../shared/adapters/dynamo/history-items.ts';
import { factDetail } from '../../shared/adapters/events/bus-detail.ts';
import { changesIn } from '../../shared/adapters/events/stream-record.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { isAggregateId } from '../../shared/engine/aggregate-key.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { registerAggregate } from '../../shared/register/register-aggregate.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { enteredPerson } from '../enter.ts';

const [st1, st2] = [stationId('st1'), stationId('st2')];
const by = { kind: 'system' } as const;
const context = { by, now: 7, policy: standardPolicy };

describe('the aggregate of a register', () => {
  it('has one id for each station, which everybody computes alike and no event refuses', () => {
    expect(registerKey(st1).id).toBe('rwlfbzcoebxk3p73xvfa22ilxd');
    expect(isAggregateId(registerKey(st1).id)).toBe(true);
    expect(registerKey(st2).id).not.toBe(registerKey(st1).id);
  });

  it('is not changed by a tick, nor by a record of nothing', () => {
    const first = registerAggregate.decide(
      undefined,
      { move: 'record', station: st1, facts: [{ fact: 'station-entered', rows: [] }] },
      context,
    );
    const before = first.after;
    expect(before).toMatchObject({ status: 'kept', endedAt: 7, version: 1 });
    expect(before).not.toHaveProperty('dueAt');
    for (const command of [registerAggregate.tick, { move: 'record', station: st1, facts: [] } as const]) {
      expect(registerAggregate.decide(before, command, context)).toEqual({ facts: [], after: before });
    }
  });

  it('tells the bus the name of a fact and the keys of the register, and nothing of a person', async () => {
    const store = memoryStore();
    const person = { person: personId('p-CANARY'), station: st1, role: 'chief' } as const;
    await enteredPerson(store, { ...person, displayName: '金丝雀', onLeave: false });
    const { facts } = await store.history(registerKey(st1));
    const records = facts.map((fact) => ({
      eventName: 'INSERT',
      dynamodb: { SequenceNumber: '1', NewImage: image(factItem(registerKey(st1), fact)) },
    }));
    const changes = changesIn({ Records: records });
    const details = changes.flatMap((change) => (change.row === 'fact' ? factDetail(change.fact) : []));
    expect(details.map(({ fact }) => fact)).toEqual(['station-entered', 'person-entered']);
    for (const detail of details) expect(factRecorded.detail.safeParse(detail).success).toBe(true);
    expect(JSON.stringify(details)).not.toMatch(/CANARY|金丝雀|PEOPLE/);
  });
});

/** A row in the format of the stream. */
const image = (item: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: String(value) },
    ]),
  );
