import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables, stateName } from '../../shared/adapters/memory/tables.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { newReader } from '../../shared/cases/recipients.ts';
import { readsOf } from '../../shared/engine/storage/read-log.ts';
import type { TextRecord } from '../../shared/engine/storage/text-record.ts';
import { room, station } from '../cases/room.ts';
import { addressOf } from '../cases/text-address.ts';
import { atDesk } from './at-desk.ts';
import { http, reported } from './http-api.ts';

const FORGED = 'FORGED-WORDS';
const REPLY = '我们今天下午来修，请在家等';
const english = { 'accept-language': 'en' };

type Change = (text: TextRecord) => TextRecord | Promise<TextRecord>;

/** A case with a reply, and somebody who may write the rows of its texts and holds public keys alone. */
async function caseWithReply(more: Readonly<Record<string, unknown>> = {}) {
  const tables = emptyTables();
  const world = await room(1, memoryStore(tables));
  const rig = await http(world);
  const { token, id } = await reported(rig, more);
  const key = keyOf({ station, caseId: id as CaseId });
  const isSecret = more.type === 'lead';
  await atDesk(rig, id, isSecret ? 'chief' : 'officer', { move: 'reply', text: REPLY });
  const changeRows = async (kind: string, change: Change) => {
    const rows = tables.texts.get(stateName(key)) ?? [];
    const after = rows.map((row) => (row.kind === kind ? change(row) : row));
    tables.texts.set(stateName(key), await Promise.all(after));
  };
  const forged: Change = async (row) => {
    const found = await rig.world.store.load(key);
    if (found === undefined) throw new Error('no case');
    const to = [...(await rig.world.sealer.stationRecipients(station, ['station'])), newReader(found)];
    return { ...row, sealed: (await rig.world.sealer.seal(FORGED, addressOf(key, row), to)).sealed };
  };
  const seenBy = async (role: 'officer' | 'auditor' | 'chief') =>
    (await rig.as(role, 'GET /v1/office/cases/{id}', { path: { id } })).body;
  const followed = (headers = {}) => rig.ask('GET /v1/track/{token}', { path: { token }, headers });
  const page = (headers = {}) => rig.ask('GET /t/{token}', { path: { token }, headers });
  const receipt = () => rig.ask('GET /t/{token}/receipt', { path: { token } });
  return { rig, key, id, changeRows, forged, seenBy, followed, page, receipt };
}

const ofKind = (body: { texts: readonly { kind: string; text?: string }[] }, kind: string) =>
  body.texts.find((one) => one.kind === kind);

/** Everything that can be done to a row of a text without opening it. */
const changes: Readonly<Record<string, (forged: Change) => Change>> = {
  'replaced by another one, sealed with public keys alone': (forged) => forged,
  'given another author': () => (row) => ({
    ...row,
    by: { kind: 'system' },
  }),
  'given another time': () => (row) => ({ ...row, at: row.at + 60_000 }),
  'given another kind': () => (row) => ({ ...row, kind: 'note' }),
  'cut short': () => (row) => ({ ...row, sealed: { ...row.sealed, ciphertext: '' } }),
};

describe.each(Object.entries(changes))('a text that was %s', (_, change) => {
  test('is shown to staff as damaged, and the rest of the case as it is', async () => {
    const { rig, id, changeRows, forged, seenBy } = await caseWithReply();
    await changeRows('reply', change(forged));
    const body = await seenBy('officer');
    expect(JSON.stringify(body)).not.toContain(FORGED);
    expect(body.texts).toMatchObject([{ kind: 'what', text: '黑色手机，落在电梯里了' }, { damaged: true }]);
    expect(body.texts[1]).not.toHaveProperty('text');
    expect(rig.lines).toEqual([
      {
        code: 'text-damaged',
        ids: { requestId: expect.any(String), station, caseId: id, texts: '2#0', announced: 0 },
      },
    ]);
  });

  test('is shown to its resident as damaged, in both languages, and the rest of the page as it is', async () => {
    const { changeRows, forged, followed, page } = await caseWithReply();
    await changeRows('reply', change(forged));
    const { body, text } = await followed();
    expect(text).not.toContain(FORGED);
    expect(body.history[0]).toMatchObject({ text: '黑色手机，落在电梯里了' });
    expect(body.history[1]).toMatchObject({ damaged: true });
    expect(body.receipt).toBeDefined();
    expect((await page()).text).toContain('这段内容的存储已损坏');
    expect((await page(english)).text).toContain('These words were damaged in storage');
  });

  test('is signed in no receipt', async () => {
    const { changeRows, forged, followed, page, receipt } = await caseWithReply();
    await changeRows('what', change(forged));
    const { status, body } = await followed();
    expect(status).toBe(200);
    expect(body.receipt).toBeUndefined();
    expect(body.history[0]).toMatchObject({ damaged: true });
    expect((await receipt()).status).toBe(404);
    expect((await page()).text).not.toContain('/receipt"');
  });
});

describe('a contact that was replaced', () => {
  test('is not shown, and staff are told', async () => {
    const { changeRows, forged, seenBy } = await caseWithReply();
    await changeRows('contact', forged);
    const body = await seenBy('officer');
    expect(body.contactDamaged).toBe(true);
    expect(body).not.toHaveProperty('contact');
  });
});

describe('a text of a secret case', () => {
  test('is not opened for who may not know the reporter by giving its row another kind', async () => {
    const { rig, key, changeRows, seenBy } = await caseWithReply({ type: 'lead', details: {} });
    expect(ofKind(await seenBy('auditor'), 'what')).toMatchObject({ hidden: true });
    const before = (await readsOf(rig.world.store, key, { limit: 100 })).reads.length;
    await changeRows('what', (row) => ({ ...row, kind: 'note' }));
    const body = await seenBy('auditor');
    expect(JSON.stringify(body)).not.toContain('黑色手机');
    expect(ofKind(body, 'note')).toMatchObject({ damaged: true });
    expect((await readsOf(rig.world.store, key, { limit: 100 })).reads).toHaveLength(before);
  });
});
