import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MemoryPhotoStore } from '../../../shared/adapters/memory/photo-store.ts';
import { shortForm } from '../../../shared/adapters/vault/public-key.ts';
import { caseAggregate } from '../../../shared/cases/case-aggregate.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { grantPhoto } from '../../../shared/cases/photos/grant-photo.ts';
import { sanitizePhoto } from '../../../shared/cases/photos/sanitize-photo.ts';
import { HOUR, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { buildCommit } from '../../../shared/engine/commands/build-commit.ts';
import { readerName } from '../../../shared/engine/secrets/recipient.ts';
import { Unreadable } from '../../../shared/engine/storage/store-errors.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import { CasePeople, done, type Reporter } from '../../cases/case-people.ts';
import { at } from '../wall-clock.ts';
import { linesOf, proofOf, witnessedRoom } from './witnessed-room.ts';

const now = at('2026-11-23 10:00');
const hazard = { type: 'hazard', details: { kind: 'clutter' } } as const;

/** A function that may commit a step of any case, such as the sweep, and uses it to become the reader of a case. */
async function roomWithThief() {
  const world = await witnessedRoom();
  const people = new CasePeople(world, now);
  const thief = shortForm(generateKeyPairSync('x25519').publicKey);
  const becomeReader = async (of: Reporter): Promise<void> => {
    const before = await people.caseOf(of);
    const commit = buildCommit(caseAggregate, {
      before,
      after: { ...before, version: before.version + 1, reader: thief },
      facts: [{ fact: 'repaired', attribute: 'status' }],
      by: { kind: 'system' },
      now: people.now,
      policy: standardPolicy,
      sealedTexts: { texts: [], commitments: [] },
      companions: [],
    });
    expect(await world.store.commit(commit)).toEqual({ ok: true });
  };
  return { world, people, becomeReader };
}

describe('a step that exchanges the reader of a case', () => {
  it('gets no reply of staff: nothing is sealed to either reader, and a note is written as before', async () => {
    const { world, people, becomeReader } = await roomWithThief();
    const own = await people.report();
    await becomeReader(own);
    const reply = people.desk('officer', own, { move: 'reply', text: '您的手机在301室找到了' });
    await expect(reply).rejects.toBeInstanceOf(Unreadable);
    await expect(people.home(own, { move: 'add-message', text: '我在家' })).rejects.toBeInstanceOf(
      Unreadable,
    );
    await done(people.desk('officer', own, { move: 'note', text: '在301室找到' }));
    const { texts } = await world.store.history(keyOf(await people.caseOf(own)));
    expect(texts.map(({ kind }) => kind)).toEqual(['what', 'contact', 'notice-address', 'note']);
  });

  it('gets no announcement to co-reporters', async () => {
    const { people, becomeReader } = await roomWithThief();
    const [own, other] = [await people.report(hazard), await people.report(hazard)];
    await done(people.home(other, { move: 'join' }));
    await becomeReader(other);
    const announced = people.desk('officer', own, {
      move: 'reply',
      text: '明天清理，请放心',
      to: 'everyone',
    });
    await expect(announced).rejects.toBeInstanceOf(Unreadable);
  });

  it('gets no photo', async () => {
    const { world, people, becomeReader } = await roomWithThief();
    const own = await people.report();
    const key = keyOf(await people.caseOf(own));
    const asked = await grantPhoto(world, own.token, { commandId: 'one' }, people.now);
    if (asked.refusal || asked.photo === undefined) throw new Error('not granted');
    const { photo } = asked.photo;
    (world.photoStore as MemoryPhotoStore).send({ key, photo }, new Uint8Array([1, 2]));
    await becomeReader(own);
    const imageSanitizer = { sanitize: async (jpeg: Uint8Array) => ({ jpeg }) };
    const sanitized = sanitizePhoto({ ...world, imageSanitizer }, { key, photo }, people.now);
    await expect(sanitized).rejects.toBeInstanceOf(Unreadable);
  });

  it('is named by the proof, although facts and state agree and the notary stated them', async () => {
    const { world, people, becomeReader } = await roomWithThief();
    const [own, untouched] = [await people.report(), await people.report()];
    await world.state(people.now + MINUTE);
    await becomeReader(own);
    expect((await world.state(people.now + 2 * MINUTE)).objections).toEqual([]);
    const { violations } = proofOf(await world.prove(people.now + 2 * HOUR));
    const changed = violations.filter(({ kind }) => kind === 'state-changed');
    expect(changed.map(({ row }) => row)).toEqual([expect.stringContaining(own.caseId)]);
    expect(linesOf({ violations }).join()).not.toContain(untouched.caseId);
  });
});

describe('the reader of an untouched case', () => {
  it('is the one of its first fact, for whom all replies are sealed', async () => {
    const { world, people } = await roomWithThief();
    const own = await people.report();
    await done(people.desk('officer', own, { move: 'reply', text: '我们今天下午来' }));
    const { texts } = await world.store.history(keyOf(await people.caseOf(own)));
    const reply = texts.find(({ kind }) => kind === 'reply');
    expect(Object.keys(reply?.sealed.keys ?? {}).toSorted()).toEqual(
      ['station', readerName(own.caseId)].toSorted(),
    );
  });
});
