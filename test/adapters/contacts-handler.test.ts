import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables, stateName } from '../../shared/adapters/memory/tables.ts';
import { isCaseId, keyOf } from '../../shared/cases/case-key.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { CONTACT_QUEUE, casesOfHash, contactToHash } from '../../shared/cases/phones/phone-rows.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Opener } from '../../shared/engine/secrets/opener.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import type { TextRecord } from '../../shared/engine/storage/text-record.ts';
import type { Amounts, ClockLogCode, Ids } from '../../shared/handlers/clock-logger.ts';
import { contactsHandler } from '../../shared/handlers/contacts-handler.ts';
import { reportOf, room, station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';

const now = at('2026-11-23 10:00');
const ample = { getRemainingTimeInMillis: () => 60_000 };
const scheduled = { time: '2026-11-23T02:10:00Z' };

/** Opens other words under the commitment of those that were sealed. */
const instead =
  (words: string) =>
  (real: Opener['open']): Opener['open'] =>
  async (...asked) => {
    const opened = await real(...asked);
    return opened.text === undefined ? opened : { ...opened, text: words };
  };

async function rig(open?: (real: Opener['open']) => Opener['open'], changed: Partial<TextRecord> = {}) {
  let time = now + 10 * MINUTE;
  const tables = emptyTables();
  const world = await room(1, memoryStore(tables));
  const submitted = await submitCase(world, reportOf(), now);
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  const key = keyOf(submitted.found);
  const texts = tables.texts.get(stateName(key)) ?? [];
  tables.texts.set(
    stateName(key),
    texts.map((text) => ({ ...text, ...changed })),
  );
  const lines: [ClockLogCode, Ids][] = [];
  const measured: Amounts[] = [];
  const handler = contactsHandler(
    {
      ...world,
      opener: { open: open?.(world.contacts.open) ?? world.contacts.open },
      system: { ...world.system, now: () => time },
    },
    {
      record: (code, ids) => void lines.push([code, ids]),
      measure: (amounts) => void measured.push(amounts),
    },
  );
  const detail = {
    schemaVersion: 1,
    station,
    kind: 'case',
    id: key.id,
    version: 1,
    index: 0,
    at: '2026-11-23T02:00:00.000Z',
    fact: 'submitted',
  };
  const event = { source: 'huiying', 'detail-type': 'FactRecorded', detail };
  const found = async () => {
    const hash = await world.phoneHash.of(station, '+8613800000003');
    return (await casesOfHash(world.store, station, hash, undefined, 9)).map(({ id }) => id);
  };
  const wait = (ms: number) => {
    time += ms;
  };
  return { ...world, key, handler, event, detail, lines, measured, found, wait };
}

describe('the function behind the search by telephone', () => {
  it('hashes the contact of the case that an event names, once', async () => {
    const { handler, event, key, found, measured } = await rig();
    expect(await handler(event, ample)).toEqual({ hashed: 1 });
    expect(await handler(event, ample)).toEqual({ hashed: 0 });
    expect(await found()).toEqual([key.id]);
    expect(measured).toEqual([
      { 'contacts-hashed': 1, 'contacts-late': 0 },
      { 'contacts-hashed': 0, 'contacts-late': 0 },
    ]);
  });

  it('takes from the queue what no event has led to', async () => {
    const { handler, key, found, measured } = await rig();
    expect(await handler(scheduled, ample)).toEqual({ hashed: 1 });
    expect(await found()).toEqual([key.id]);
    expect(measured).toEqual([{ 'contacts-hashed': 1, 'contacts-late': 1 }]);
  });

  it('leaves alone what is no case', async () => {
    const { handler, event, detail } = await rig();
    const other = { ...event, detail: { ...detail, kind: 'duty' } };
    expect(await handler(other, ample)).toEqual({ hashed: 0 });
  });

  it('stops in time, and the next run goes on', async () => {
    const { handler, found } = await rig();
    expect(await handler(scheduled, { getRemainingTimeInMillis: () => 1000 })).toEqual({ hashed: 0 });
    expect(await found()).toEqual([]);
  });

  it('raises its alarm and names the case when a contact does not open, never what is in it', async () => {
    const { handler, key, lines } = await rig(instead('{"phone":"13800000003"'));
    await expect(handler(scheduled, ample)).rejects.toThrow('1 contacts could not be hashed');
    expect(lines).toEqual([['contact-not-hashed', { station, caseId: key.id, error: 'SyntaxError' }]]);
  });

  it('hashes no number of a contact whose row was changed', async () => {
    const { handler, key, lines, found } = await rig(undefined, { at: now + 1 });
    await expect(handler(scheduled, ample)).rejects.toThrow('1 contacts could not be hashed');
    expect(lines).toEqual([['contact-not-hashed', { station, caseId: key.id, error: 'Unreadable' }]]);
    expect(await found()).toEqual([]);
  });

  it('says of a named contact that does not open what failed, never what is in it', async () => {
    const { handler, event, key, lines } = await rig(instead('13800000003 in no JSON'));
    const thrown: unknown = await handler(event, ample).catch((error: unknown) => error);
    expect(String(thrown)).toBe('Error: a contact could not be hashed: SyntaxError');
    expect(thrown).not.toHaveProperty('cause');
    expect(lines).toEqual([['contact-not-hashed', { station, caseId: key.id, error: 'SyntaxError' }]]);
  });

  it('puts off for a day a row that does not read, and takes those behind it', async () => {
    const { handler, store, sealer, key, lines, found, wait } = await rig();
    const other = await submitCase({ ...(await room(2)), store, sealer }, reportOf(), now);
    if (other.refusal) throw new Error(other.refusal.code);
    const good = contactToHash(key, now);
    const odd = { ...good, values: { ...good.values, state: 'odd' }, condition: { unchanged: {} } };
    const stray = { ...good, key: { pk: 'S#st1#H#', sk: 'X' } };
    expect(await store.writeCompanions([odd, stray])).toBe(true);

    await expect(handler(scheduled, ample)).rejects.toThrow('2 contacts could not be hashed');
    expect(lines).toEqual(
      expect.arrayContaining([
        ['contact-not-hashed', { station, caseId: key.id, error: 'Unreadable' }],
        ['contact-not-hashed', { row: 'S#st1#H# / X', error: 'Unreadable' }],
      ]),
    );
    expect(await found()).toEqual([other.found.caseId]);
    expect(await handler(scheduled, ample)).toEqual({ hashed: 0 });
    expect(await store.companion(good.key)).toMatchObject({ state: 'odd', caseId: key.id });
    wait(DAY);
    await expect(handler(scheduled, ample)).rejects.toThrow('2 contacts could not be hashed');
  });

  it('is not starved by rows whose cases are not there', async () => {
    const { handler, store, key, lines, found } = await rig();
    const orphans = Array.from({ length: 500 }, (_, number) => {
      const id = `c${String.fromCharCode(97 + (number % 20), 97 + Math.floor(number / 20))}${key.id.slice(3)}`;
      if (!isCaseId(id)) throw new Error(id);
      return contactToHash(keyOf({ station, caseId: id }), now - DAY);
    });
    expect(await store.writeCompanions(orphans)).toBe(true);
    await expect(handler(scheduled, ample)).rejects.toThrow('500 contacts could not be hashed');
    expect(lines[0]?.[1]).toMatchObject({ station, error: 'Unreadable' });
    expect(await store.queued(CONTACT_QUEUE, now + 10 * MINUTE, 9)).toHaveLength(1);
    expect(await handler(scheduled, ample)).toEqual({ hashed: 1 });
    expect(await found()).toEqual([key.id]);
  });

  it('tries again at once when the key service does not answer, and puts nothing off', async () => {
    const failing = async () => {
      throw new Unavailable('the key service did not open a key');
    };
    const { handler, event, lines } = await rig(() => failing);
    await expect(handler(event, ample)).rejects.toThrow(Unavailable);
    await expect(handler(scheduled, ample)).rejects.toThrow(Unavailable);
    expect(lines).toEqual([]);
  });
});
