import { describe, expect, test } from 'vitest';
import { type MemoryPhotoStore, PHOTO_STORE_ORIGIN } from '../../shared/adapters/memory/photo-store.ts';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { type PhotoFault, photoFaults } from '../../shared/cases/photos/photo.ts';
import { sanitizePhoto } from '../../shared/cases/photos/sanitize-photo.ts';
import { HOUR, SECOND } from '../../shared/engine/calendar/instant.ts';
import { station } from '../cases/room.ts';
import { type HttpApi, reported } from '../http/http-api.ts';
import { act, builtScript, openCase, openForm, readable, residents } from './pages.ts';

const fileInputs = (page: string) => page.match(/<input[^>]*type="file"[^>]*>/g) ?? [];

/** Requests an upload as the page does without a script, and uploads a photo. */
async function send(rig: HttpApi, token: string, id: string, fault?: PhotoFault) {
  const asked = await act(rig, token, { action: 'add-photo', commandId: `c-${fault}` });
  expect(asked.status).toBe(200);
  const name = /name="key" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
  const at = { key: keyOf({ station, caseId: id as never }), photo: name.split('/').at(-1) as never };
  (rig.world.photoStore as MemoryPhotoStore).send(at, new Uint8Array([1, 2, 3]));
  const imageSanitizer = {
    sanitize: async () => (fault === undefined ? { jpeg: new Uint8Array([7]) } : { fault }),
  };
  await sanitizePhoto({ ...rig.world, imageSanitizer }, at, rig.world.system.now());
  return { asked, photo: at.photo as string };
}

describe('without a script, the receipt', () => {
  test('offers a form that posts one photo straight to the photo store, whose redirect back works for an hour', async () => {
    const rig = await residents();
    const { token } = await reported(rig);
    expect((await openCase(rig, token)).text).toContain('name="action" value="add-photo"');
    const { status, text, headers } = await act(rig, token, { action: 'add-photo' }, { lang: 'en' });
    expect(status).toBe(200);
    // Nothing was sent yet.
    expect(text).not.toContain('on its way');
    expect((await openCase(rig, token, { lang: 'en' })).text).toContain('on its way');
    expect(text).toContain(
      `<form method="post" action="${PHOTO_STORE_ORIGIN}/" enctype="multipart/form-data">`,
    );
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`form-action 'self' ${PHOTO_STORE_ORIGIN};`);
    expect(policy).not.toContain('unsafe');
    const back =
      /name="success_action_redirect" value="https:\/\/huiying\.example\.cn\/photos\/([^"]+)"/.exec(text);
    const returnLink = (ticket = '') =>
      rig.ask('GET /photos/{ticket}', {
        path: { ticket },
        query: { bucket: 'photoStore', key: 'incoming/x', etag: '"y"' },
      });
    (rig.world.system as SeededSystem).pass(HOUR - SECOND);
    expect(await returnLink(back?.[1])).toMatchObject({
      status: 303,
      headers: { location: `/t/${token}?lang=en` },
    });
    expect((await returnLink(`${back?.[1]}x`)).status).toBe(404);
    (rig.world.system as SeededSystem).pass(SECOND);
    expect((await returnLink(back?.[1])).status).toBe(404);
    expect(/<form[^>]*multipart[\s\S]*?<\/form>/.exec(text)?.[0]).not.toContain(token);
  });

  test('shows what was kept, from our own address', async () => {
    const rig = await residents();
    const { token, id } = await reported(rig);
    const { photo } = await send(rig, token, id);
    const { text, headers } = await openCase(rig, token);
    expect(text).toContain(`<img src="/v1/track/${token}/photos/${photo}" alt="照片 1"`);
    expect(String(headers['content-security-policy'])).toContain("img-src data: 'self'");
    const picture = await rig.ask('GET /v1/track/{token}/photos/{photo}', { path: { token, photo } });
    expect(picture.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
    expect(Buffer.from(picture.text, 'base64')).toEqual(Buffer.from([7]));
  });

  test.each(photoFaults)('says in both languages what was wrong: %s', async (fault) => {
    const rig = await residents();
    const { token, id } = await reported(rig);
    await send(rig, token, id, fault);
    const chinese = readable((await openCase(rig, token)).text);
    const english = readable((await openCase(rig, token, { lang: 'en' })).text);
    expect(chinese).toMatch(/照片[\s\S]*(照片|文件)[\s\S]*请/);
    expect(english).toMatch(/Photos[\s\S]*(photo|file)[\s\S]*[Pp]lease/);
    // The rejected photo does not affect the case.
    expect(chinese).toContain('有人答复您');
  });

  test('refuses a fifth photo', async () => {
    const rig = await residents();
    const { token } = await reported(rig);
    for (const commandId of ['n1', 'n2', 'n3', 'n4']) {
      expect((await act(rig, token, { action: 'add-photo', commandId })).status).toBe(200);
    }
    const fifth = await act(rig, token, { action: 'add-photo', commandId: 'n5' });
    expect(fifth.status).toBe(409);
    expect(readable(fifth.text)).toContain('一件事最多放 4 张照片');
  });

  test('takes no photo of a case that was taken back', async () => {
    const rig = await residents();
    const { token } = await reported(rig);
    await act(rig, token, { action: 'withdraw' });
    expect((await openCase(rig, token)).text).not.toContain('value="add-photo"');
    expect((await act(rig, token, { action: 'add-photo' })).status).toBe(409);
  });

  test('of a sensitive case shows photos when asked for', async () => {
    const rig = await residents();
    const { token, id } = await reported(rig, { type: 'lost-person', details: {} });
    await send(rig, token, id);
    expect((await openCase(rig, token)).text).toMatch(
      /<details class="fold"><summary>显示内容<\/summary><ul class="shots"><li><img/,
    );
  });
});

test('the form says that photos come after it, and has no field that would send one with it', async () => {
  const { text } = await openForm(await residents());
  expect(readable(text)).toContain('照片可以在提交之后的下一页添加');
  expect(fileInputs(text)).toEqual([]);
  const [input] = fileInputs((await openForm(await residents(builtScript))).text);
  expect(input).not.toContain('name=');
});
