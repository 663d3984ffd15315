import { describe, expect, test } from 'vitest';
import type { MemoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { grantPhoto } from '../../shared/cases/photos/grant-photo.ts';
import type { ImageSanitizer } from '../../shared/cases/photos/image-sanitizer.ts';
import { residentPhoto, staffPhoto } from '../../shared/cases/photos/open-photo.ts';
import type { Photo, PhotoId } from '../../shared/cases/photos/photo.ts';
import { photosOf } from '../../shared/cases/photos/photo-slots.ts';
import { sanitizePhoto } from '../../shared/cases/photos/sanitize-photo.ts';
import type { Granted } from '../../shared/cases/photos/take-slot.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { readerName } from '../../shared/engine/secrets/recipient.ts';
import { at } from '../engine/wall-clock.ts';
import { deskOf, reportOf, room } from './room.ts';

/** Accepts every file except one whose first byte is 0. */
const plainSanitizer: ImageSanitizer = {
  sanitize: async (bytes) => (bytes[0] === 0 ? { fault: 'not-a-picture' } : { jpeg: bytes.toReversed() }),
};

async function reportedCase() {
  const base = await room();
  const system = base.system as SeededSystem;
  const photoStore = base.photoStore as MemoryPhotoStore;
  const submitted = await submitCase(base, reportOf(), system.now());
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  const key = keyOf(submitted.found);
  const world = { ...base, imageSanitizer: plainSanitizer };
  const ask = (commandId: string) => grantPhoto(world, submitted.token, { commandId }, system.now());
  const granted = async (commandId: string): Promise<Extract<Granted, { until: number }>> => {
    const asked = await ask(commandId);
    if (asked.refusal || asked.until === undefined) throw new Error('not granted');
    return asked;
  };
  const upload = async ({ photo }: { readonly photo: Photo }, file = new Uint8Array([1, 2])) => {
    photoStore.send({ key, photo: photo.photo }, file);
    return sanitizePhoto(world, { key, photo: photo.photo }, system.now());
  };
  const states = async () => (await photosOf(world.store, key)).map(({ state }) => state);
  const bytesOf = (opened: Awaited<ReturnType<typeof residentPhoto>>) =>
    opened.refusal === undefined ? [...opened.jpeg] : opened.refusal.code;
  const reader = { scope: deskOf('officer'), requestId: 'r', now: system.now() };
  const seenBy = {
    resident: async (photo: PhotoId) => bytesOf(await residentPhoto(world, submitted.token, photo)),
    staff: async (photo: PhotoId) => bytesOf(await staffPhoto(world, reader, key.id, photo)),
  };
  return { world, system, photoStore, key, submitted, ask, granted, upload, states, seenBy };
}

describe('four photos', () => {
  test('are the most that a case takes, also when they are requested at once', async () => {
    const { ask, states } = await reportedCase();
    const asked = await Promise.all(['1', '2', '3', '4', '5', '6'].map(ask));
    const refusals = asked.flatMap(({ refusal }) => (refusal ? [refusal] : []));
    expect(asked.filter(({ refusal }) => refusal === undefined)).toHaveLength(4);
    expect(refusals.every(({ code }) => code === 'photos-full' || code === 'too-busy')).toBe(true);
    expect(await states()).toEqual(['granted', 'granted', 'granted', 'granted']);
    expect(await ask('7')).toEqual({ refusal: { code: 'photos-full', photosMax: 4 } });
  });

  test('that are kept leave no room for a fifth, however long one waits', async () => {
    const { ask, granted, upload, system } = await reportedCase();
    for (const one of ['1', '2', '3', '4'])
      expect(await upload(await granted(one))).toEqual({ outcome: 'kept' });
    system.pass(1000 * MINUTE);
    expect((await ask('5')).refusal?.code).toBe('photos-full');
  });

  test('that were never uploaded make room once their grants can no longer be used', async () => {
    const { ask, granted, system } = await reportedCase();
    for (const one of ['1', '2', '3', '4']) await granted(one);
    system.pass(15 * MINUTE - 1);
    expect((await ask('5')).refusal?.code).toBe('photos-full');
    system.pass(1);
    expect((await ask('5')).refusal).toBeUndefined();
  });

  test('that were refused make room at once', async () => {
    const { ask, granted, upload } = await reportedCase();
    for (const one of ['1', '2', '3', '4']) await upload(await granted(one), new Uint8Array([0]));
    expect((await ask('5')).refusal).toBeUndefined();
  });

  test('cannot be tried for ever', async () => {
    const { ask, granted, upload } = await reportedCase();
    for (let n = 0; n < 48; n += 1) await upload(await granted(`n${n}`), new Uint8Array([0]));
    expect((await ask('more')).refusal?.code).toBe('photos-full');
  });
});

describe('a photo', () => {
  test('asked for again keeps its place and its name', async () => {
    const { granted, states, system } = await reportedCase();
    const first = await granted('one');
    system.pass(4 * MINUTE);
    const again = await granted('one');
    expect(again.photo.photo).toBe(first.photo.photo);
    expect(again.until - first.until).toBe(4 * MINUTE);
    expect(await states()).toEqual(['granted']);
  });

  test('that was kept is not sent again', async () => {
    const { ask, granted, upload } = await reportedCase();
    await upload(await granted('one'));
    expect(await ask('one')).toMatchObject({ photo: { state: 'kept' } });
    expect(await ask('one')).not.toHaveProperty('upload');
  });

  test('is kept remade, and what was sent is gone', async () => {
    const { granted, upload, photoStore, key, seenBy } = await reportedCase();
    const one = await granted('one');
    await upload(one);
    const at = { key, photo: one.photo.photo };
    expect(await photoStore.show(at)).toBeDefined();
    expect(await seenBy.resident(one.photo.photo)).toEqual([2, 1]);
    expect(await photoStore.readOriginal(at)).toBeUndefined();
  });

  test('is sealed to staff of the station and to the holder of the link, and opens for nobody else', async () => {
    const { granted, upload, photoStore, key, world, seenBy } = await reportedCase();
    const { photo } = (await granted('one')).photo;
    await upload({ photo: { photo } as Photo }, Buffer.from('CANARY of a picture').toReversed());
    const sealed = await photoStore.show({ key, photo });
    expect(Buffer.from(sealed ?? []).toString('latin1')).not.toContain('CANARY');
    expect(Buffer.from(await seenBy.staff(photo)).toString()).toBe('CANARY of a picture');
    expect(Buffer.from(await seenBy.resident(photo)).toString()).toBe('CANARY of a picture');
    // The function that hashes contacts, and the resident of another case.
    const at = { key, object: `photo:${photo}` };
    expect(await world.contacts.openBytes(sealed ?? new Uint8Array(), at)).toEqual({ why: 'not-addressed' });
    const { publicKey: _, wrapped } = await world.readerKeys.create('another link');
    const stranger = await world.readerKeys.opener('another link', wrapped, readerName(key.id));
    await expect(stranger.openBytes(sealed ?? new Uint8Array(), at)).rejects.toThrow();
  });

  test('that lies under the name of another is shown to nobody', async () => {
    const { granted, upload, photoStore, key, seenBy } = await reportedCase();
    const [one, two] = [await granted('one'), await granted('two')];
    await upload(one);
    await upload(two);
    const other = await photoStore.show({ key, photo: two.photo.photo });
    await photoStore.keep({ key, photo: one.photo.photo }, other ?? new Uint8Array());
    await expect(seenBy.resident(one.photo.photo)).rejects.toThrow();
    await expect(seenBy.staff(one.photo.photo)).rejects.toThrow();
  });

  test('that is refused is deleted with its reason recorded, and the case does not change', async () => {
    const { granted, upload, photoStore, key, world, states } = await reportedCase();
    const before = await world.store.load(key);
    const one = await granted('one');
    expect(await upload(one, new Uint8Array([0]))).toEqual({ outcome: 'refused', fault: 'not-a-picture' });
    expect(await photosOf(world.store, key)).toMatchObject([{ state: 'refused', fault: 'not-a-picture' }]);
    expect([...photoStore.objects]).toEqual([]);
    expect(await world.store.load(key)).toEqual(before);
    expect(await states()).toEqual(['refused']);
  });

  test('of more than 8 MB is refused without being opened', async () => {
    const { granted, upload } = await reportedCase();
    const fault = await upload(await granted('one'), new Uint8Array(8 * 1024 * 1024 + 1));
    expect(fault).toEqual({ outcome: 'refused', fault: 'too-large' });
  });

  test('without a grant, or that was sanitized before, is discarded', async () => {
    const { granted, upload, photoStore, world, system, key } = await reportedCase();
    const one = await granted('one');
    await upload(one);
    expect(await upload(one)).toEqual({ outcome: 'unasked' });
    const other = { key, photo: world.system.newPhotoId() };
    photoStore.send(other, new Uint8Array([1]));
    expect(await sanitizePhoto(world, other, system.now())).toEqual({ outcome: 'unasked' });
    expect([...photoStore.objects.keys()]).toHaveLength(1);
  });

  test('is sanitized from the start again when that failed at any step', async () => {
    for (const failingCall of ['readOriginal', 'keep', 'discardOriginal'] as const) {
      const { granted, upload, photoStore, world, system, key, states } = await reportedCase();
      const one = await granted('one');
      const at = { key, photo: one.photo.photo };
      photoStore.send(at, new Uint8Array([1, 2]));
      const failing = { ...photoStore, [failingCall]: async () => Promise.reject(new Error('it broke')) };
      await expect(sanitizePhoto({ ...world, photoStore: failing }, at, system.now())).rejects.toThrow(
        'it broke',
      );
      await sanitizePhoto(world, at, system.now());
      expect(await states()).toEqual(['kept']);
      expect(await photoStore.readOriginal(at)).toBeUndefined();
      expect(await upload(one)).toEqual({ outcome: 'unasked' });
    }
  });

  test('that is granted anew while it is sanitized is still kept', async () => {
    const { granted, photoStore, world, system, key, states } = await reportedCase();
    const one = await granted('one');
    const at = { key, photo: one.photo.photo };
    photoStore.send(at, new Uint8Array([1, 2]));
    let calls = 0;
    const slow: ImageSanitizer = {
      async sanitize(bytes) {
        calls += 1;
        if (calls === 1) await granted('one');
        return plainSanitizer.sanitize(bytes);
      },
    };
    expect(await sanitizePhoto({ ...world, imageSanitizer: slow }, at, system.now())).toEqual({
      outcome: 'kept',
    });
    expect(await states()).toEqual(['kept']);
  });

  test('gets no grant if the case takes nothing more or does not exist', async () => {
    const { world, system, submitted, ask } = await reportedCase();
    const withdrawal = { command: { move: 'withdraw' }, commandId: 'withdraw' } as const;
    await residentMove(world, submitted.token, withdrawal, system.now());
    expect((await ask('one')).refusal?.code).toBe('move-not-allowed');
    const unknown = await grantPhoto(world, 'A'.repeat(32), { commandId: 'x' }, system.now());
    expect(unknown.refusal?.code).toBe('not-found');
  });
});

describe('a photo that was kept', () => {
  const factsOf = async ({ world, key }: Awaited<ReturnType<typeof reportedCase>>) =>
    (await world.store.history(key)).facts.map(({ fact }) => fact.fact);
  const messagesOf = async ({ world, key }: Awaited<ReturnType<typeof reportedCase>>) =>
    (await world.store.history(key)).deliveries.filter(({ message }) => message.kind === 'resident-wrote');
  const opened = ({ world, key, system }: Awaited<ReturnType<typeof reportedCase>>) => {
    const asked = { command: { move: 'acknowledge' }, commandId: 'a', expectedVersion: 1 } as const;
    return moveCase(world, deskOf('officer'), key.id, asked, system.now());
  };

  test('is a step of its case by the resident, and its fact names neither picture nor slot', async () => {
    const here = await reportedCase();
    const one = await here.granted('one');
    await here.upload(one);
    const { facts } = await here.world.store.history(here.key);
    expect(facts.at(-1)).toMatchObject({ by: { kind: 'resident' }, fact: { fact: 'photo-added' } });
    expect(JSON.stringify(facts)).not.toContain(one.photo.photo);
  });

  test('is notified once and at once, however often its upload is announced', async () => {
    const here = await reportedCase();
    const one = await here.granted('one');
    await Promise.all([here.upload(one), here.upload(one), here.upload(one)]);
    await here.upload(one);
    expect(await factsOf(here)).toEqual(['submitted', 'photo-added']);
  });

  test('is notified also when the commit failed at first', async () => {
    const here = await reportedCase();
    const { photo } = (await here.granted('one')).photo;
    const address = { key: here.key, photo };
    here.photoStore.send(address, new Uint8Array([1, 2]));
    const broken = { ...here.world.store, commit: async () => Promise.reject(new Error('it broke')) };
    const sanitized = sanitizePhoto({ ...here.world, store: broken }, address, here.system.now());
    await expect(sanitized).rejects.toThrow('it broke');
    expect([await here.states(), await factsOf(here)]).toEqual([['granted'], ['submitted']]);
    await sanitizePhoto(here.world, address, here.system.now());
    expect([await here.states(), await factsOf(here)]).toEqual([['kept'], ['submitted', 'photo-added']]);
  });

  test('is notified after changes that were committed while it was sanitized', async () => {
    const here = await reportedCase();
    const { photo } = (await here.granted('one')).photo;
    const address = { key: here.key, photo };
    here.photoStore.send(address, new Uint8Array([1, 2]));
    const message = { command: { move: 'add-message', text: '手机壳是红色的' }, commandId: 'm' } as const;
    const busy: ImageSanitizer = {
      async sanitize(bytes) {
        await residentMove(here.world, here.submitted.token, message, here.system.now());
        return plainSanitizer.sanitize(bytes);
      },
    };
    await sanitizePhoto({ ...here.world, imageSanitizer: busy }, address, here.system.now());
    expect(await factsOf(here)).toEqual(['submitted', 'message-added', 'photo-added']);
  });

  test('with three others at once is one message to the officer who opened the case', async () => {
    const here = await reportedCase();
    await opened(here);
    const four = await Promise.all(['1', '2', '3', '4'].map((one) => here.granted(one)));
    await Promise.all(four.map((one) => here.upload(one)));
    expect((await factsOf(here)).filter((fact) => fact === 'photo-added')).toHaveLength(4);
    expect(await messagesOf(here)).toHaveLength(1);
  });

  test('at night is notified in the morning, if nobody is in danger', async () => {
    const here = await reportedCase();
    await opened(here);
    here.system.set(at('2026-11-23 23:30'));
    await here.upload(await here.granted('one'));
    expect(await messagesOf(here)).toMatchObject([{ held: true, dueAt: at('2026-11-24 07:00') }]);
  });

  test('when the case had just ended is kept, and changes nothing of it', async () => {
    const here = await reportedCase();
    const one = await here.granted('one');
    const withdrawal = { command: { move: 'withdraw' }, commandId: 'w' } as const;
    await residentMove(here.world, here.submitted.token, withdrawal, here.system.now());
    const before = await here.world.store.load(here.key);
    expect(await here.upload(one)).toEqual({ outcome: 'kept' });
    expect(await here.world.store.load(here.key)).toEqual(before);
    expect(await here.states()).toEqual(['kept']);
  });
});
