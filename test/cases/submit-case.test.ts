import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { hashOfToken, type Report, submitCase } from '../../shared/cases/intake/submit-case.ts';
import { trackCase } from '../../shared/cases/reading/read-case.ts';
import type { World } from '../../shared/cases/world.ts';
import { brokenAt } from '../../shared/engine/commands/fact-chain.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { at } from '../engine/wall-clock.ts';
import { deskOf, elsewhere, reportOf, room } from './room.ts';

const now = at('2026-11-23 10:00');
const token = 'A'.repeat(32);

describe('a report', () => {
  it('becomes a case with its next step, its words sealed and its outbox rows written', async () => {
    const world = await room();
    const { found } = await received(world, reportOf({ token }));
    expect(found).toMatchObject({ status: 'received', version: 1, dueKind: 'remind:acknowledge' });
    const { facts, texts, deliveries } = await world.store.history(keyOf(found));
    expect(facts.map(({ fact }) => fact.fact)).toEqual(['submitted']);
    expect(texts.map(({ kind }) => kind)).toEqual(['what', 'contact', 'notice-address']);
    expect(deliveries.map(({ message }) => `${message.kind}→${message.to}`)).toEqual([
      'alert→officer',
      'receipt→resident',
    ]);
    expect(JSON.stringify([found, facts, texts, deliveries])).not.toMatch(/手机，落在|13800000003|AAAAAAAA/);
    expect(brokenAt(keyOf(found), facts, found.chainHead)).toBeUndefined();
  });

  it('sent again with the same token is the same case', async () => {
    const world = await room();
    const first = await received(world, reportOf({ token }));
    const again = await received(world, reportOf({ token }));
    expect(again).toMatchObject({ created: false, found: { reference: first.found.reference, version: 1 } });
  });

  it('with a known token and other content is refused and shows nothing of the first', async () => {
    const world = await room();
    await received(world, reportOf({ token }));
    const other = await submitCase(world, reportOf({ token, what: '另一件事' }), now);
    expect(other).toEqual({ refusal: { code: 'token-used' } });
  });

  it('sent fifty times at once is received once, and all fifty answers are equal', async () => {
    const world = await room();
    const answers = await Promise.all(Array.from({ length: 50 }, () => received(world, reportOf({ token }))));
    expect(new Set(answers.map(({ found }) => JSON.stringify(found))).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
  });

  it('sent fifty times at once makes one reader key, whose halves fit and which no lost try replaced', async () => {
    const tables = emptyTables();
    const world = await room(1, memoryStore(tables));
    const answers = await Promise.all(Array.from({ length: 50 }, () => received(world, reportOf({ token }))));
    const links = [...tables.companions.keys()].filter((pk) => pk.startsWith('T#'));
    expect(links).toEqual([`T#${hashOfToken(token)}`]);
    expect([...tables.texts.keys()].filter((pk) => pk.includes('#case#'))).toHaveLength(1);
    const [first] = answers;
    expect(new Set(answers.map(({ found }) => found.reader)).size).toBe(1);
    expect(first?.received.fact).toMatchObject({ as: { reader: first?.found.reader } });
    expect(await textsRead(world)).toEqual([
      '黑色手机，落在电梯里了',
      '{"phone":"13800000003"}',
      expect.stringContaining('+8613800000003'),
    ]);
  });

  it('whose answer was lost is read by its link when it is sent again, and keeps its key', async () => {
    const world = await room();
    const { found } = await received(world, reportOf({ token }));
    expect((await received(world, reportOf({ token }))).found.reader).toBe(found.reader);
    expect(await textsRead(world)).toHaveLength(3);
  });

  it('that took another reference is sealed to the case that it became', async () => {
    const world = await room();
    const taken = await received(world, reportOf());
    const references = [taken.found.reference];
    const system = {
      ...world.system,
      newReference: () => references.shift() ?? world.system.newReference(),
    };
    await received({ ...world, system }, reportOf({ token }));
    expect(await textsRead(world)).toHaveLength(3);
  });

  it('is refused for now, and leaves nothing behind, while its station has no keys', async () => {
    const tables = emptyTables();
    const world = await room(1, memoryStore(tables));
    const stationRecipients = () => Promise.reject(new Unavailable('no pair'));
    const keyless = { ...world, sealer: { ...world.sealer, stationRecipients } };
    const sizes = () =>
      [tables.states, tables.facts, tables.texts, tables.companions].map(({ size }) => size);
    const before = sizes();
    await expect(submitCase(keyless, reportOf({ token }), now)).rejects.toThrow(Unavailable);
    expect(sizes()).toEqual(before);
  });

  it('takes another reference when the first one it drew is in use', async () => {
    const world = await room();
    const drawn = [world.system.newReference()];
    const next = world.system.newReference();
    const references = [drawn[0], drawn[0], next].flatMap((reference) => reference ?? []);
    const system = { ...world.system, newReference: () => references.shift() ?? next };
    const one = await received({ ...world, system }, reportOf());
    const other = await received({ ...world, system }, reportOf());
    expect([one.found.reference, other.found.reference]).toEqual([drawn[0], next]);
  });

  it('for an unknown place, or for one of another station, is refused', async () => {
    const world = await room();
    expect(await submitCase(world, reportOf({ place: 'zz-9' }), now)).toEqual({
      refusal: { code: 'not-found' },
    });
    const foreign = reportOf({ place: 'x1-1', scope: deskOf('officer') });
    expect(await submitCase(world, foreign, now)).toEqual({ refusal: { code: 'not-found' } });
    const own = reportOf({ place: 'x1-1', scope: deskOf('officer', 'p-x', elsewhere) });
    expect('found' in (await submitCase(world, own, now))).toBe(true);
  });

  it('below P1 at night is received at once and its message is sent in the morning', async () => {
    const world = await room();
    const night = at('2026-11-23 23:30');
    const submitted = await submitCase(world, reportOf(), night);
    if (submitted.refusal) throw new Error(submitted.refusal.code);
    const { deliveries } = await world.store.history(keyOf(submitted.found));
    expect(deliveries.every(({ held, dueAt }) => held && dueAt === at('2026-11-24 07:00'))).toBe(true);
  });
});

it('a token is kept as a hash only', () => {
  expect(hashOfToken(token)).toBe(hashOfToken(token));
  expect(hashOfToken(token)).not.toContain('AAAA');
});

/** What the link's holder reads. */
async function textsRead(world: World) {
  const read = await trackCase(world, token);
  if (read.refusal) throw new Error(read.refusal.code);
  return read.caseDetails.texts.map(({ text }) => text);
}

async function received(world: World, report: Report) {
  const submitted = await submitCase(world, report, now);
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  return submitted;
}
