import { describe, expect, it } from 'vitest';
import { caseIn, caseItem } from '../../shared/adapters/dynamo/case-item.ts';
import { Unreadable } from '../../shared/engine/store-errors.ts';
import { submitted } from '../contract/cases.ts';
import { caseWalk } from './case-walk.ts';
import { itemBytes } from './item-size.ts';

const WRITE_UNIT_BYTES = 1024;
const SHARDS = 64;
const CHAIN_HEAD = 'x'.repeat(43); // sha256 as base64url

const lives = Array.from({ length: 150 }, (_, seed) => ({ seed, states: [...caseWalk(seed)] }));
const row = caseItem(submitted().after, SHARDS);
const without = (name: string) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));

describe('a case row', () => {
  it('reads back as the case it was, in every state of many lives', () => {
    for (const { seed, states } of lives)
      for (const found of states) expect(caseIn(caseItem(found, SHARDS)), `seed ${seed}`).toEqual(found);
  });

  it('fits one write unit, in every state of many lives of every type', () => {
    const types = new Set(lives.flatMap(({ states }) => states.map(({ type }) => type)));
    expect(types.size).toBe(12);
    const sizes = lives.flatMap(({ states }) =>
      states.map((found) => itemBytes(caseItem({ ...found, chainHead: CHAIN_HEAD }, SHARDS))),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(WRITE_UNIT_BYTES);
  });

  it('is due in its lane and shard, and listed among the open', () => {
    expect(row).toMatchObject({
      due_pk: expect.stringMatching(/^P2#\d+$/),
      due_sk: '2026-10-01T02:15:00.000Z',
      board_pk: 'S#st1#open',
      board_sk: '2026-10-01T02:15:00.000Z',
    });
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
    expect(() => caseIn(without(name))).toThrow(Unreadable);
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
    ['pk', 'S#st1#C#12345'],
    ['details', { item: 7 }],
  ])('whose %s is %j does not read', (name, value) => {
    expect(() => caseIn({ ...row, [name]: value })).toThrow(Unreadable);
  });

  it('that does not read is named without telling what stands in it', () => {
    const reading = () => caseIn({ ...row, place: 13_800_138_000, building: { secret: '李' } });
    expect(reading).toThrow(/ \/ CASE does not read at: place, building$/);
  });
});
