import { describe, expect, it } from 'vitest';
import { lostPhone } from './client.ts';
import { sharedStack } from './stack.ts';

const { client } = await sharedStack();

const report = lostPhone(1);
const { token } = report;

describe('a lost phone, from the report to its rating, by HTTP alone', () => {
  it('is received, followed, acknowledged, answered, resolved, rated and reopened', async () => {
    const submitted = await client.ask('POST /v1/cases', { body: report });
    expect(submitted.status).toBe(201);
    const { reference } = submitted.body;
    expect(reference).toMatch(/^\d{7}$/);
    expect((await client.ask('POST /v1/cases', { body: report })).status).toBe(200);

    const track = () => client.ask('GET /v1/track/{token}', { path: { token } });
    expect((await track()).body).toMatchObject({ reference, status: 'received', phone: '138 •••• 0003' });

    const bearer = await client.tokenOf('officer');
    const id = await client.idOf(reference, bearer);
    let version = 1;
    const move = async (body: object) => {
      const request = { path: { id }, bearer, body: { expectedVersion: version, ...body } };
      const moved = await client.ask('POST /v1/office/cases/{id}/moves', request);
      if (moved.status === 200) version = moved.body.version;
      return moved;
    };
    expect((await move({ move: 'acknowledge' })).status).toBe(200);

    // Who picked it up? A cleaner may know, and needs no account to say so.
    const asked = await client.ask('POST /v1/office/cases/{id}/helpers', {
      path: { id },
      bearer,
      body: { task: '早上在 3 号楼电梯里，您见过谁捡手机吗？', for: 'cleaner' },
    });
    expect(asked.status).toBe(201);
    const ticket = String(asked.body.url).split('/h/')[1] ?? '';
    expect((await client.ask('GET /h/{ticket}', { path: { ticket } })).text).toContain('您见过谁捡手机吗');
    const said = await client.ask('POST /h/{ticket}', {
      path: { ticket },
      form: { answer: 'saw', text: '收废品的老孙捡的', seen: '0', commandId: 'tap' },
    });
    expect(said.status).toBe(303);
    const heard = await client.ask('GET /v1/office/cases/{id}', { path: { id }, bearer });
    const { version: heardAt, index, kind } = heard.body.texts.at(-1);
    expect(kind).toBe('helper-words');
    const opened = await client.ask('POST /v1/office/cases/{id}/reveal', {
      path: { id },
      bearer,
      body: { what: 'text', version: heardAt, index },
    });
    expect(opened.body).toMatchObject({ text: '收废品的老孙捡的' });
    const { body: listed } = await client.ask('GET /v1/office/cases/{id}/helpers', { path: { id }, bearer });
    expect(listed.helpers).toMatchObject([{ status: 'answered', answer: 'saw', views: 1 }]);
    const other = await client.ask('POST /v1/office/cases/{id}/helpers', {
      path: { id },
      bearer,
      body: { task: '请看一下北门', for: 'guard' },
    });
    const revoke = 'POST /v1/office/cases/{id}/helpers/{task}/revoke';
    expect((await client.ask(revoke, { path: { id, task: other.body.id }, bearer })).status).toBe(200);
    const gone = { path: { ticket: String(other.body.url).split('/h/')[1] ?? '' } };
    expect((await client.ask('GET /h/{ticket}', gone)).status).toBe(404);
    version = heard.body.version + 1;

    expect((await move({ move: 'reply', text: '监控看过了，保洁员认出了捡到的人' })).status).toBe(200);
    expect((await track()).text).toContain('保洁员认出了捡到的人');

    const early = await move({ move: 'close' });
    expect(early).toMatchObject({ status: 409, body: { code: 'move-not-allowed', from: 'in-progress' } });
    const stale = await move({ move: 'note', text: '旧', expectedVersion: 1 });
    expect(stale).toMatchObject({ status: 412, body: { code: 'changed-meanwhile' } });

    const resolved = await move({ move: 'resolve', outcome: 'returned', text: '手机找到了，请到警务室来取' });
    expect(resolved.body).toMatchObject({ status: 'resolved', dueKind: 'end:window' });

    const rated = await client.ask('POST /v1/track/{token}/rating', {
      path: { token },
      body: { rating: 'satisfied', text: '谢谢' },
    });
    expect(rated.status).toBe(200);
    const reopened = await client.ask('POST /v1/track/{token}/reopen', { path: { token }, body: {} });
    expect(reopened.status).toBe(200);
    expect((await track()).body).toMatchObject({ status: 'reopened' });

    const clock = await client.ask('GET /v1/office/cases/{id}/clock', { path: { id }, bearer });
    expect(clock.status).toBe(200);
    const caseDetails = await client.ask('GET /v1/office/cases/{id}', { path: { id }, bearer });
    expect(caseDetails.text).toContain('谢谢');
  });
});

describe('what the stack serves besides the cases', () => {
  it('health, the document and its page', async () => {
    expect((await client.ask('GET /health')).status).toBe(200);
    const document = await client.ask('GET /openapi.json');
    expect(document.body.openapi).toMatch(/^3\.1/);
    const page = await client.ask('GET /docs');
    expect(page.text).toContain('/v1/cases');
  });
});
