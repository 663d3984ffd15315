import { DeleteCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { proofStore } from '../../shared/adapters/dynamo/proof.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { memoryBus } from '../../shared/adapters/memory/bus.ts';
import { memoryChannel } from '../../shared/adapters/memory/channel.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Proof } from '../../shared/engine/proof/proof.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { factRow, stateRow } from '../../shared/engine/storage/keys.ts';
import type { RowKey } from '../../shared/engine/storage/row.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { ampleTime, member, move, report } from '../cases/duty-room.ts';
import { deskOf, room, station } from '../cases/room.ts';
import { testEngine } from '../dynamo-engine.ts';
import { enteredPeople } from '../enter.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const later = now + HOUR;

const engine = await testEngine();

/** A station on a table of its own, and `rawTable`, which changes its rows as no code of the project does. */
async function provenTable() {
  const name = await engine.newTable();
  const table = { documents: engine.documents, name, aggregates, shardsPerLane: 4 };
  const store = dynamoStore(table);
  await enteredPeople(
    store,
    (['guard', 'officer', 'chief'] as const).map((role) => member(role)),
  );
  const channels = [memoryChannel('sink')];
  const world = { ...(await room(1, store)), bus: memoryBus(), channels };
  const change = (Key: RowKey, UpdateExpression: string, values: Record<string, unknown> = {}) => {
    const names = [...new Set(UpdateExpression.match(/#\w+/g) ?? [])].map((one) => [one, one.slice(1)]);
    return engine.documents.send(
      new UpdateCommand({
        TableName: name,
        Key,
        UpdateExpression,
        ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
        ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      }),
    );
  };
  const rawTable = {
    change,
    remove: (Key: RowKey) => engine.documents.send(new DeleteCommand({ TableName: name, Key })),
    put: (Item: Record<string, unknown>) => engine.documents.send(new PutCommand({ TableName: name, Item })),
  };
  const proofs = proofStore(table);
  const run = async (when: Instant = later) => {
    const { proofs: made } = await prove({ ...world, proofs }, when, ampleTime);
    const proof = made.find((one) => one.station === station);
    if (proof === undefined) throw new Error('the station was not proven');
    return proof;
  };
  const filed = (more = {}) => report(world, now, more);
  const load = (found: Case) => store.load(keyOf(found));
  return { ...world, name, rawTable, run, filed, load };
}

const rowOf = (found: Case): RowKey => stateRow(keyOf(found));
const named = ({ violations }: Proof) =>
  violations.map(({ kind, row, repaired }) => `${kind} ${row} ${repaired ? 'repaired' : 'left'}`).toSorted();

describe('the proof on the real engine', () => {
  it('of a station where all is well is open = armed = indexed', async () => {
    const { run, filed, ...world } = await provenTable();
    const found = await Promise.all(Array.from({ length: 9 }, () => filed()));
    const [first, second] = found as [Case, Case];
    await move(world, first, { move: 'reply', text: '监控看过了，正在联系' }, now + MINUTE);
    await move(world, second, { move: 'mark-duplicate', of: first.caseId }, now + MINUTE);
    await sweep(world, later, ampleTime);
    const proof = await run();
    expect(proof).toMatchObject({
      open: 8,
      armed: 8,
      indexed: 8,
      chains: 10,
      chainsValid: 10,
      finished: true,
    });
    expect(proof.messagesArmed).toBe(proof.messages);
    expect(proof.violations).toEqual([]);
    expect(await world.store.latestProof(deskOf('officer'))).toEqual(proof);
  });

  it('names each of the rows that were changed by hand, repairs what can be, and leaves the rest', async () => {
    const { run, filed, rawTable, load, ...world } = await provenTable();
    const [unarmed, ended, chain, gone] = [await filed(), await filed(), await filed(), await filed()];
    const well = await filed();
    await move(world, ended, { move: 'mark-duplicate', of: well.caseId }, now + MINUTE);

    await rawTable.change(rowOf(unarmed), 'REMOVE #due_pk, #due_sk');
    const due = { ':lane': 'P2#0', ':at': '2026-11-24T00:00:00.000Z' };
    await rawTable.change(rowOf(ended), 'SET #due_pk = :lane, #due_sk = :at', due);
    await rawTable.change(factRow(keyOf(chain), 1, 0), 'SET #at = :at', { ':at': now - DAY });
    await rawTable.remove(rowOf(gone));

    const proof = await run();
    expect(named(proof)).toEqual([
      `broken-chain st1-${chain.caseId} left`,
      `due-though-ended st1-${ended.caseId} repaired`,
      `not-armed st1-${unarmed.caseId} repaired`,
      expect.stringMatching(/^orphan-link T#[\w-]+ left$/),
      `orphan-message st1-${gone.caseId}-1-0 left`,
      `orphan-message st1-${gone.caseId}-1-1 left`,
      `orphan-reference st1-${gone.reference} left`,
      `orphan-search S#st1#H#${gone.caseId} / CASE left`,
    ]);
    expect(proof).toMatchObject({ open: 3, armed: 2, chains: 5, chainsValid: 4, repaired: 2 });
    expect(proof.violationsFound).toBe(proof.violations.length);

    const again = await run(later + DAY);
    expect(again).toMatchObject({ open: 3, armed: 3, indexed: 3, repaired: 0 });
    expect(named(again)).toEqual(named(proof).filter((line) => line.endsWith('left')));
    await sweep(world, later, ampleTime);
    expect((await load(unarmed))?.version).toBe(2);
  });

  it('gives an open case that lost its next step the one that follows from its clocks', async () => {
    const { run, filed, rawTable, load, ...world } = await provenTable();
    const found = await filed();
    await rawTable.change(
      rowOf(found),
      'REMOVE #dueAt, #dueKind, #responsible, #due_pk, #due_sk, #board_pk, #board_sk',
    );
    await expect(load(found)).rejects.toThrow();
    expect(named(await run())).toEqual([`no-next-step st1-${found.caseId} repaired`]);
    expect(await load(found)).toEqual(found);
    expect(
      (
        await world.store.board(deskOf('officer'), {
          view: 'open',
          list: 'open',
          guardTypes: [],
          now,
          limit: 9,
        })
      ).rows,
    ).toHaveLength(1);
    expect(await run(later + DAY)).toMatchObject({ open: 1, armed: 1, indexed: 1, violationsFound: 0 });
  });

  it.each([
    ['in a lane that is none', { ':lane': 'P9#0' }],
    ['in a shard that nobody sweeps', { ':lane': 'P2#4' }],
  ])('arms anew a case that is due %s', async (_, values) => {
    const { run, filed, rawTable, ...world } = await provenTable();
    const found = await filed();
    await rawTable.change(rowOf(found), 'SET #due_pk = :lane', values);
    expect((await sweep(world, later, ampleTime)).stepped).toBe(0);
    expect(named(await run())).toEqual([`not-armed st1-${found.caseId} repaired`]);
    expect((await sweep(world, later, ampleTime)).stepped).toBe(1);
  });

  it('puts a case back into the list where it belongs, open or closed', async () => {
    const { run, filed, rawTable, ...world } = await provenTable();
    const [open, closed] = [await filed(), await filed()];
    await move(world, closed, { move: 'mark-duplicate', of: open.caseId }, now + MINUTE);
    await rawTable.change(rowOf(open), 'REMOVE #board_pk');
    await rawTable.change(rowOf(closed), 'SET #board_pk = :open', { ':open': 'S#st1#open' });
    const lines = [open, closed].map(({ caseId }) => `wrong-list st1-${caseId} repaired`);
    expect(named(await run())).toEqual(lines.toSorted());
    const list = async (view: 'open' | 'closed') =>
      (
        await world.store.board(deskOf('officer'), { view, list: view, guardTypes: [], now, limit: 9 })
      ).rows.map(({ caseId }) => caseId);
    expect([await list('open'), await list('closed')]).toEqual([[open.caseId], [closed.caseId]]);
  });

  it('puts a case that an earlier release wrote into the order of receipt', async () => {
    const { run, filed, rawTable, ...world } = await provenTable();
    const [old, fresh] = [await filed(), await filed()];
    await rawTable.change(rowOf(old), 'REMOVE #received_pk');
    const query = { view: 'all', list: 'received', guardTypes: [], now, limit: 9 } as const;
    const list = async () => {
      const { rows } = await world.store.board(deskOf('officer'), query);
      return rows.map(({ caseId }) => caseId).toSorted();
    };
    expect(await list()).toEqual([fresh.caseId]);
    expect(await run()).toMatchObject({ violationsFound: 0, repaired: 0, violations: [] });
    expect(await list()).toEqual([old.caseId, fresh.caseId].toSorted());
  });

  it('names a case that stands in another order of receipt than its own', async () => {
    const { run, filed, rawTable } = await provenTable();
    const [wrong, old] = [await filed(), await filed()];
    await rawTable.change(rowOf(wrong), 'SET #received_pk = :other', { ':other': 'S#st2#case' });
    await rawTable.change(rowOf(old), 'REMOVE #received_pk, #due_pk');
    expect(named(await run())).toEqual(
      [`not-armed st1-${old.caseId} repaired`, `wrong-list st1-${wrong.caseId} repaired`].toSorted(),
    );
    expect(await run(later + DAY)).toMatchObject({ violationsFound: 0 });
  });

  it('arms a message that would never be offered again', async () => {
    const { run, filed, rawTable, ...world } = await provenTable();
    const found = await filed();
    const message = { pk: rowOf(found).pk, sk: 'D#0000000001#0' };
    await rawTable.change(message, 'REMOVE #due_pk, #due_sk, #dueAt');
    expect(named(await run())).toEqual([`message-not-armed st1-${found.caseId}-1-0 repaired`]);
    await sweep(world, later, ampleTime);
    expect(world.bus.offers.map(({ subject }) => subject)).toContainEqual(
      expect.objectContaining({ about: 'aggregate', version: 1, index: 0 }),
    );
  });

  it('names rows of the due index that belong to nothing, and a reference that names another case', async () => {
    const { run, filed, rawTable } = await provenTable();
    const [one, other] = [await filed(), await filed()];
    await rawTable.put({ pk: 'S#st1#X', sk: 'Y', due_pk: 'P0#0', due_sk: '2026-11-23T00:00:00.000Z' });
    const reference = { pk: `S#st1#R#${one.reference}`, sk: 'REF' };
    await rawTable.change(reference, 'SET #caseId = :id', { ':id': other.caseId });
    expect(named(await run())).toEqual([
      `orphan-reference st1-${one.reference} left`,
      'stray-due S#st1#X / Y left',
    ]);
  });

  it('is made without reading a sealed text or a key, and a name only to compare its row by its key', async () => {
    const { filed, rawTable, name, policies } = await provenTable();
    await filed();
    for (const pk of ['K#texts#st1', 'K#contacts#st1', 'K#notary']) {
      await rawTable.put({ pk, sk: 'KEY#1', publicKey: 'CANARY-PUBLIC', wrapped: 'CANARY-KEY' });
    }
    const answers: string[] = [];
    const documents: typeof engine.documents = Object.create(engine.documents);
    const send = async (command: Parameters<typeof engine.documents.send>[0]) => {
      const answer = await engine.documents.send(command);
      // The rows of the roster are compared with their hashes, one by one.
      const isCompared = JSON.stringify(command.input).includes('#PEOPLE"');
      answers.push(isCompared ? '' : JSON.stringify(answer));
      return answer;
    };
    Object.assign(documents, { send });
    const proofs = proofStore({ documents, name, aggregates, shardsPerLane: 4 });
    expect(await prove({ proofs, policies, aggregates }, later, ampleTime)).toMatchObject({ finished: true });
    expect(answers.join()).toContain('due_sk');
    expect(answers.join()).not.toMatch(/ciphertext|"keys"|readerKey|wrapped|nonce|CANARY|displayName|金丝雀/);
  });

  it('never holds a word, a name or a number of anybody', async () => {
    const { run, filed, rawTable, name } = await provenTable();
    const found = await filed({
      what: 'CANARY-WHAT',
      contact: { phone: '13800000003', name: 'CANARY-NAME' },
    });
    await rawTable.change(rowOf(found), 'SET #status = :odd, #place = :odd', { ':odd': 'CANARY-ODD' });
    await rawTable.change(factRow(keyOf(found), 1, 0), 'SET #fact = :odd', { ':odd': 'CANARY-FACT' });
    const proof = await run();
    expect(proof.violations.map(({ kind }) => kind)).toContain('unreadable');
    const { Items = [] } = await engine.documents.send(new ScanCommand({ TableName: name }));
    const written = Items.filter(({ pk }) => String(pk).endsWith('PROOF'));
    expect(written.map(({ pk }) => pk)).toContain('S#st1#PROOF');
    expect(JSON.stringify([proof, written])).not.toMatch(/CANARY|金丝雀|138/);
  });

  it('names a case that is linked to one that is gone, and the row of that link', async () => {
    const { run, filed, rawTable, ...world } = await provenTable();
    const [primary, linked] = [await filed(), await filed()];
    await move(world, linked, { move: 'mark-duplicate', of: primary.caseId }, now + MINUTE);
    await rawTable.remove(rowOf(primary));
    expect(named(await run()).filter((one) => one.startsWith('orphan-join'))).toEqual([
      `orphan-join S#st1#J#${primary.caseId} / ${linked.caseId} left`,
      `orphan-join st1-${linked.caseId} left`,
    ]);
  });
});
