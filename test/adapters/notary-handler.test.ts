import { describe, expect, it } from 'vitest';
import { notaryStore } from '../../shared/adapters/memory/notary.ts';
import { memoryNotaryLog } from '../../shared/adapters/memory/notary-log.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { toIso } from '../../shared/engine/calendar/instant.ts';
import type { LogEntry } from '../../shared/engine/notary/notary-log.ts';
import { type Segment, segmentIn } from '../../shared/engine/notary/segment.ts';
import { segmentWriter } from '../../shared/engine/notary/segment-writer.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { notaryHandler } from '../../shared/handlers/notary-handler.ts';
import { testMac } from '../engine/notary/test-mac.ts';
import { at } from '../engine/wall-clock.ts';

const now = at('2026-11-23 10:00');
const pk = 'S#st1#case#caaaaaaaaaaaaaaaaaaaaaaaaa';
const removed = {
  eventName: 'REMOVE',
  dynamodb: {
    SequenceNumber: '41',
    Keys: { pk: { S: pk }, sk: { S: 'STATE' } },
    OldImage: { pk: { S: pk }, sk: { S: 'STATE' }, version: { N: '3' }, head: { S: 'h3' } },
  },
};

function handler({ isAway = false, cause = undefined as unknown } = {}) {
  const entries: LogEntry[] = [];
  const log = memoryNotaryLog(entries);
  const append = async (entry: LogEntry) => {
    if (isAway) throw new Unavailable('the log is away', { cause });
    await log.append(entry);
  };
  const lines: unknown[] = [];
  const amounts: unknown[] = [];
  const handle = notaryHandler(
    {
      notary: notaryStore(emptyTables()),
      segments: segmentWriter({ append }, testMac, { newId: (letter) => `${letter}1` }),
      system: { now: () => now },
    },
    {
      record: (code, ids) => lines.push([code, ids]),
      measure: (measured) => amounts.push(measured),
    },
  );
  const segments = async (): Promise<readonly (Segment | undefined)[]> =>
    Promise.all(entries.map((entry) => segmentIn(entry, testMac)));
  return { handle, lines, amounts, segments };
}

describe('the notary’s handler', () => {
  it('logs an objection by its chain and code, and counts it', async () => {
    const { handle, lines, amounts, segments } = handler();
    expect(await handle({ Records: [removed] })).toEqual({ batchItemFailures: [] });
    expect(lines).toEqual([['notary-objection', { chain: pk, what: 'state-removed', version: 3 }]]);
    expect(amounts).toEqual([{ 'notary-statements': 0, 'notary-objections': 1 }]);
    expect(await segments()).toHaveLength(1);
  });

  it('lets the whole batch come again when the log is away', async () => {
    const { handle, lines, amounts } = handler({ isAway: true });
    expect(await handle({ Records: [removed] })).toEqual({ batchItemFailures: [{ itemIdentifier: '41' }] });
    expect(lines).toEqual([['notary-failed', { sequence: '41', error: 'Unavailable' }]]);
    expect(amounts).toEqual([{ 'notary-batches-failed': 1 }]);
  });

  it('names what caused that by its name or the system’s code, and never by its words', async () => {
    const denied = Object.assign(new Error('金丝雀'), { name: 'AccessDenied' });
    const full = Object.assign(new Error('ENOSPC: 金丝雀'), { code: 'ENOSPC' });
    const odd = Object.assign(new Error('金丝雀'), { code: '金丝雀' });
    for (const [cause, shown] of [
      [denied, 'AccessDenied'],
      [full, 'ENOSPC'],
      [odd, 'Error'],
      ['金丝雀', 'string'],
    ] as const) {
      const { handle, lines } = handler({ isAway: true, cause });
      await handle({ Records: [removed] });
      expect(lines).toEqual([['notary-failed', { sequence: '41', error: 'Unavailable', cause: shown }]]);
    }
  });

  it('puts on record what an operator asks for and answers with it: a restore, and objections that were looked into', async () => {
    const { handle, segments, lines, amounts } = handler();
    for (const request of [{ restored: { to: toIso(now - 1) } }, { settled: [pk] }]) {
      expect(await handle(request)).toEqual({ recorded: request });
    }
    expect(await segments()).toMatchObject([{ restored: { to: now - 1 } }, { settled: [pk] }]);
    expect(lines).toEqual([
      ['notary-restored', { to: toIso(now - 1) }],
      ['notary-settled', { chain: pk }],
    ]);
    expect(amounts).toEqual([{ 'notary-restores': 1 }]);
  });

  it.each([
    { restored: { to: toIso(now) } },
    { restored: { to: toIso(now + 1) } },
    { restored: { to: 'yesterday' } },
    { settled: [] },
    { settled: [''] },
    { settled: [pk, 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa'] },
    { settled: ['S#st1#PEOPLE'] },
    { settled: [pk], restored: { to: toIso(now - 1) } },
    { action: 'roster', station: 'st1' },
    {},
  ])('records nothing for %j, and says why', async (request) => {
    const { handle, segments, lines, amounts } = handler();
    expect(await handle(request)).toEqual({ recorded: null, fault: expect.stringMatching(/^[A-Z].*\.$/) });
    expect([await segments(), lines, amounts]).toEqual([[], [], []]);
  });

  it.each([undefined, null, 'text', { Records: 'none' }])(
    'fails for %j, which no stream sends',
    async (event) => {
      await expect(handler().handle(event)).rejects.toThrow();
    },
  );
});
