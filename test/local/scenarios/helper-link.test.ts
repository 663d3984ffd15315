import { beforeAll, describe, expect, it } from 'vitest';
import { jpeg, jpegSize } from '../../pictures.ts';
import { postPhoto, trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const { run, client } = await sharedStack();
const bearer = await client.tokenOf('officer');
const question = '照片里的人，您认识吗？';
const UNKNOWN = 'A'.repeat(43);

/** A case, and what the officer does with its helpers. */
async function reported(number: number) {
  const token = trackingToken(number);
  const report = { place: 'b03-1', type: 'hazard', what: 'CANARY 消防通道堆满了纸箱', token };
  const { body } = await client.ask('POST /v1/cases', { body: report });
  const id = await client.idOf(body.reference, bearer);
  const path = { id };
  return {
    id,
    token,
    async ask(more: object = {}) {
      const request = { path, bearer, body: { task: question, for: 'cleaner', ...more } };
      const asked = await client.ask('POST /v1/office/cases/{id}/helpers', request);
      expect(asked.status).toBe(201);
      return { ticket: String(asked.body.url).split('/h/')[1] ?? '', task: String(asked.body.id) };
    },
    revoke: async (task: string) =>
      client.ask('POST /v1/office/cases/{id}/helpers/{task}/revoke', { path: { id, task }, bearer }),
    details: async () => (await client.ask('GET /v1/office/cases/{id}', { path, bearer })).body,
    /** How often the link of this task was looked at, by the record of looks. */
    async views(task: string): Promise<number> {
      const { body: listed } = await client.ask('GET /v1/office/cases/{id}/helpers', { path, bearer });
      return listed.helpers.find((one: { id: string }) => one.id === task)?.views;
    },
  };
}

const open = (ticket: string) => client.ask('GET /h/{ticket}', { path: { ticket } });
const send = (ticket: string, form: Readonly<Record<string, string>>) =>
  client.ask('POST /h/{ticket}', { path: { ticket }, form: { seen: '0', ...form } });

/** The form on a page with which a browser uploads a photo. */
function uploadForm(text: string) {
  const url = /action="([^"]+)" enctype/.exec(text)?.[1] ?? '';
  const fields = [...text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return { url, fields: Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value])) };
}

/** What a link that never was is answered with. */
let nowhere = '';
beforeAll(async () => {
  const { status, text } = await open(UNKNOWN);
  expect(status).toBe(404);
  nowhere = text;
});

describe('a helper’s link on two devices', () => {
  it('shows the task and the chosen photo on both, each look on record, and takes the first answer', async () => {
    const found = await reported(91);
    const [chosen, other] = [
      await client.grantPhoto(found.token, 'one'),
      await client.grantPhoto(found.token, 'two'),
    ];
    await postPhoto(chosen, await jpeg(80, 60));
    await postPhoto(other, await jpeg(40, 30));
    await run.settle();
    const { ticket, task } = await found.ask({ photo: chosen.photo });
    for (const page of [await open(ticket), await open(ticket)]) {
      expect([page.status, page.text.includes(question), page.text.includes('CANARY')]).toEqual([
        200,
        true,
        false,
      ]);
    }
    const shown = await fetch(`${run.origin}/h/${ticket}/photo`);
    expect(await jpegSize(new Uint8Array(await shown.arrayBuffer()))).toEqual([80, 60]);
    expect(await found.views(task)).toBe(3);

    expect((await send(ticket, { answer: 'done', commandId: 'first' })).status).toBe(303);
    const second = await send(ticket, { answer: 'saw', text: '是老孙', commandId: 'second' });
    expect([second.status, second.text.includes('是老孙')]).toEqual([409, true]);
    expect(
      (await send(ticket, { answer: 'saw', text: '是老孙', seen: '1', commandId: 'third' })).status,
    ).toBe(303);
    // The page that came back with the conflict is the fourth look.
    expect(await found.views(task)).toBe(4);
    const { history } = await found.details();
    expect(history.slice(-2)).toMatchObject([
      { fact: 'helper-answered', by: { kind: 'helper' }, particulars: { answer: 'done' } },
      { fact: 'helper-answered', by: { kind: 'helper' }, particulars: { answer: 'saw', correction: 1 } },
    ]);
  });
});

