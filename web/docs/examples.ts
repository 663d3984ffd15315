import type { RouteId } from '../../shared/http/routes.ts';
import { SERVER } from './document-server.ts';

/** Examples of a route, each under the name of what it shows. A test reads them with the schemas of the route. */
interface RouteExamples {
  readonly body?: Readonly<Record<string, unknown>>;
  /** By status. */
  readonly answers?: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
}

const token = 'fh2Vq7cS1yLrN0aZk9tXbUeWm4JpGdRo';
const caseId = 'c4kq2zt7vn3wmrx5hyadjepb6u';
const photo = 'pabcdefghijklmnopqrstuvwxy';
const jws = 'eyJhbGciOiJFZERTQSJ9.eyJyZWZlcmVuY2UiOiI0MDcxODI2In0.c2lnbmF0dXJl';
const commandId = 'tap-7f3a';

const nextStep = {
  step: 'answer',
  what: '民警会给您答复',
  by: '2026-10-09T04:00:00Z',
  since: '2026-10-09T02:00:00Z',
  who: '社区民警',
};

const receipt = {
  reference: '4071826',
  trackUrl: `${SERVER}/t/${token}`,
  track: `${SERVER}/v1/track/${token}`,
  status: 'received',
  statusText: '已收到',
  receivedAt: '2026-10-09T02:00:00Z',
  respondBy: '2026-10-09T04:00:00Z',
  nextStep,
  receipt: jws,
};

const report = {
  place: 'b03-1',
  type: 'lost-item',
  what: '黑色手机，落在一单元电梯里了',
  contact: { phone: '13800000003' },
  details: { item: 'phone' },
  token,
};

const tracked = {
  reference: '4071826',
  title: '找东西',
  type: 'lost-item',
  sensitive: false,
  status: 'in-progress',
  statusText: '正在处理',
  place: '3号楼1单元',
  building: 'b03',
  receivedAt: '2026-10-09T02:00:00Z',
  promises: [{ promise: 'respond', what: '给您答复', by: '2026-10-09T04:00:00Z', state: 'kept' }],
  history: [
    { at: '2026-10-09T02:00:00Z', what: '您的求助收到了' },
    { at: '2026-10-09T02:20:00Z', what: '社区民警答复了您', text: '监控看过了，保洁员认出了捡到的人' },
  ],
  photos: [{ photo, state: 'kept', words: '这张照片收到了。' }],
  phone: '138 •••• 0003',
  actions: ['add-message', 'withdraw'],
  language: 'zh-CN',
  receipt: jws,
  progress: [jws],
};

const row = {
  caseId,
  reference: '4071826',
  type: 'lost-item',
  priority: 'P3',
  status: 'received',
  place: 'b03-1',
  building: 'b03',
  receivedAt: '2026-10-09T02:00:00Z',
  responsible: 'officer',
  dueAt: '2026-10-09T02:15:00Z',
  dueKind: 'remind:acknowledge',
  trust: 'ordinary',
};

const officeCase = {
  caseId,
  reference: '4071826',
  version: 2,
  policyVersion: '2026-10-01',
  type: 'lost-item',
  sensitive: false,
  secretReporter: false,
  details: { item: 'phone' },
  priority: 'P3',
  status: 'acknowledged',
  place: 'b03-1',
  building: 'b03',
  channel: 'qr',
  language: 'zh-CN',
  reachable: true,
  trust: 'ordinary',
  receivedAt: '2026-10-09T02:00:00Z',
  dueAt: '2026-10-09T03:00:00Z',
  dueKind: 'remind:respond',
  responsible: 'officer',
  assignee: 'p-officer-1',
  waits: 0,
  extensions: 0,
  reopens: 0,
  contact: { phone: '13800000003' },
  texts: [
    {
      version: 1,
      index: 0,
      kind: 'what',
      by: { kind: 'resident' },
      at: '2026-10-09T02:00:00Z',
      text: '黑色手机，落在一单元电梯里了',
    },
  ],
  history: [
    {
      version: 1,
      index: 0,
      at: '2026-10-09T02:00:00Z',
      by: { kind: 'resident' },
      fact: 'received',
      to: 'received',
    },
    {
      version: 2,
      index: 0,
      at: '2026-10-09T02:05:00Z',
      by: { kind: 'staff', role: 'officer', person: 'p-officer-1' },
      fact: 'moved',
      to: 'acknowledged',
    },
  ],
  deliveries: [
    { version: 1, index: 1, to: 'officer', kind: 'received', channel: 'robot', state: 'sent', attempts: 1 },
  ],
  photos: [{ photo, state: 'kept', at: '2026-10-09T02:04:00Z' }],
  moves: ['start', 'reply', 'note', 'resolve'],
};

