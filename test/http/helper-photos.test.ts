import { describe, expect, test } from 'vitest';
import { imageSanitizer } from '../../shared/adapters/image-sanitizer/image-sanitizer.ts';
import type { MemoryPhotoStore } from '../../shared/adapters/memory/photo-store.ts';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { incomingAddress } from '../../shared/adapters/photo-store/object-name.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { readsOf } from '../../shared/engine/storage/read-log.ts';
import { sanitizeUpload } from '../../shared/helper-tasks/sanitize-upload.ts';
import { keepPhoto } from '../cases/keep-photo.ts';
import { station } from '../cases/room.ts';
import { jpeg, jpegSize, photoWithPlace, testCodecs } from '../pictures.ts';
import { type HttpApi, http, reported } from './http-api.ts';

const question = '照片里的人，您认识吗？';
const [shownPhoto, otherPhoto] = ['b', 'c'].map((letter) => `p${letter.repeat(25)}`) as [PhotoId, PhotoId];

/** A case of this type, and a cleaner who was asked about it. */
async function asked(report: Readonly<Record<string, unknown>> = {}, request: object = {}) {
  const rig = await http();
  const { id, token } = await reported(rig, report);
  const key = keyOf({ station, caseId: id as CaseId });
  const ask = async (more: object = {}) => {
    const { body } = await rig.as('officer', 'POST /v1/office/cases/{id}/helpers', {
      path: { id },
      body: { task: question, for: 'cleaner', ...more },
    });
    return { ticket: String(body.url).split('/h/')[1] ?? '', task: String(body.id) };
  };
  return { rig, id, key, token, ask, ...(await ask(request)) };
}

const open = (rig: HttpApi, ticket: string, lang?: string) =>
  rig.ask('GET /h/{ticket}', { path: { ticket }, ...(lang && { query: { lang } }) });

const send = (rig: HttpApi, ticket: string, fields: Readonly<Record<string, string>>) =>
  rig.ask('POST /h/{ticket}', {
    path: { ticket },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: String(new URLSearchParams({ seen: '0', ...fields })),
  });

/** Where a page lets a browser upload a photo, and where it is sent back to. */
const uploadOn = (text: string) => ({
  name: /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '',
  back: /photos\/([\w.-]+)"/.exec(text)?.[1] ?? '',
});

/** Uploads a file with the grant on a page, and runs the function that the bucket starts. */
async function upload({ world }: HttpApi, text: string, file: Uint8Array) {
  const at = incomingAddress(uploadOn(text).name);
  if (at === undefined) throw new Error('the page has no form for a photo');
  (world.photoStore as MemoryPhotoStore).send(at, file);
  const sanitizer = { ...world, imageSanitizer: imageSanitizer(testCodecs) };
  return { photo: at.photo, ...(await sanitizeUpload(sanitizer, at, world.system.now())) };
}

const photosOf = async (rig: HttpApi, id: string, role: 'officer' | 'auditor' = 'officer') =>
  (await rig.as(role, 'GET /v1/office/cases/{id}', { path: { id } })).body.photos;