describe('the photo of a helper', () => {
  it('goes past the API, comes back to the page, and is the helper’s in the case', async () => {
    const found = await reported(92);
    const { ticket, task } = await found.ask();
    const page = await send(ticket, { answer: 'saw', 'photo-saw': 'yes', commandId: 'tap' });
    expect([page.status, page.text.includes(found.id)]).toEqual([200, false]);
    const posted = await postPhoto(uploadForm(page.text), await jpeg(320, 240));
    expect(posted.status).toBe(303);
    const back = await fetch(posted.headers.get('location') ?? '', { redirect: 'manual' });
    expect([back.status, back.headers.get('location')]).toEqual([303, `/h/${ticket}#photos`]);
    await run.settle();
    expect((await open(ticket)).text).toContain('这张照片收到了');
    const { photos, history } = await found.details();
    expect(photos).toMatchObject([{ state: 'kept', helper: { task, for: 'cleaner' } }]);
    expect(history.at(-1)).toMatchObject({ fact: 'helper-photo-added', by: { kind: 'helper' } });
    const address = `${run.origin}/v1/office/cases/${found.id}/photos/${photos[0].photo}`;
    const seen = await fetch(address, { headers: { authorization: `Bearer ${bearer}` } });
    expect(await jpegSize(new Uint8Array(await seen.arrayBuffer()))).toEqual([320, 240]);
    const tracked = await client.ask('GET /v1/track/{token}', { path: { token: found.token } });
    expect(tracked.body.photos).toEqual([]);
  });

  it('adds nothing once the link was taken back between the grant and the upload', async () => {
    const found = await reported(93);
    const { ticket, task } = await found.ask();
    const page = await send(ticket, { answer: 'saw', 'photo-saw': 'yes', commandId: 'tap' });
    expect((await found.revoke(task)).status).toBe(200);
    expect((await postPhoto(uploadForm(page.text), await jpeg(320, 240))).status).toBe(303);
    await run.settle();
    const { photos, history } = await found.details();
    expect(photos.filter(({ state }: { state: string }) => state === 'kept')).toEqual([]);
    expect(history.map(({ fact }: { fact: string }) => fact)).not.toContain('helper-photo-added');
  });
});

describe('a link that opens nothing', () => {
  it.each(['taken back', 'two days old'])(
    'because it was %s looks like one that never was, and leaves no look',
    async (why) => {
      const found = await reported(why === 'taken back' ? 94 : 95);
      const { ticket, task } = await found.ask();
      expect((await open(ticket)).status).toBe(200);
      if (why === 'taken back') await found.revoke(task);
      else {
        await run.settle();
        await client.jump(48 * 60);
      }
      const { status, text } = await open(ticket);
      expect([status, text]).toEqual([404, nowhere]);
      expect((await send(ticket, { answer: 'done' })).status).toBe(404);
      expect((await fetch(`${run.origin}/h/${ticket}/photo`)).status).toBe(404);
      expect(await found.views(task)).toBe(1);
      const { history } = await found.details();
      expect(history.map(({ fact }: { fact: string }) => fact)).not.toContain('helper-answered');
    },
  );

  it('because it was guessed, also next to a real one, is the same', async () => {
    const found = await reported(96);
    const { ticket, task } = await found.ask();
    const near = `${ticket.slice(0, -1)}${ticket.endsWith('A') ? 'E' : 'A'}`;
    for (const guessed of [near, task, ticket.toLowerCase()]) {
      const { status, text } = await open(guessed);
      expect([status, text]).toEqual([404, nowhere]);
    }
    expect(await found.views(task)).toBe(0);
  });

  it('is of its own case alone: under another it is neither listed, nor taken back, nor answered', async () => {
    const [one, other] = [await reported(97), await reported(98)];
    const { ticket, task } = await one.ask();
    expect(await other.views(task)).toBeUndefined();
    expect((await other.revoke(task)).status).toBe(404);
    expect((await send(ticket, { answer: 'done', commandId: 'tap' })).status).toBe(303);
    const facts = async ({ details }: typeof one) =>
      (await details()).history.map(({ fact }: { fact: string }) => fact);
    expect(await facts(one)).toContain('helper-answered');
    expect(await facts(other)).not.toContain('helper-answered');
  });
});

it('leaves no dead letter', () => {
  expect(run.deadLetters()).toEqual([]);
});