const residentMoved = (status: string, statusText: string) => ({ 200: { done: { status, statusText } } });

/** Every body and every JSON answer of a route has an example. Times are UTC, words in the reader's language. */
export const examples: Readonly<Record<RouteId, RouteExamples>> = {
  'GET /health': { answers: { 200: { well: { status: 'ok' } } } },
  'GET /openapi.json': { answers: { 200: { document: { openapi: '3.1.1', info: { title: 'Huiying' } } } } },
  'GET /docs': {},
  'GET /.well-known/jwks.json': {
    answers: {
      200: {
        keys: {
          keys: [
            {
              kty: 'OKP',
              crv: 'Ed25519',
              x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
              kid: 'st1-1',
              use: 'sig',
              alg: 'EdDSA',
              station: 'st1',
            },
          ],
        },
      },
    },
  },
  'GET /': {},
  'GET /q/{place}': {},
  'POST /q/{place}': {
    body: { lostPhone: { what: '黑色手机，落在一单元电梯里了', phone: '13800000003', token } },
  },
  'GET /t/{token}': {},
  'GET /t/{token}/receipt': {},
  'POST /t/{token}': { body: { rating: { action: 'rate', rating: 'satisfied', text: '谢谢' } } },
  'GET /receipt': {},
  'GET /photos/{ticket}': {},
  'GET /posters/{ticket}': {},
  'GET /v1/places/{place}': {
    answers: {
      200: {
        entrance: {
          place: 'b03-1',
          building: 'b03',
          entrance: '1',
          name: '3号楼1单元',
          emergency: ['有人受伤、着火、正在打架：先打 110、119、120'],
          types: [
            {
              type: 'lost-item',
              title: '找东西',
              questions: [{ name: 'item', choices: ['phone', 'bank-card', 'other'], required: true }],
            },
          ],
          challenge: '{"algorithm":"PBKDF2/SHA-256"}',
        },
      },
    },
  },
  'POST /v1/cases': {
    body: {
      lostPhone: report,
      missingPerson: {
        place: 'b11-1',
        type: 'lost-person',
        what: '我妈两点出门没回来，穿蓝色外套',
        contact: { phone: '13800000004', name: '王女士' },
        token,
        language: 'zh-CN',
      },
    },
    answers: { 200: { again: receipt }, 201: { received: receipt } },
  },
  'GET /v1/track/{token}': { answers: { 200: { answered: tracked } } },
  'POST /v1/track/{token}/messages': {
    body: { more: { text: '手机壳是红色的', commandId }, callMe: { wish: 'call' } },
    answers: residentMoved('in-progress', '正在处理'),
  },
  'POST /v1/track/{token}/photos': {
    body: { one: { commandId } },
    answers: {
      200: { known: { photo, state: 'kept', words: '这张照片收到了。' } },
      201: {
        grant: {
          photo,
          url: 'https://photos.example.org/',
          fields: { key: `incoming/st1/${caseId}/${photo}`, policy: 'eyJjb25kaXRpb25zIjpbXX0' },
          until: '2026-10-09T02:05:00Z',
          bytesMax: 8_388_608,
        },
      },
    },
  },
  'GET /v1/track/{token}/photos/{photo}': {},
  'POST /v1/track/{token}/rating': {
    body: { satisfied: { rating: 'satisfied', text: '谢谢', commandId } },
    answers: residentMoved('resolved', '已办结'),
  },
  'POST /v1/track/{token}/reopen': {
    body: { missing: { text: '还少了一张卡', commandId } },
    answers: residentMoved('reopened', '重新处理'),
  },
  'POST /v1/track/{token}/withdraw': {
    body: { found: { commandId } },
    answers: residentMoved('withdrawn', '已撤回'),
  },
  'POST /v1/track/{token}/join': {
    body: { same: { commandId } },
    answers: residentMoved('duplicate', '已合并'),
  },
  'GET /v1/me': { answers: { 200: { officer: { person: 'p-officer-1', station: 'st1', role: 'officer' } } } },
  'GET /v1/office/cases': {
    answers: { 200: { page: { order: 'due', rows: [row], next: 'eyJhZnRlciI6MX0' } } },
  },
  'POST /v1/office/cases/search': {
    body: { number: { phone: '138 0000 0003' } },
    answers: { 200: { found: { rows: [row] } } },
  },
  'POST /v1/office/cases': {
    body: { walkIn: { ...report, channel: 'walk-in' } },
    answers: {
      200: { again: { caseId, version: 1, ...receipt } },
      201: { received: { caseId, version: 1, ...receipt } },
    },
  },
  'GET /v1/office/cases/{id}': { answers: { 200: { acknowledged: officeCase } } },
  'GET /v1/office/cases/{id}/reads': {
    answers: {
      200: {
        page: {
          reads: [
            {
              number: 2,
              at: '2026-10-09T03:20:00Z',
              person: 'p-officer-li',
              role: 'officer',
              what: ['photo'],
              photo: 'paaaaaaaaaaaaaaaaaaaaaaaaa',
              request: 'JKJaXmPLvHcESHA=',
              hash: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
            },
          ],
          before: 2,
        },
      },
    },
  },
  'GET /v1/office/cases/{id}/clock': {
    answers: {
      200: {
        waiting: {
          policyVersion: '2026-10-01',
          next: {
            dueAt: '2026-10-09T03:00:00Z',
            dueKind: 'remind:respond',
            responsible: 'officer',
            beyondHorizon: false,
          },
          clocks: [
            {
              kind: 'respond',
              calendar: 'office',
              startedAt: '2026-10-09T02:00:00Z',
              promiseAt: '2026-10-09T04:00:00Z',
              state: 'running',
              late: false,
              beyondHorizon: false,
              reminders: [
                { at: '2026-10-09T03:00:00Z', taken: false },
                { at: '2026-10-09T03:36:00Z', taken: false },
              ],
              workingMinutes: 120,
              workingMinutesLeft: 115,
              responsible: 'officer',
            },
          ],
        },
      },
    },
  },
  'GET /v1/office/cases/{id}/photos/{photo}': {},
  'POST /v1/office/cases/{id}/moves': {
    body: {
      acknowledge: { move: 'acknowledge', expectedVersion: 1, commandId },
      reply: { move: 'reply', expectedVersion: 2, text: '监控看过了，保洁员认出了捡到的人' },
      resolve: {
        move: 'resolve',
        expectedVersion: 3,
        outcome: 'returned',
        text: '手机找到了，请到警务室来取',
      },
      schedule: { move: 'schedule', expectedVersion: 3, at: '2026-10-12T01:00:00Z', text: '周一上午上门看' },
      transfer: {
        move: 'transfer',
        expectedVersion: 3,
        to: 'committee',
        ref: '2026-118',
        text: '居委会周三派人来修',
      },
    },
    answers: {
      200: {
        done: {
          version: 2,
          status: 'acknowledged',
          dueAt: '2026-10-09T03:00:00Z',
          dueKind: 'remind:respond',
          responsible: 'officer',
        },
      },
    },
  },
  'GET /v1/office/posters/{place}': {
    answers: {
      200: {
        link: {
          url: `${SERVER}/posters/eyJhbGciOiJIUzI1NiJ9`,
          until: '2026-10-09T03:00:00Z',
        },
      },
    },
  },
  'POST /v1/office/places/{place}/code': {
    answers: { 200: { replaced: { place: 'b03-1-k7', address: `${SERVER}/q/b03-1-k7` } } },
  },
  'GET /v1/office/brief': {
    answers: {
      200: {
        morning: {
          open: 12,
          overdue: 1,
          dueToday: 4,
          waiting: 2,
          newOvernight: 3,
          atLeast: false,
          first: [row],
        },
      },
    },
  },
  'GET /v1/office/proof': {
    answers: {
      200: {
        proven: {
          proven: true,
          startedAt: '2026-10-09T18:00:00Z',
          at: '2026-10-09T18:00:09Z',
          finished: true,
          open: 12,
          armed: 12,
          indexed: 12,
          parked: 0,
          messages: 1,
          messagesArmed: 1,
          chains: 340,
          chainsValid: 340,
          reads: 12,
          readsValid: 12,
          violationsFound: 0,
          repaired: 0,
          violations: [],
        },
        notYet: { proven: false },
      },
    },
  },
};