describe('an answer with a photo', () => {
  test.each(['saw', 'done'])(
    '"%s" leads to a form for the photo, which goes to the photo store and comes back, and names no case',
    async (answer) => {
      const { rig, id, ticket, task } = await asked();
      const { status, text, headers } = await send(rig, ticket, { answer, [`photo-${answer}`]: 'yes' });
      expect(status).toBe(200);
      expect(text).toContain('选一张照片');
      expect(text).toContain('已经回答');
      expect(text).toMatch(/<input[^>]+type="file"[^>]+accept="image\/\*"/);
      expect(text).not.toMatch(/ multiple| capture|<script/);
      expect(text).not.toContain(id);
      const policy = String(headers['content-security-policy']);
      expect(policy).toMatch(/form-action 'self' https:\/\/photo-store\.example\.cn/);

      const { name, back } = uploadOn(text);
      expect(name.startsWith(`incoming/${station}/${task}/p`)).toBe(true);
      const returned = await rig.ask('GET /photos/{ticket}', { path: { ticket: back } });
      expect([returned.status, returned.headers.location]).toEqual([303, `/h/${ticket}#photos`]);

      const sent = await photoWithPlace(200, 150);
      const { photo, outcome } = await upload(rig, text, sent);
      expect(outcome).toBe('kept');
      expect((await open(rig, ticket)).text).toContain('这张照片收到了');
      expect((await open(rig, ticket, 'en')).text).toContain('This photo arrived');
      expect(await photosOf(rig, id)).toMatchObject([
        { photo, state: 'kept', helper: { task, for: 'cleaner' } },
      ]);
      const shown = await rig.as('officer', 'GET /v1/office/cases/{id}/photos/{photo}', {
        path: { id, photo },
      });
      const kept = new Uint8Array(Buffer.from(shown.text, 'base64'));
      expect(await jpegSize(kept)).toEqual([200, 150]);
      expect(Buffer.from(kept).toString('latin1')).not.toMatch(/Exif|Telefon/);
    },
  );

  test('is one answer and one photo, however often its page is loaded anew', async () => {
    const { rig, id, ticket } = await asked();
    const fields = { answer: 'saw', 'photo-saw': 'yes', commandId: 'tap' };
    const [first, again] = [await send(rig, ticket, fields), await send(rig, ticket, fields)];
    expect(uploadOn(again.text).name).toBe(uploadOn(first.text).name);
    await upload(rig, again.text, await jpeg(64, 64));
    expect((await send(rig, ticket, fields)).status).toBe(303);
    expect(await photosOf(rig, id)).toHaveLength(1);
  });

  test('belongs to the answer that was chosen, and “not me” takes none', async () => {
    const { rig, ticket, ask } = await asked();
    expect((await send(rig, ticket, { answer: 'done', 'photo-saw': 'yes' })).status).toBe(303);
    const { ticket: other } = await ask();
    const notMe = await send(rig, other, { answer: 'not-me', 'photo-not-me': 'yes', 'photo-saw': 'yes' });
    expect(notMe.text).not.toContain('type="file"');
  });

  test('is sent later too, and the form says in both languages why a photo was not taken', async () => {
    const { rig, ticket } = await asked();
    await send(rig, ticket, { answer: 'done' });
    const page = await send(rig, ticket, { action: 'add-photo', commandId: 'later' });
    expect(await upload(rig, page.text, new Uint8Array([1, 2, 3]))).toMatchObject({ fault: 'not-a-picture' });
    expect((await open(rig, ticket)).text).toContain('这个文件不是能显示的照片');
    expect((await open(rig, ticket, 'en')).text).toContain('This file is no photo that we can show');
  });

  test('that never arrives is said to be missing, and can be sent again', async () => {
    const { rig, ticket } = await asked();
    await send(rig, ticket, { answer: 'saw', 'photo-saw': 'yes' });
    (rig.world.system as SeededSystem).pass(6 * MINUTE);
    const { text } = await open(rig, ticket);
    expect(text).toContain('这张照片没有收到');
    expect(text).toContain('加一张照片');
  });

  test('is one of two; a third is refused with a sentence, and the answer stands', async () => {
    const { rig, ticket } = await asked();
    await send(rig, ticket, { answer: 'saw' });
    for (const commandId of ['one', 'two']) await send(rig, ticket, { action: 'add-photo', commandId });
    const third = await send(rig, ticket, { action: 'add-photo', commandId: 'three' });
    expect([third.status, third.text.includes('type="file"')]).toEqual([409, false]);
    expect(third.text).toContain('最多放 2 张照片');
  });

  test('is not offered before there is an answer', async () => {
    const { rig, ticket } = await asked();
    const early = await send(rig, ticket, { action: 'add-photo' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('请先选一个回答');
    expect(early.text).not.toContain('type="file"');
  });

  test('is not offered by a link that opens no more, and its look and its answer stay on record', async () => {
    const { rig, id, ticket, task, ask } = await asked();
    await send(rig, ticket, { answer: 'saw' });
    const path = { id, task };
    await rig.as('chief', 'POST /v1/office/cases/{id}/helpers/{task}/revoke', { path });
    for (const fields of [{ action: 'add-photo' }, { answer: 'saw', 'photo-saw': 'yes', seen: '1' }]) {
      expect((await send(rig, ticket, fields)).status).toBe(404);
    }
    const { ticket: other } = await ask();
    await send(rig, other, { answer: 'saw', 'photo-saw': 'yes' });
    const { body } = await rig.as('officer', 'GET /v1/office/cases/{id}/helpers', { path: { id } });
    expect(
      body.helpers.map(({ status, views }: { status: string; views: number }) => [status, views]),
    ).toEqual(
      expect.arrayContaining([
        ['revoked', 0],
        ['answered', 1],
      ]),
    );
  });
});

describe('a helper’s photo in the case', () => {
  test('is hidden from auditors, not shown to the resident, and on record in a secret case', async () => {
    const { rig, id, key, ticket, token } = await asked({ type: 'lead', details: {}, what: '线索' });
    const { text } = await send(rig, ticket, { answer: 'saw', 'photo-saw': 'yes' });
    const { photo } = await upload(rig, text, await jpeg(64, 64));
    expect(await photosOf(rig, id, 'auditor')).toMatchObject([{ photo, hidden: true }]);
    const path = { id, photo };
    const route = 'GET /v1/office/cases/{id}/photos/{photo}';
    expect((await rig.as('auditor', route, { path })).status).toBe(404);
    const before = (await readsOf(rig.world.store, key, { limit: 10 })).reads.length;
    expect((await rig.as('officer', route, { path, requestId: 'look' })).status).toBe(200);
    const { reads } = await readsOf(rig.world.store, key, { limit: 10 });
    expect(reads.length).toBe(before + 1);
    expect(reads[0]).toMatchObject({ what: ['photo'], item: photo, request: 'look' });

    const tracked = await rig.ask('GET /v1/track/{token}', { path: { token } });
    expect(tracked.body.photos).toEqual([]);
    expect(JSON.stringify(tracked.body.history)).not.toContain('照片');
    const opened = await rig.ask('GET /v1/track/{token}/photos/{photo}', { path: { token, photo } });
    expect(opened.status).toBe(404);
  });

  test('can be shown to the next helper, and each helper sees the photo that the officer chose, and no other', async () => {
    const { rig, id, key, ticket, ask } = await asked();
    await keepPhoto(rig.world, { key, photo: shownPhoto }, Buffer.from('CANARY-SHOWN'));
    const { text } = await send(rig, ticket, { answer: 'saw', 'photo-saw': 'yes' });
    const { photo } = await upload(rig, text, await jpeg(80, 60));
    const seen = async (of: string) => {
      const page = await open(rig, of);
      const shown = await rig.ask('GET /h/{ticket}/photo', { path: { ticket: of } });
      return {
        status: shown.status,
        img: page.text.includes('<img '),
        bytes: Buffer.from(shown.text, 'base64'),
      };
    };
    expect(await seen(ticket)).toMatchObject({ status: 404, img: false });
    const { ticket: first } = await ask({ photo: shownPhoto });
    const one = await seen(first);
    expect([one.status, one.img, one.bytes.toString()]).toEqual([200, true, 'CANARY-SHOWN']);
    const { ticket: second } = await ask({ photo });
    expect(await jpegSize(new Uint8Array((await seen(second)).bytes))).toEqual([80, 60]);
    const none = { task: question, for: 'guard', photo: otherPhoto };
    const wrong = await rig.as('officer', 'POST /v1/office/cases/{id}/helpers', { path: { id }, body: none });
    expect(wrong.status).toBe(404);
  });
});
