import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun } from '../../../infra/local/run.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { type Client, clientOf, trackingToken } from './client.ts';
import { startStack } from './stack.ts';
import { refusedBy } from './stopped-engine.ts';

const newDataDir = temporaryDirectories();
let run: LocalRun;
let client: Client;
beforeAll(async () => {
  run = await startStack({ dataDir: newDataDir() });
  client = clientOf(run.origin);
});
afterAll(() => run?.close());

const token = trackingToken(1);
const report = {
  place: 'b03-1',
  type: 'lost-item',
  what: '黑色手机，大概十点落在一单元电梯里了',
  details: { item: 'bank-card' },
  contact: { phone: '138 0000 0003' },
  token,
};

/** Finds a case the way an officer does: in the list, by the reference the resident read out. */
async function idOf(reference: string, bearer: string): Promise<string> {
  let cursor: string | undefined;
  do {
    const query = { view: 'open', limit: '50', ...(cursor && { cursor }) };
    const { body } = await client.ask('GET /v1/office/cases', { bearer, query });
    const row = body.rows.find((one: { reference: string }) => one.reference === reference);
    if (row !== undefined) return row.caseId;
    cursor = body.next;
  } while (cursor !== undefined);
  throw new Error(`${reference} is not in the list`);
}

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
    const id = await idOf(reference, bearer);
    let version = 1;
    const move = async (body: object) => {
      const said = { path: { id }, bearer, body: { expectedVersion: version, ...body } };
      const moved = await client.ask('POST /v1/office/cases/{id}/moves', said);
      if (moved.status === 200) version = moved.body.version;
      return moved;
    };
    expect((await move({ move: 'acknowledge' })).status).toBe(200);
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

  it('answers an unchanged poll with 304', async () => {
    const first = await client.ask('GET /v1/track/{token}', { path: { token } });
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await client.ask('GET /v1/track/{token}', { path: { token }, headers });
    expect(again.status).toBe(304);
  });

  it('fifty at once with one token are one case and fifty equal answers', async () => {
    const body = { ...report, token: trackingToken(50) };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => client.ask('POST /v1/cases', { body })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe('a store that does not answer', () => {
  it('gives 503, and the same submission succeeds later with the same token', async () => {
    const body = { place: 'b03-1', type: 'lost-person', what: '老人没回家', token: trackingToken(51) };
    const submit = () => client.ask('POST /v1/cases', { body });
    const refused = await refusedBy(run, submit);
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    expect([200, 201]).toContain((await submit()).status);
    const bearer = await client.tokenOf('chief');
    const query = { view: 'open', limit: '100', type: 'lost-person' };
    const { body: board } = await client.ask('GET /v1/office/cases', { bearer, query });
    // One is seeded, one is ours: whatever the engine did with the first try, there is one case of it.
    expect(board.rows).toHaveLength(2);
  });
});

describe('what the stack serves beside the API', () => {
  it('health, the document and its page', async () => {
    expect((await client.ask('GET /health')).status).toBe(200);
    const document = await client.ask('GET /openapi.json');
    expect(document.body.openapi).toMatch(/^3\.1/);
    const page = await client.ask('GET /docs');
    expect(page.text).toContain('/v1/cases');
  });
});
