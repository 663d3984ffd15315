import { beforeAll, describe, expect, it } from 'vitest';
import { join, jpeg, jpegSize, photoWithPlace, png } from '../../pictures.ts';
import { postPhoto as post, trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const { run, client } = await sharedStack();
const token = trackingToken(41);
const path = { token };
/** A case for each group of tests, since a case takes four photos. */
const others = [trackingToken(42), trackingToken(43), trackingToken(44), trackingToken(45)] as const;
const officer = await client.tokenOf('officer');

beforeAll(async () => {
  for (const one of [token, ...others]) {
    const report = { place: 'b03-1', type: 'hazard', what: '消防通道堆满了纸箱，照片里能看到', token: one };
    expect((await client.ask('POST /v1/cases', { body: report })).status).toBe(201);
  }
});

const grant = (commandId: string, of = token) => client.grantPhoto(of, commandId);

const shown = async (photo: string, of = token) => {
  await run.settle();
  const { body } = await client.ask('GET /v1/track/{token}', { path: { token: of } });
  return body.photos.find((one: { photo: string }) => one.photo === photo);
};

const fetched = (photo: string, of = token) => fetch(`${run.origin}/v1/track/${of}/photos/${photo}`);

const opened = async (photo: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetched(photo)).arrayBuffer());

