import { describe, expect, it } from 'vitest';
import { factItem } from '../../shared/adapters/dynamo/history-items.ts';
import { stateItem } from '../../shared/adapters/dynamo/state-item.ts';
import { notaryRecordsIn } from '../../shared/adapters/events/notary-record.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { caseAggregate } from '../../shared/cases/case-aggregate.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import {
  aggregatePk,
  factRow,
  readRow,
  rootRow,
  stateRow,
  textRow,
  unstatedRow,
} from '../../shared/engine/storage/keys.ts';
import { hashRead } from '../../shared/engine/storage/read-log.ts';
import type { Row, RowKey } from '../../shared/engine/storage/row.ts';
import { hashState } from '../../shared/engine/storage/state-columns.ts';
import { submitted } from '../contract/cases.ts';
import { at } from '../engine/wall-clock.ts';

const station = stationId('st1');
const key = keyOf({ station, caseId: 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId });

/** A row in the format of the stream. */
const marshall = (row: Row): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, attributeOf(value)]),
  );

function attributeOf(value: unknown): unknown {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attributeOf) };
  return { M: marshall(value as Row) };
}

const recordOf = ({ pk, sk }: RowKey, before?: Row, after?: Row) => {
  const eventName = before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY';
  const image = (row: Row | undefined) => row && marshall({ pk, sk, ...row });
  const [OldImage, NewImage] = [image(before), image(after)];
  const dynamodb = {
    SequenceNumber: '111',
    Keys: marshall({ pk, sk }),
    ...(OldImage && { OldImage }),
    ...(NewImage && { NewImage }),
  };
  return notaryRecordsIn({ Records: [{ eventName, dynamodb }] })[0];
};

const state = (version: number, more: Row = {}) => ({ version, head: `h${version}`, clocks: ['x'], ...more });
const never = (): never => {
  throw new Error('never');
};
const read = { at: at('2026-11-23 10:00'), what: ['text'], request: 'r1' };
const by = { kind: 'staff', person: personId('p-o'), role: 'officer', station } as const;

describe('a record of the stream, for the notary', () => {
  it('of a state row has the heads before and after', () => {
    const sequence = '111';
    const after = { version: 2, head: 'h2' };
    expect(recordOf(stateRow(key), undefined, state(2))).toMatchObject({
      sequence,
      row: 'state',
      key,
      after,
    });
    expect(recordOf(stateRow(key), state(1), state(2))).toMatchObject({
      sequence,
      row: 'state',
      key,
      before: { version: 1, head: 'h1' },
      after,
    });
    expect(recordOf(stateRow(key), state(2))).toMatchObject({ sequence, row: 'state', key, before: after });
    expect(recordOf(stateRow(key), state(1), { version: 'x' })).toMatchObject({ after: 'unreadable' });
  });

  it('of a state row has the hash that the newest fact names, wherever its keys are moved to', () => {
    const { after } = submitted();
    const row = stateItem(caseAggregate, after, 4);
    const seen = (item: Row) => recordOf(stateRow(keyOf(after)), undefined, item);
    const version = after.version;
    const hash = hashState(caseAggregate.codec, after);
    expect(seen(row)).toMatchObject({ after: { version, state: hash } });
    const parked = { ...row, due_sk: '2026-11-30T00:00:00.000Z', parked_attempts: 2, board_pk: 'x' };
    expect(seen(parked)).toMatchObject({ after: { version, state: hash } });
    expect(seen({ ...row, dueAt: Number(row.dueAt) + 1 })).not.toMatchObject({ after: { state: hash } });
  });

  it('of a fact holds what was written, or says whether it was changed or removed', () => {
    const { after, facts } = submitted();
    const [written = never()] = facts;
    const own = keyOf(after);
    expect(recordOf(factRow(own, 1, 0), undefined, factItem(own, written))).toEqual({
      sequence: '111',
      row: 'fact',
      key: own,
      version: 1,
      change: written,
    });
    const fact = { at: 1, fact: '{}' };
    const row = factRow(key, 3, 1);
    expect(recordOf(row, undefined, fact)).toEqual({ sequence: '111', row: 'other' });
    expect(recordOf(row, fact, fact)).toEqual({
      sequence: '111',
      row: 'fact',
      key,
      version: 3,
      change: 'changed',
    });
    expect(recordOf(row, fact)).toMatchObject({ row: 'fact', version: 3, change: 'removed' });
  });

  it('of a read holds the read, or says what happened to it', () => {
    const record = { number: 1, ...read, by, previousHash: '', hash: '' };
    const hash = hashRead(key, record);
    const item = { read: JSON.stringify({ ...read, by }), previousHash: '', hash };
    const place = { sequence: '111', row: 'read', key, number: 1 };
    expect(recordOf(readRow(key, 1), undefined, item)).toEqual({ ...place, change: { ...record, hash } });
    expect(recordOf(readRow(key, 1), undefined, { read: '{' })).toEqual({ ...place, change: 'unreadable' });
    expect(recordOf(readRow(key, 1), item, item)).toEqual({ ...place, change: 'changed' });
    expect(recordOf(readRow(key, 1), item)).toEqual({ ...place, change: 'removed' });
  });

  it('of the prover asks to state late, or gives a root; when such a row expires, it says nothing', () => {
    const chain = aggregatePk(key);
    const asked = { afterVersion: 4, afterHead: 'h4', askedAt: 1 };
    expect(recordOf(unstatedRow(chain, 4), undefined, asked)).toEqual({
      sequence: '111',
      row: 'unstated',
      chain,
      after: { version: 4, head: 'h4' },
    });
    expect(recordOf(unstatedRow(chain, 4), asked)).toEqual({ sequence: '111', row: 'other' });
    expect(recordOf(rootRow(station, '2026-11-23'), undefined, { chains: 7, root: 'r' })).toEqual({
      sequence: '111',
      row: 'root',
      root: { station, day: '2026-11-23', chains: 7, root: 'r' },
    });
  });

  it('of a stored key says that it was exchanged or removed', () => {
    const pair = { pk: 'K#texts#st1', sk: 'KEY#1' };
    expect(recordOf(pair, undefined, { publicKey: 'p' })).toEqual({ sequence: '111', row: 'other' });
    const place = { sequence: '111', row: 'key', pk: pair.pk };
    expect(recordOf(pair, { publicKey: 'p' }, { publicKey: 'q' })).toEqual({ ...place, change: 'changed' });
    expect(recordOf({ ...pair, sk: 'CHECK#1' }, { check: 'c' })).toEqual({ ...place, change: 'removed' });
  });

  it('of any other row is none', () => {
    expect(recordOf(textRow(key, 1, 0), undefined, { nonce: 'n' })).toEqual({
      sequence: '111',
      row: 'other',
    });
    expect(recordOf({ pk: 'T#x', sk: 'T' }, { a: 1 })).toEqual({ sequence: '111', row: 'other' });
  });
});
