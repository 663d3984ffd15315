import { describe, expect, test } from 'vitest';
import type { MemoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { moveCase } from '../../shared/cases/moves/move-case.ts';
import type { ImageSanitizer } from '../../shared/cases/photos/image-sanitizer.ts';
import { residentPhoto, staffPhoto } from '../../shared/cases/photos/open-photo.ts';
import { helperPhotosOf, photosOf } from '../../shared/cases/photos/photo-slots.ts';
import { HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Role } from '../../shared/engine/scope.ts';
import { answerTask } from '../../shared/helper-tasks/answer-task.ts';
import { askHelper } from '../../shared/helper-tasks/ask-helper.ts';
import { grantHelperPhoto } from '../../shared/helper-tasks/grant-helper-photo.ts';
import { helperTaskKey } from '../../shared/helper-tasks/helper-task-key.ts';
import { revokeTask } from '../../shared/helper-tasks/revoke-task.ts';
import { sanitizeUpload } from '../../shared/helper-tasks/sanitize-upload.ts';
import { deskOf, reportOf, room, station } from '../cases/room.ts';

const officer = deskOf('officer');

/** Accepts every file except one whose first byte is 0. */
const imageSanitizer: ImageSanitizer = {
  sanitize: async (bytes) => (bytes[0] === 0 ? { fault: 'not-a-picture' } : { jpeg: bytes.toReversed() }),
};
const file = new Uint8Array([1, 2, 3]);

/** A case about which a cleaner was asked, who has answered. */
async function answered() {
  const base = await room();
  const world = { ...base, imageSanitizer };
  const system = base.system as SeededSystem;
  const photoStore = base.photoStore as MemoryPhotoStore;
  const submitted = await submitCase(world, reportOf(), system.now());
  if (submitted.refusal) throw new Error(submitted.refusal.code);
  const key = keyOf(submitted.found);
  const ask = async (commandId: string) => {
    const reader = { scope: officer, requestId: commandId, now: system.now() };
    const asked = await askHelper(world, reader, key.id, { task: '您见过吗？', for: 'cleaner', commandId });
    if (asked.refusal) throw new Error(asked.refusal.code);
    return asked;
  };
  const link = await ask('ask');
  const answer = (given: 'saw' | 'done' | 'not-me', seen = 0, secret = link.secret) =>
    answerTask(world, secret, { answer: given, seen, commandId: `${given}-${seen}` }, system.now());
  await answer('saw');
  const grant = (commandId: string, secret = link.secret) =>
    grantHelperPhoto(world, secret, { commandId }, system.now());
  const granted = async (commandId: string, secret = link.secret) => {
    const granting = await grant(commandId, secret);
    if (granting.refusal) throw new Error(granting.refusal.code);
    return granting.photo.photo;
  };
  const task = helperTaskKey(station, link.id);
  const addressOf = (photo: Awaited<ReturnType<typeof granted>>) => ({ key: task, photo });
  const sanitize = (photo: Awaited<ReturnType<typeof granted>>, more: object = {}) =>
    sanitizeUpload({ ...world, ...more }, addressOf(photo), system.now());
  const upload = (photo: Awaited<ReturnType<typeof granted>>, bytes = file) => {
    photoStore.send(addressOf(photo), bytes);
    return sanitize(photo);
  };
  const revoke = () => revokeTask(world, officer, { caseId: key.id, id: link.id }, system.now());
  const facts = async () => {
    const { facts: all } = await world.store.history(key);
    return all.map(({ fact }) => fact.fact);
  };
  const taskFacts = async () => {
    const { facts: all } = await world.store.history(task);
    return all.map(({ fact }) => fact.fact);
  };
  const seenBy = async (role: Role, photo: Awaited<ReturnType<typeof granted>>) => {
    const reader = { scope: deskOf(role), requestId: 'r', now: system.now() };
    const opened = await staffPhoto(world, reader, key.id, photo);
    return opened.refusal ? opened.refusal.code : [...opened.jpeg];
  };
  const parts = { world, system, photoStore, key, token: submitted.token, link, task };
  return {
    ...parts,
    ask,
    answer,
    grant,
    granted,
    sanitize,
    upload,
    addressOf,
    revoke,
    facts,
    taskFacts,
    seenBy,
  };
}

describe('the photo of a helper', () => {
  test('enters the case as the helper’s, in case and task at once, and the officer who asked is told', async () => {
    const { granted, upload, key, link, world, facts, taskFacts } = await answered();
    const photo = await granted('one');
    expect(await upload(photo)).toEqual({ outcome: 'kept' });
    const { facts: all, deliveries } = await world.store.history(key);
    expect(all.at(-1)).toMatchObject({
      by: { kind: 'helper' },
      fact: { fact: 'helper-photo-added', task: link.id, for: 'cleaner' },
    });
    expect(deliveries.at(-1)?.message).toEqual({
      to: 'assignee',
      person: 'p-officer',
      kind: 'helper-answered',
    });
    expect((await facts()).slice(-2)).toEqual(['helper-answered', 'helper-photo-added']);
    expect(await taskFacts()).toEqual(['asked', 'answered', 'photo-added']);
    expect(await helperPhotosOf(world.store, key)).toMatchObject([{ photo, state: 'kept', task: link.id }]);
  });

  test('is made anew, and what was sent is gone', async () => {
    const { granted, upload, photoStore, addressOf, seenBy } = await answered();
    const photo = await granted('one');
    await upload(photo);
    expect(await seenBy('officer', photo)).toEqual([3, 2, 1]);
    expect(await photoStore.readOriginal(addressOf(photo))).toBeUndefined();
  });

  test('is shown to officers and chiefs, as the helper was promised, and to no resident', async () => {
    const { granted, upload, seenBy, world, token } = await answered();
    const photo = await granted('one');
    await upload(photo);
    expect(await seenBy('chief', photo)).toEqual([3, 2, 1]);
    expect(await seenBy('auditor', photo)).toBe('not-found');
    expect((await residentPhoto(world, token, photo)).refusal?.code).toBe('not-found');
  });

  test('takes none of the four places of the reporter’s', async () => {
    const { granted, upload, world, key } = await answered();
    await upload(await granted('one'));
    expect(await photosOf(world.store, key)).toEqual([]);
  });

  test('ends no wait for the resident', async () => {
    const { granted, upload, world, key, system } = await answered();
    const move = async (command: Parameters<typeof moveCase>[3]['command']) => {
      const expectedVersion = (await world.store.load(key))?.version ?? 0;
      const request = { command, expectedVersion, commandId: command.move };
      return moveCase(world, officer, key.id, request, system.now());
    };
    await move({ move: 'start' });
    await move({ move: 'ask-resident', text: '手机壳是什么颜色？' });
    await upload(await granted('one'));
    expect((await world.store.load(key))?.status).toBe('waiting-resident');
  });

  test('that cannot be accepted changes neither case nor task, and makes room at once', async () => {
    const { granted, grant, upload, facts, taskFacts, world, key } = await answered();
    for (const one of ['one', 'two'])
      expect(await upload(await granted(one), new Uint8Array([0]))).toMatchObject({ fault: 'not-a-picture' });
    expect([await facts(), await taskFacts()].map((all) => all.length)).toEqual([3, 2]);
    expect((await helperPhotosOf(world.store, key)).map(({ state }) => state)).toEqual(['refused']);
    expect((await grant('three')).refusal).toBeUndefined();
  });

  test('is one of two at the most for each task, however many are asked for at once', async () => {
    const { ask, answer, grant, granted, upload } = await answered();
    const asked = await Promise.all(['1', '2', '3', '4'].map((one) => grant(one)));
    expect(asked.filter(({ refusal }) => refusal === undefined)).toHaveLength(2);
    for (const one of asked) if (!one.refusal) await upload(one.photo.photo);
    expect((await grant('5')).refusal).toEqual({ code: 'photos-full', photosMax: 2 });
    const other = await ask('other');
    await answer('done', 0, other.secret);
    expect(await granted('1', other.secret)).toBeDefined();
  });

  test('is kept once, however often its upload is announced', async () => {
    const { granted, upload, sanitize, photoStore, addressOf, taskFacts } = await answered();
    const photo = await granted('one');
    photoStore.send(addressOf(photo), file);
    const outcomes = await Promise.all([sanitize(photo), sanitize(photo), upload(photo)]);
    expect(outcomes.filter(({ outcome }) => outcome === 'kept')).toHaveLength(1);
    expect((await taskFacts()).filter((fact) => fact === 'photo-added')).toHaveLength(1);
  });

  test('needs an answer first, and one that is not "not me"', async () => {
    const { ask, answer, grant } = await answered();
    const other = await ask('other');
    expect((await grant('one', other.secret)).refusal?.code).toBe('not-found');
    await answer('not-me', 1);
    expect((await grant('one')).refusal?.code).toBe('not-found');
  });
});

describe('a link that opens no more', () => {
  const ends = [
    ['was taken back', ({ revoke }: Awaited<ReturnType<typeof answered>>) => revoke()],
    ['said "not me"', ({ answer }: Awaited<ReturnType<typeof answered>>) => answer('not-me', 1)],
    [
      'is two days old',
      async ({ system, link }: Awaited<ReturnType<typeof answered>>) =>
        system.pass(link.until - system.now()),
    ],
  ] as const;

  test.each(ends)('because it %s gets no grant', async (_, end) => {
    const here = await answered();
    await end(here);
    expect((await here.grant('one')).refusal?.code).toBe('not-found');
  });

  test.each(ends)(
    'because it %s after the grant adds no photo, and the upload is deleted',
    async (_, end) => {
      const here = await answered();
      here.system.pass(48 * HOUR - 3 * MINUTE);
      const photo = await here.granted('one');
      await end(here);
      const before = [await here.facts(), await here.taskFacts()];
      expect(await here.upload(photo)).toEqual({ outcome: 'unasked' });
      expect([await here.facts(), await here.taskFacts()]).toEqual(before);
      expect(await here.seenBy('officer', photo)).toBe('not-found');
      expect([...here.photoStore.objects.keys()]).toEqual([]);
    },
  );

  test('because it was taken back while the photo was being made anew adds none either', async () => {
    const here = await answered();
    const photo = await here.granted('one');
    here.photoStore.send(here.addressOf(photo), file);
    const slow: ImageSanitizer = {
      async sanitize(bytes) {
        await here.revoke();
        return imageSanitizer.sanitize(bytes);
      },
    };
    expect(await here.sanitize(photo, { imageSanitizer: slow })).toEqual({ outcome: 'unasked' });
    expect(await here.taskFacts()).toEqual(['asked', 'answered', 'revoked']);
    expect(await here.seenBy('officer', photo)).toBe('not-found');
  });

  test('because it was taken back between the last look at the task and the commit adds none either', async () => {
    const here = await answered();
    const photo = await here.granted('one');
    here.photoStore.send(here.addressOf(photo), file);
    const { store } = here.world;
    let commits = 0;
    const racing = new Proxy(store, {
      get(target, name) {
        if (name !== 'commit') return Reflect.get(target, name) as unknown;
        return async (...steps: Parameters<typeof store.commit>) => {
          commits += 1;
          if (commits === 1) await here.revoke();
          return target.commit(...steps);
        };
      },
    });
    expect(await here.sanitize(photo, { store: racing })).toEqual({ outcome: 'unasked' });
    expect(commits).toBe(1);
    expect(await here.facts()).not.toContain('helper-photo-added');
    expect(await here.taskFacts()).toEqual(['asked', 'answered', 'revoked']);
  });
});
