import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { knownKinds } from '../../shared/adapters/channels/channels.ts';
import { proofStore as dynamoProofs } from '../../shared/adapters/dynamo/proof.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { proofStore as memoryProofs } from '../../shared/adapters/memory/proof.ts';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { nameOfKey } from '../../shared/engine/aggregate-key.ts';
import { DAY } from '../../shared/engine/calendar/instant.ts';
import { handleCommand } from '../../shared/engine/commands/handle-command.ts';
import type { ProofStore } from '../../shared/engine/proof/proof-store.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { stateRow } from '../../shared/engine/storage/keys.ts';
import type { Row, RowKey } from '../../shared/engine/storage/row.ts';
import { fixedPolicies } from '../../shared/policies/fixed-policies.ts';
import { currentRow, versionRow } from '../../shared/policies/policy-keys.ts';
import { standardCalendar, standardContent, standardPolicy } from '../../shared/policies/standard.ts';
import { enterStation } from '../../shared/register/enter-station.ts';
import { publish } from '../../shared/register/publish.ts';
import { publishFiles } from '../../shared/register/publish-files.ts';
import { operator } from '../../shared/register/record.ts';
import { registerAggregate } from '../../shared/register/register-aggregate.ts';
import { registerKey } from '../../shared/register/register-key.ts';
import { replaceCode } from '../../shared/register/replace-code.ts';
import {
  listedPlaceRow,
  listedStationRow,
  personRow,
  placeRow,
  stationRow,
} from '../../shared/stations/keys.ts';
import { testEngine } from '../dynamo-engine.ts';
import { changedStraight } from '../spoil.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const st1 = stationId('st1');
const words = { 'zh-CN': '清河里', en: 'Qinghe Lane' };
const place = { code: 'b11-1', station: st1, building: 'b11', entrance: '1', words };
const li = {
  person: personId('p-li'),
  station: st1,
  role: 'officer' as const,
  displayName: '李警官',
  onLeave: false,
};
const engine = await testEngine();

const stores = {
  async 'in memory'() {
    const tables = emptyTables();
    return {
      store: memoryStore(tables),
      proofs: memoryProofs(tables, aggregates),
      change: async (key: RowKey, values: Row) => changedStraight(tables, key, values),
      remove: async ({ pk, sk }: RowKey) => {
        const rows = new Map(tables.companions.get(pk));
        rows.delete(sk);
        tables.companions.set(pk, rows);
        tables.states.delete(pk);
      },
    };
  },
  async 'on DynamoDB'() {
    const name = await engine.newTable();
    const table = { documents: engine.documents, name, aggregates, shardsPerLane: 1 };
    const store = dynamoStore(table);
    return {
      store,
      proofs: dynamoProofs(table),
      async change(key: RowKey, values: Row) {
        const Item = { ...(await store.companion(key)), ...values, ...key };
        await engine.documents.send(new PutCommand({ TableName: name, Item }));
      },
      async remove({ pk, sk }: RowKey) {
        await engine.documents.send(new DeleteCommand({ TableName: name, Key: { pk, sk } }));
      },
    };
  },
};

