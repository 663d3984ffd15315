import { describe, expect, it } from 'vitest';
import { columnNames, stateIn, stateItem } from '../../shared/adapters/dynamo/state-item.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Case } from '../../shared/cases/case.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { answerOf, type CommandRecord } from '../../shared/engine/storage/command-record.ts';
import { keepCommands } from '../../shared/engine/storage/kept-commands.ts';
import type { Row } from '../../shared/engine/storage/row.ts';
import { rowBytes } from '../../shared/engine/storage/row-bytes.ts';
import { roomForCommands } from '../../shared/engine/storage/state-columns.ts';
import { Unreadable } from '../../shared/engine/storage/store-errors.ts';
import { submitted } from '../contract/cases.ts';
import { caseWalk } from './case-walk.ts';

const WRITE_UNIT_BYTES = 1024;
const SHARDS = 64;
const CHAIN_HEAD = 'x'.repeat(43); // sha256 as base64url

const lives = Array.from({ length: 150 }, (_, seed) => ({ seed, states: [...caseWalk(seed)] }));
const itemOf = (found: Case): Row => stateItem(caseAggregate, found, SHARDS);
const read = (row: Row) => stateIn(aggregates, row);
const row = itemOf(submitted().after);
const without = (name: string) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

describe('a case row', () => {
  it('reads back as the case it was, in every state of many lives', () => {
    for (const { seed, states } of lives)
      for (const found of states) expect(read(itemOf(found)), `seed ${seed}`).toEqual(found);
  });

  it('holds only index keys and the attributes that the engine and its codec name', () => {
    const places = ['due_pk', 'due_sk', 'board_pk', 'board_sk', 'received_pk'];
    const named = new Set([...columnNames(), ...caseAggregate.codec.attributes, ...places]);
    const held = lives.flatMap(({ states }) => states.flatMap((found) => Object.keys(itemOf(found))));
    expect([...new Set(held)].filter((name) => !named.has(name))).toEqual([]);
  });

  it('fits one write unit, in every state of many lives of every type', () => {
    const types = new Set(lives.flatMap(({ states }) => states.map(({ type }) => type)));
    expect(types.size).toBe(12);
    const sizes = lives.flatMap(({ states }) =>
      states.map((found) => rowBytes(itemOf({ ...found, chainHead: CHAIN_HEAD }))),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(WRITE_UNIT_BYTES);
  });

  it('with as many commands as it has room for still fits one', () => {
    const record = (nth: number, found: Case): CommandRecord => ({
      ...{ commandId: `c${nth}`, contentHash: 'h', answer: answerOf(found), expiresAt: 2 ** 41 },
    });
    const counts: number[] = [];
    for (const found of lives.slice(0, 40).flatMap(({ states }) => states)) {
      const head = { ...found, chainHead: CHAIN_HEAD };
      const room = roomForCommands(caseAggregate.codec, keyOf(found), head);
      let [kept, count] = [keepCommands(undefined, record(0, found), room, 0), 0];
      while (kept.isKept) {
        count += 1;
        const size = rowBytes(itemOf({ ...head, commands: kept.text }));
        expect(size).toBeLessThanOrEqual(WRITE_UNIT_BYTES);
        kept = keepCommands(kept.text, record(count, found), room, 0);
      }
      counts.push(count);
    }
    const sorted = counts.toSorted((one, other) => one - other);
    // Few cases have room for none: a repeat is then recognised by a row.
    expect(sorted[Math.floor(sorted.length / 100)]).toBeGreaterThanOrEqual(1);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeGreaterThanOrEqual(4);
  });

  it('is due in its lane and shard, and listed among the open', () => {
    expect(row).toMatchObject({
      due_pk: expect.stringMatching(/^P2#\d+$/),
      due_sk: '2026-10-01T02:15:00.000Z',
      board_pk: 'S#st1#case#open',
      board_sk: '2026-10-01T02:15:00.000Z',
      received_pk: 'S#st1#case',
      receivedAt: Date.UTC(2026, 9, 1, 2),
    });
  });

  it('keeps its place in the order of receipt in every state of many lives', () => {
    for (const { seed, states } of lives) {
      const places = states.map(itemOf).map(({ received_pk, receivedAt }) => `${received_pk} ${receivedAt}`);
      expect(new Set(places).size, `seed ${seed}`).toBe(1);
    }
  });

  it('of a release without that order still reads', () => {
    expect(read(without('received_pk'))).toEqual(read(row));
  });

  it.each([
    'version',
    'head',
    'status',
    'type',
    'clocks',
    'receivedAt',
    'dueAt',
    'dueKind',
    'responsible',
    'pk',
  ])('without its %s does not read', (name) => {
    expect(() => read(without(name))).toThrow(Unreadable);
  });

  it.each([
    ['status', 'forgotten'],
    ['status', 'closed'],
    ['dueKind', 'end:nothing'],
    ['dueAt', 1.5],
    ['reference', '1234567'],
    ['assignee', 'a#b'],
    ['clocks', ['nonsense']],
    ['escalation', 'nonsense'],
    ['commands', 'nonsense'],
    ['pk', 'S#st1#case#12345'],
    ['pk', 'S#st1#unknown#caaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['sk', 'F#0000000001#0'],
    ['details', { item: 7 }],
  ])('whose %s is %j does not read', (name, value) => {
    expect(() => read({ ...row, [name]: value })).toThrow(Unreadable);
  });

  it('that cannot be read is named without its content', () => {
    const reading = () => read({ ...row, place: 13_800_138_000, building: { secret: '李' } });
    expect(reading).toThrow(/ \/ STATE does not read at: place, building$/);
  });
});