describe('a photo, sent to the photo store with a grant', () => {
  it('is shown to its sender and to the officer, without the place where it was taken', async () => {
    const one = await grant('one');
    const sent = await photoWithPlace(2000, 1500);
    expect(Buffer.from(sent).toString('latin1')).toContain('Exif');
    expect((await post(one, sent, { origin: run.origin })).status).toBe(204);
    expect(await shown(one.photo)).toMatchObject({ state: 'kept' });
    const kept = await opened(one.photo);
    expect(await jpegSize(kept)).toEqual([1600, 1200]);
    expect(Buffer.from(kept).toString('latin1')).not.toMatch(/Exif|Telefon/);

    const { body: mine } = await client.ask('GET /v1/track/{token}', { path });
    const id = await client.idOf(mine.reference, officer);
    const { body: found } = await client.ask('GET /v1/office/cases/{id}', { bearer: officer, path: { id } });
    expect(found.photos).toMatchObject([{ photo: one.photo, state: 'kept' }]);
    expect(found.history.at(-1)).toMatchObject({ fact: 'photo-added', by: { kind: 'resident' } });
    expect(mine.history.at(-1)).toMatchObject({ what: '您加了一张照片' });
    const address = `${run.origin}/v1/office/cases/${id}/photos/${one.photo}`;
    const seen = await fetch(address, { headers: { authorization: `Bearer ${officer}` } });
    expect(new Uint8Array(await seen.arrayBuffer())).toEqual(kept);
    expect((await fetch(address)).status).toBe(401);
    const stranger = await fetch(`${run.origin}/v1/track/${trackingToken(99)}/photos/${one.photo}`);
    expect(stranger.status).toBe(404);
  });

  it.each([
    ['a drawing', 'not-a-picture', async () => join('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['half a photo', 'truncated', async () => (await jpeg(640, 480)).subarray(0, 5000)],
    ['50,000 × 50,000 pixels', 'too-many-pixels', async () => png(50_000, 50_000, 1)],
  ])('is refused with a sentence when it is %s, and the case stays as it is', async (_, fault, make) => {
    const before = await client.ask('GET /v1/track/{token}', { path });
    const one = await grant(fault);
    expect((await post(one, await make())).status).toBe(204);
    const shownPhoto = await shown(one.photo);
    expect(shownPhoto).toMatchObject({ state: 'refused' });
    expect(shownPhoto.words.length).toBeGreaterThan(10);
    expect((await fetch(`${run.origin}/v1/track/${token}/photos/${one.photo}`)).status).toBe(404);
    const after = await client.ask('GET /v1/track/{token}', { path });
    const { photos: _photos, ...rest } = before.body;
    expect(after.body).toMatchObject(rest);
  });
});

describe('a helper without an account', () => {
  it('sees the task and its photo by the link and answers, and another link is taken back', async () => {
    const of = others[3];
    const one = await grant('asked-about', of);
    expect((await post(one, await jpeg(640, 480))).status).toBe(204);
    expect(await shown(one.photo, of)).toMatchObject({ state: 'kept' });
    const { body: mine } = await client.ask('GET /v1/track/{token}', { path: { token: of } });
    const id = await client.idOf(mine.reference, officer);
    const desk = { bearer: officer, path: { id } };
    const asked = async (task: string, more = {}) => {
      const body = { task, for: 'cleaner', ...more };
      const answer = await client.ask('POST /v1/office/cases/{id}/helpers', { ...desk, body });
      expect(answer.status).toBe(201);
      return { id: String(answer.body.id), ticket: String(answer.body.url).split('/h/')[1] ?? '' };
    };
    const { ticket } = await asked('照片里的纸箱，是谁放的？', { photo: one.photo });
    const page = await client.ask('GET /h/{ticket}', { path: { ticket } });
    expect(page.text).toContain('照片里的纸箱，是谁放的？');
    const seen = await fetch(`${run.origin}/h/${ticket}/photo`);
    expect(await jpegSize(new Uint8Array(await seen.arrayBuffer()))).toEqual([640, 480]);
    const form = { seen: '0', answer: 'done' };
    expect((await client.ask('POST /h/{ticket}', { path: { ticket }, form })).status).toBe(303);

    const other = await asked('纸箱搬走了吗？');
    const revoke = 'POST /v1/office/cases/{id}/helpers/{task}/revoke';
    const path = { id, task: other.id };
    expect((await client.ask(revoke, { bearer: officer, path })).status).toBe(200);
    expect((await client.ask('GET /h/{ticket}', { path: { ticket: other.ticket } })).status).toBe(404);
    const { body } = await client.ask('GET /v1/office/cases/{id}/helpers', desk);
    expect(body.helpers).toHaveLength(2);
  });
});

describe('the photo store itself', () => {
  it('refuses a file without a grant, with a changed grant, or that is too large', async () => {
    const { url, fields } = await grant('tampered', others[0]);
    const file = await jpeg(64, 64);
    const tampered = [
      {},
      { ...fields, key: `${fields.key}x` },
      { ...fields, 'X-Amz-Signature': '00'.repeat(32) },
      { ...fields, 'Content-Type': 'text/html' },
      { ...fields, acl: 'public-read' },
    ];
    for (const wrong of tampered) expect((await post({ url, fields: wrong }, file)).status).toBe(403);
    const large = await post({ url, fields }, new Uint8Array(8 * 1024 * 1024 + 1));
    expect([large.status, await large.text()]).toEqual([400, expect.stringContaining('EntityTooLarge')]);
  });

  it('serves no photo directly', async () => {
    const { url } = await grant('direct', others[0]);
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(`${url}/kept/st1/anything`)).status).toBe(403);
  });

  it('tells pages of the station, and of no other origin, how it went', async () => {
    const file = await jpeg(64, 64);
    const ours = await post(await grant('cors', others[1]), file, { origin: run.origin });
    expect(ours.headers.get('access-control-allow-origin')).toBe(run.origin);
    const theirs = await post(await grant('cors-2', others[1]), file, {
      origin: 'https://elsewhere.example',
    });
    expect(theirs.headers.get('access-control-allow-origin')).toBeNull();
    await run.settle();
  });

  it('takes nothing after five minutes, and the page says that the photo did not arrive', async () => {
    const late = await grant('late', others[1]);
    await client.advance(6);
    expect((await post(late, await jpeg(64, 64))).status).toBe(403);
    expect(await shown(late.photo, others[1])).toMatchObject({ state: 'lost' });
  });
});

describe('after the clock was moved by days', () => {
  it('photos are taken and shown in turn, since the photo store keeps the same time', async () => {
    await client.jump(3 * 24 * 60);
    for (const commandId of ['after-1', 'after-2', 'after-3']) {
      const one = await grant(commandId, others[2]);
      expect((await post(one, await jpeg(64, 64))).status).toBe(204);
      expect(await shown(one.photo, others[2])).toMatchObject({ state: 'kept' });
      expect((await fetched(one.photo, others[2])).status).toBe(200);
    }
  });
});

it('leaves no dead letter', () => {
  expect(run.deadLetters()).toEqual([]);
});
