import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { type HttpHandler } from '../../shared/http/api.ts';
import { type RouteId } from '../../shared/http/routes.ts';
import { type TestEngine, testEngine } from '../dynamo-engine.ts';
import { expectDocumented } from '../http/answers.ts';
import { httpEvent, lambdaContext, type Sent } from '../http/event.ts';
import { reportBody } from '../http/http-api.ts';

// Both functions as they are deployed: their own wiring, a real DynamoDB protocol, an issuer that signs.
let engine: TestEngine;
let issuer: Server;
let dir: string;
let residents: HttpHandler;
let staff: HttpHandler;
const { privateKey, publicKey } = await generateKeyPair('RS256');
const receivedAt = 1_795_399_200_000;

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };
  issuer = createServer((request, response) => {
    const about = { issuer: originOf(issuer), jwks_uri: `${originOf(issuer)}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? keys : about));
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  engine = await testEngine();
  dir = await mkdtemp(join(tmpdir(), 'huiying-key-'));
  await writeFile(join(dir, 'key'), new Uint8Array(32).fill(9));
  const name = await engine.newTable();
  await dynamoStore({ documents: engine.documents, name, shardsPerLane: 1 }).addPlace({
    code: 'b3-1',
    station: stationId('st1'),
    building: 'b3',
    entrance: '1',
    words: { 'zh-CN': '3 号楼 1 单元', en: 'Building 3, entrance 1' },
  });
  const settings = {
    STAGE: 'test',
    BUCKET_NAME: 'photos',
    UPLOAD_ORIGIN: 'https://photos.example.cn',
    TABLE_NAME: name,
    SHARDS_PER_LANE: '1',
    KEY_FILE: join(dir, 'key'),
    PUBLIC_ORIGIN: 'http://127.0.0.1:1',
    CHANNELS: '[{"name":"sink","kind":"sink","audience":["staff","resident"]}]',
    OIDC_ISSUER: originOf(issuer),
    OIDC_AUDIENCE: 'huiying',
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    POWERTOOLS_METRICS_DISABLED: 'true',
  };
  for (const [variable, value] of Object.entries(settings)) vi.stubEnv(variable, value);
  residents = (await import('../../functions/public.ts')).handler;
  staff = (await import('../../functions/staff.ts')).handler;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  issuer.close();
  issuer.closeAllConnections();
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

async function ask(handler: HttpHandler, id: RouteId, sent: Sent) {
  const { statusCode = 0, body } = await handler(httpEvent(id, sent), lambdaContext);
  const shown = body === undefined ? undefined : JSON.parse(body);
  expectDocumented(id, statusCode, shown);
  return { status: statusCode, body: shown };
}

async function asOfficer(id: RouteId, sent: Sent) {
  const token = await new SignJWT({ groups: ['officer'], station: 'st1' })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuer(originOf(issuer))
    .setAudience('huiying')
    .setSubject('p-officer-li')
    .setExpirationTime(new Date(receivedAt + 60_000))
    .sign(privateKey);
  const headers = { authorization: `Bearer ${token}` };
  return ask(staff, id, { ...sent, headers, timeEpoch: receivedAt });
}

test('a report is answered by an officer, and the resident reads the answer behind the secret link', async () => {
  const report = await ask(residents, 'POST /v1/cases', { body: reportBody() });
  expect(report.status).toBe(201);
  const token = String(report.body.trackUrl).split('/t/')[1] ?? '';

  const board = await asOfficer('GET /v1/office/cases', {});
  expect(board.body.rows).toMatchObject([{ reference: report.body.reference, status: 'received' }]);
  const id = board.body.rows[0].caseId;
  const reply = { move: 'reply', expectedVersion: 1, text: '已在监控里看到您的手机' };
  expect(await asOfficer('POST /v1/office/cases/{id}/moves', { path: { id }, body: reply })).toMatchObject({
    status: 200,
    body: { version: 2, status: 'in-progress' },
  });
  const shown = await asOfficer('GET /v1/office/cases/{id}', { path: { id } });
  expect(shown.body.contact).toEqual({ phone: '+8613800000003', name: '王女士' });
  expect((await asOfficer('GET /v1/office/cases/{id}/clock', { path: { id } })).status).toBe(200);

  const tracked = await ask(residents, 'GET /v1/track/{token}', { path: { token } });
  expect(tracked.body.history.at(-1)).toMatchObject({ text: reply.text });
  const said = await ask(residents, 'POST /v1/track/{token}/messages', {
    path: { token },
    body: { text: '谢谢' },
  });
  expect(said.status).toBe(200);
});

test('a cursor that is no cursor of ours lists from the beginning, on the real store too', async () => {
  const { status } = await asOfficer('GET /v1/office/cases', { query: { cursor: 'bm9uc2Vuc2U' } });
  expect(status).toBe(200);
});