describe.each(Object.entries(stores))('the proof of a register, %s', (_, open) => {
  async function office() {
    const opened = await open();
    const system = seededSystem(3, now);
    const world = { ...opened, system, keyPairs: { ensure: async () => undefined } };
    const station = { station: st1, words, compound: words, phone: '0931 2660110' };
    await enterStation(world, { station, places: [place], people: [li] }, operator(now));
    const policies = fixedPolicies(standardPolicy);
    const run = async (proofs: ProofStore = opened.proofs) => {
      const ran = await prove({ proofs, policies, aggregates }, now + DAY, () => 60_000);
      return ran.violations.map(({ kind, row, where }) => `${kind}: ${row} ${where}`);
    };
    return { ...world, run };
  }

  it('finds nothing wrong with what was entered and changed by commits', async () => {
    const { run, ...world } = await office();
    await replaceCode(world, place.code, undefined, now);
    expect(await run()).toEqual([]);
  });

  it.each([
    ['the role of a person', personRow(st1, li.person), { role: 'chief' }],
    ['the name of a person', personRow(st1, li.person), { displayName: '王警官' }],
    ['the salt of a person', personRow(st1, li.person), { salt: 'other' }],
    ['the building of a place', placeRow(place.code), { building: 'b12' }],
    ['the station of a place', placeRow(place.code), { station: 'st9' }],
    ['a place in its list', listedPlaceRow(st1, place.code), { entrance: '9' }],
    ['the telephone number of a station', stationRow(st1), { phone: '0931 0000000' }],
    ['a published policy', versionRow(st1, 'VERSION', standardContent.version), { content: '{}' }],
    ['the version in use', currentRow(st1), { policy: 'other' }],
    ['an attribute that nobody wrote', currentRow(st1), { more: 1 }],
  ] as const)(
    'names the row by its key when somebody changed %s in the table',
    async (_what, key, values) => {
      const { run, change } = await office();
      await change(key, values);
      expect(await run()).toContainEqual(`register-changed: ${key.pk} / ${key.sk} changed`);
    },
  );

  it.each([
    ['a person', personRow(st1, li.person)],
    ['a place', placeRow(place.code)],
    ['a station in the list', listedStationRow(st1)],
    ['the versions in use', currentRow(st1)],
  ] as const)('names the row by its key when somebody removed %s', async (_what, key) => {
    const { run, remove } = await office();
    await remove(key);
    expect(await run()).toEqual([`register-changed: ${key.pk} / ${key.sk} missing`]);
  });

  it.each([
    ['a person', personRow(st1, personId('p-intruder'))],
    ['a place', placeRow('x-1')],
    ['a policy', versionRow(st1, 'VERSION', 'x')],
    ['a station', listedStationRow(stationId('st9'))],
  ] as const)('names the row by its key when somebody wrote %s past the register', async (_what, key) => {
    const { run, change } = await office();
    await change(key, { ...li, ...place, ...key });
    expect(await run()).toEqual([`register-changed: ${key.pk} / ${key.sk} not-recorded`]);
  });

  it('names every row of a station whose register is gone', async () => {
    const { run, remove } = await office();
    await remove(stateRow(registerKey(st1)));
    const found = await run();
    expect(found).toContain('register-changed: S#st1#PEOPLE / p-li not-recorded');
    expect(found).toContain('register-changed: S#st1#STATION / STATION not-recorded');
  });

  it('reads no row that a fact may not name, and hides nothing for it', async () => {
    const { run, change, proofs, ...world } = await office();
    await change(personRow(st1, li.person), { role: 'chief' });
    const rows = [
      { pk: 'K#texts#st1', sk: 'KEY#1', hash: 'x' },
      { ...personRow(stationId('st9'), li.person), hash: 'x' },
      { ...listedStationRow(stationId('st9')), hash: 'x' },
    ];
    const target = { key: registerKey(st1), station: st1, now };
    const policies = fixedPolicies(standardPolicy);
    await handleCommand({ ...world, policies }, registerAggregate, target, async () => ({
      command: { move: 'record' as const, station: st1, facts: [{ fact: 'place-changed' as const, rows }] },
      by: { kind: 'system' },
    }));
    const recordedRow: ProofStore['recordedRow'] = async (key) => {
      if (rows.some(({ pk, sk }) => pk === key.pk && sk === key.sk)) throw new Error('it may not be read');
      if (key.sk === place.code) throw new Error('it cannot be read');
      return proofs.recordedRow(key);
    };
    expect(await run({ ...proofs, recordedRow })).toEqual([
      'register-changed: S#st1#PEOPLE / p-li changed',
      `register-changed: S#st1#PLACES / ${place.code} unreadable`,
      `register-changed: ${nameOfKey(registerKey(st1))} foreign`,
    ]);
  });

  it('takes no row for changed that was changed by a commit meanwhile', async () => {
    const { run, proofs, ...world } = await office();
    let once = false;
    const recordedRow: ProofStore['recordedRow'] = async (key) => {
      if (!once) {
        once = true;
        await replaceCode(world, place.code, undefined, now);
      }
      return proofs.recordedRow(key);
    };
    expect(await run({ ...proofs, recordedRow })).toEqual([]);
  });

  it('takes over nothing from a row that somebody changed, until an operator states what is right', async () => {
    const { run, change, ...world } = await office();
    const refusal = { refusal: { code: 'register-changed' } };
    const station = { station: st1, words, compound: words, phone: '0931 2660110' };
    const next = { ...standardContent, version: '2027-01-01' };
    const calendar = { ...standardCalendar, version: '2027-01-01' };
    await publish(world, st1, { policy: next }, operator(now));

    await change(placeRow(place.code), { building: 'x9' });
    await change(currentRow(st1), { policy: standardContent.version });
    expect(await replaceCode(world, place.code, undefined, now)).toEqual(refusal);
    expect(await publish(world, st1, { calendar }, operator(now))).toEqual(refusal);
    const holidays = '{"daysOff":[],"makeUpDays":[],"horizon":"2027-12-31"}';
    const asked = { files: { holidays }, isPreview: false };
    expect(await publishFiles({ ...world, channelKinds: knownKinds }, 'st1', asked, operator(now))).toEqual(
      refusal,
    );
    // A station that is entered takes its versions from the row, so it does not vouch for them.
    const entries = { station, places: [place], people: [li] };
    expect(await enterStation(world, entries, operator(now))).toMatchObject(refusal);
    expect(await run()).toContain(`register-changed: ${currentRow(st1).pk} / CURRENT changed`);

    await publish(world, st1, { policy: next, calendar }, operator(now));
    await enterStation(world, entries, operator(now));
    expect(await run()).toEqual([]);
    expect(await replaceCode(world, place.code, undefined, now)).toMatchObject({
      place: { building: 'b11' },
    });
    expect(await run()).toEqual([]);
  });

  it('is satisfied again once the file was entered again', async () => {
    const { run, change, ...world } = await office();
    await change(personRow(st1, li.person), { role: 'chief' });
    const station = { station: st1, words, compound: words, phone: '0931 2660110' };
    await enterStation(world, { station, places: [place], people: [li] }, operator(now));
    expect(await run()).toEqual([]);
  });
});
