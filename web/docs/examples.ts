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
const helperTask = 'hq7w3n5x2kzt4vmrjyhadcepb6';
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

const tally = {
  received: 64,
  answered: 52,
  response: { numerator: 59, denominator: 64, unknown: 0 },
  completion: { numerator: 45, denominator: 52, unknown: 12 },
  resolution: { numerator: 30, denominator: 34, unknown: 30 },
  satisfaction: { numerator: 36, denominator: 38, unknown: 26 },
  responseMinutesMedian: 22,
  endings: {
    open: 24,
    resolved: 30,
    'resolved-after-reopening': 2,
    'not-resolved': 2,
    rejected: 1,
    transferred: 2,
    withdrawn: 1,
    linked: 2,
  },
  ratings: { satisfied: 30, 'mostly-satisfied': 6, dissatisfied: 2, 'not-reached': 3 },
  reopened: 3,
};
const lateAtNight = {
  ...tally,
  received: 3,
  answered: 1,
  response: { numerator: 0, denominator: 3, unknown: 0 },
  completion: { numerator: 1, denominator: 1, unknown: 2 },
  resolution: { numerator: 0, denominator: 0, unknown: 3 },
  satisfaction: { numerator: 0, denominator: 0, unknown: 3 },
  responseMinutesMedian: 44,
  endings: {
    open: 3,
    resolved: 0,
    'resolved-after-reopening': 0,
    'not-resolved': 0,
    rejected: 0,
    transferred: 0,
    withdrawn: 0,
    linked: 0,
  },
  ratings: { satisfied: 0, 'mostly-satisfied': 0, dissatisfied: 0, 'not-reached': 0 },
  reopened: 0,
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
  notices: { by: 'sms', to: '138 •••• 0003' },
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
  contact: { phone: '138 **** 0003' },
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
    { version: 1, index: 1, to: 'officer', kind: 'received', state: 'sent', attempts: 1, channel: 'robot' },
  ],
  photos: [{ photo, state: 'kept', at: '2026-10-09T02:04:00Z' }],
  moves: ['start', 'reply', 'note', 'resolve'],
};

const webhook = {
  name: 'city',
  url: 'https://hooks.city.example/huiying',
  types: ['case.submitted', 'case.closed'],
  state: 'active',
  since: '2026-10-01T02:00:00Z',
};

const exampleSecret = `whsec_${'A'.repeat(43)}=`;

const residentMoved = (status: string, statusText: string) => ({ 200: { done: { status, statusText } } });

const shownPolicy = {
  version: '2026-11-30',
  escalations: { P2: { calendar: 'duty', levels: [{ responsible: 'guard', after: { minutes: 30 } }] } },
  types: { dispute: { update: { days: 7 }, window: { days: 7 } } },
  decision: { days: 1 },
};
const shownCalendar = {
  version: '2026-11-01',
  hours: { office: [{ fromMinute: 540, toMinute: 720 }] },
  holidays: { daysOff: ['2026-10-01'], makeUpDays: ['2026-10-10'], horizon: '2026-12-31' },
};
const shownTest = { id: '1791532800000', channel: 'robot', at: '2026-10-09T08:00:00.000Z' };
const shownChannels = {
  version: '2026-12-05',
  channels: [{ name: 'robot', kind: 'wecom' }],
  routes: [{ to: ['guard', 'officer', 'chief', 'district'], channels: ['robot'] }],
};
const shownTemplate = {
  title: '已收到，当天回复',
  text: '您反映的事我们已经看到，今天下班前给您答复。',
  types: ['dispute'],
};
const publishedOnce = {
  version: '2026-11-30',
  at: '2026-11-30T02:00:00Z',
  by: { kind: 'staff', person: 'p-chief-zhao', role: 'chief' },
  name: '冬季',
  reason: '天黑得早',
  inUse: true,
};
const change = (before: number, after: number) => ({ before, after });
const shownReplay = {
  from: '2026-10-25T02:00:00Z',
  to: '2026-11-24T02:00:00Z',
  cases: 118,
  truncated: false,
  partial: 2,
  cut: 0,
  refused: change(0, 0),
  sentence:
    'In the last 30 days there would have been 9 more reminders, 3 more broken promises, 1 more escalation to the station chief.',
  reminders: change(41, 50),
  breaches: change(7, 10),
  levels: [{ to: 'chief', ...change(2, 3) }],
  messages: [{ kind: 'reminder', to: 'officer', ...change(41, 50) }],
  types: [{ type: 'dispute', cases: 27, decided: change(27, 27), inTime: change(25, 22) }],
  days: [{ day: '2026-11-04', reminders: change(1, 4), breaches: change(0, 1) }],
  later: [
    {
      caseId: `c${'a'.repeat(25)}`,
      reference: '2611043',
      type: 'dispute',
      building: '7',
      receivedAt: '2026-11-04T02:00:00Z',
      clock: 'respond',
      promiseAt: '2026-11-04T06:00:00Z',
      respondedAt: '2026-11-04T08:10:00Z',
    },
  ],
  laterInAll: 1,
};

const li = {
  person: 'p-officer-li',
  role: 'officer',
  displayName: '李警官',
  onLeave: false,
  deputy: 'p-chief-zhao',
  absences: [{ from: '2026-12-01', to: '2026-12-05' }],
  away: false,
  reached: 'p-officer-li',
};
const nobodyAsGuard = {
  responsible: 'guard',
  from: '2026-12-01',
  levels: [{ priority: 'P1', level: 1, types: ['hazard'] }],
  firstFor: ['lost-person'],
};
const noGuard =
  'From 2026-12-01 on nobody is there as duty guard. What should escalate to this role goes to the next level at once: P1 level 1.';

const faqEntry = 'fabcdefghijklmnopqrstuvwxy';
const faqWords = {
  question: { 'zh-CN': '居住证续签要带什么？', en: 'What do I bring to renew a residence permit?' },
  answer: {
    'zh-CN': '带身份证和原来的居住证，每天 9:00 到 17:00 到警务室。',
    en: 'Bring your ID card and the old permit, any day from 9:00 to 17:00, to the police room.',
  },
};

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
  'GET /v1/roots': {
    answers: {
      200: {
        twoDays: {
          roots: [
            { day: '2026-11-30', station: 'st1', root: 'q4ZoFQjXoVqXvKQn0KkXyqzBzMNGiFmGBYAmN5dlWSE' },
            { day: '2026-11-29', station: 'st1', root: 'm2cF5x1O8pZ5yGFTqgXhU3yk4yZcUoV0v0xJmC6c3tI' },
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
  'GET /h/{ticket}': {},
  'GET /a/{place}': {},
  'POST /a/{place}': { body: { searched: { q: '居住证' }, answered: { found: faqEntry, token } } },
  'POST /h/{ticket}': {
    body: { recognised: { answer: 'saw', text: '见过，常在北门口', seen: '0', commandId } },
  },
  'GET /h/{ticket}/photo': {},
  'GET /office': {},
  'GET /office/{file}': {},
  'GET /stop/{ticket}': {},
  'POST /stop/{ticket}': { body: { oneClick: { 'List-Unsubscribe': 'One-Click' } } },
  'GET /posters/{ticket}': {},
  'GET /v1/places/{place}/faq': {
    answers: {
      200: {
        one: {
          entries: [
            {
              id: faqEntry,
              question: faqWords.question['zh-CN'],
              answer: faqWords.answer['zh-CN'],
              checkedAt: '2026-10-05T08:05:00Z',
            },
          ],
        },
      },
    },
  },
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
  'POST /v1/track/{token}/notices': {
    body: { sms: { by: 'sms', to: '138 0000 0003', commandId }, stop: { by: 'none' } },
    answers: residentMoved('in-progress', '正在处理'),
  },
  'POST /v1/track/{token}/join': {
    body: { same: { commandId } },
    answers: residentMoved('duplicate', '已合并'),
  },
  'GET /v1/me': {
    answers: {
      200: {
        officer: { person: 'p-officer-1', station: 'st1', role: 'officer', now: '2026-11-29T09:41:07Z' },
      },
    },
  },
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
  'POST /v1/office/cases/{id}/reveal': {
    body: { contact: { what: 'contact' }, text: { what: 'text', version: 1, index: 0 } },
    answers: { 200: { contact: { contact: { phone: '+8613800000003', name: '王女士' } } } },
  },
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
  'GET /v1/office/cases/{id}/helpers': {
    answers: {
      200: {
        recognised: {
          helpers: [
            {
              id: helperTask,
              for: 'cleaner',
              status: 'answered',
              askedBy: 'p-officer-li',
              askedAt: '2026-10-09T03:00:00Z',
              until: '2026-10-11T03:00:00Z',
              task: '照片里的人，您认识吗？',
              photo,
              answer: 'saw',
              answeredAt: '2026-10-09T03:25:00Z',
              answers: 1,
              views: 2,
              viewedAt: '2026-10-09T03:24:00Z',
            },
          ],
        },
      },
    },
  },
  'POST /v1/office/cases/{id}/helpers': {
    body: { cleaner: { task: '照片里的人，您认识吗？', for: 'cleaner', photo, commandId } },
    answers: {
      201: {
        asked: {
          id: helperTask,
          url: `${SERVER}/h/Zk3vS0o1x8Qp5Lr2Yt7Wn4Bc9Df6Gh1Jk0Mz8Xa5Ve2`,
          until: '2026-10-11T03:00:00Z',
        },
      },
    },
  },
  'POST /v1/office/cases/{id}/helpers/{task}/revoke': {
    answers: { 200: { takenBack: { status: 'revoked' } } },
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
    body: { pasted: { reason: '海报被人贴了假的二维码' } },
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
          mine: 3,
          unassigned: 2,
          newOvernight: 3,
          atLeast: false,
          first: [row],
          messages: {
            stuck: 2,
            stuckAtLeast: false,
            stuckSince: '2026-10-08T14:00:00Z',
            shortToday: 31,
            shortPerDayMax: 200,
          },
        },
      },
    },
  },
  'GET /v1/office/types': {
    answers: {
      200: {
        oneType: {
          policyVersion: 'p-1a2b3c4d',
          types: [
            {
              type: 'lost-item',
              questions: [{ name: 'item', choices: ['phone', 'bank-card'], required: false }],
              outcomes: ['returned', 'not-found'],
              milestones: ['footage-kept'],
              switchedOff: [],
              firstResponsible: 'officer',
              sensitive: false,
              secretReporter: false,
            },
          ],
          moves: [
            { move: 'acknowledge', by: ['guard', 'officer', 'chief'], leads: { received: 'acknowledged' } },
          ],
          reasons: { 'not-resolve': ['not-found'], reject: ['abuse'], transfer: ['property'] },
          waitsMax: 2,
          extensionsMax: 1,
        },
      },
    },
  },
  'GET /v1/office/stats': {
    answers: {
      200: {
        week: {
          from: '2026-11-22T16:00:00Z',
          before: '2026-11-29T16:00:00Z',
          countedThrough: '2026-11-29T09:41:07Z',
          missing: 0,
          answeredByItself: { count: 4, more: false },
          complete: true,
          totals: tally,
          armed: { numerator: 24, denominator: 24, at: '2026-11-28T18:00:09Z' },
          groups: {
            building: [{ key: 'b07', ...lateAtNight }],
            hour: [{ key: '5-21', ...lateAtNight }],
          },
        },
      },
    },
  },
  'GET /v1/office/stats.csv': {},
  'GET /v1/office/places': {
    answers: {
      200: {
        one: {
          places: [
            {
              place: 'b03-1',
              building: 'b03',
              entrance: '1',
              words: { 'zh-CN': '3 号楼 1 单元', en: 'Building 3, entrance 1' },
              position: { row: 1, column: 3 },
            },
          ],
          strips: [{ row: 1, column: 4, rows: 2, words: { 'zh-CN': '东路', en: 'East road' } }],
        },
      },
    },
  },
  'GET /v1/office/people': {
    answers: {
      200: {
        two: {
          version: 12,
          people: [
            li,
            {
              person: 'p-chief-zhao',
              role: 'chief',
              displayName: '赵所长',
              onLeave: false,
              absences: [],
              away: false,
              reached: 'p-chief-zhao',
            },
          ],
          struck: [],
          unstaffed: [{ ...nobodyAsGuard, sentence: noGuard }],
          unreadable: 0,
        },
      },
    },
  },
  'PUT /v1/office/people': {
    body: {
      officer: { person: 'p-officer-li', role: 'officer', displayName: '李警官', deputy: 'p-chief-zhao' },
    },
    answers: { 200: { entered: { preview: false, recorded: true, person: li, warnings: [] } } },
  },
  'PUT /v1/office/people/absences': {
    body: {
      looked: {
        person: 'p-officer-li',
        absences: [{ from: '2026-12-01', to: '2026-12-05' }],
        preview: true,
        expectedVersion: 12,
      },
    },
    answers: { 200: { preview: { preview: true, recorded: false, person: li, warnings: [] } } },
  },
  'POST /v1/office/people/strike': {
    body: { guard: { person: 'p-guard-sun', preview: true } },
    answers: {
      200: {
        preview: {
          preview: true,
          recorded: false,
          warnings: [{ code: 'unstaffed', ...nobodyAsGuard, sentence: noGuard }],
        },
      },
    },
  },
  'GET /v1/office/policy': {
    answers: { 200: { twelve: { version: '2026-11-30', content: shownPolicy, history: [publishedOnce] } } },
  },
  'POST /v1/office/policy/preview': {
    body: { sooner: { content: shownPolicy } },
    answers: {
      200: {
        sooner: {
          version: '2026-11-30',
          next: '2026-12-05',
          publishable: false,
          changes: [
            { path: 'types.dispute.terms.0.respond', before: { days: 1 }, after: { hours: 4 } },
            { path: 'types.lost-item.residentAnswer', before: { days: 7 } },
          ],
          faults: [
            {
              code: 'no-next-step',
              path: 'types.lost-item.residentAnswer',
              sentence:
                '“Something lost”, waiting for the resident: without a limit nobody would ever be reminded of a case that is “waiting for you”, and it would have no deadline. Every case that is not done has its next deadline; nobody can change that.',
            },
          ],
          replay: shownReplay,
        },
      },
    },
  },
  'POST /v1/office/policy': {
    body: {
      sooner: {
        content: shownPolicy,
        name: '纠纷当天先回',
        reason: '纠纷拖到第二天容易吵起来，当天先回一句话。',
        expectedVersion: '2026-11-30',
      },
    },
    answers: { 200: { published: { version: '2026-12-05', recorded: true } } },
  },
  'GET /v1/office/calendar': {
    answers: { 200: { standard: { version: '2026-11-01', content: shownCalendar, history: [] } } },
  },
  'POST /v1/office/calendar/preview': {
    body: { same: { content: shownCalendar } },
    answers: {
      200: {
        same: { version: '2026-11-01', next: '2026-12-05', publishable: true, changes: [], faults: [] },
      },
    },
  },
  'POST /v1/office/calendar': {
    body: {
      same: {
        content: shownCalendar,
        name: '2027 放假安排',
        reason: '国务院通知',
        expectedVersion: '2026-11-01',
      },
    },
    answers: { 200: { same: { version: '2026-11-01', recorded: false } } },
  },
  'GET /v1/office/channels': {
    answers: {
      200: {
        one: { version: '2026-12-05', content: shownChannels, history: [], kinds: ['sink', 'wecom'] },
        none: { history: [], kinds: ['sink', 'wecom'] },
      },
    },
  },
  'POST /v1/office/channels/preview': {
    body: { one: { content: shownChannels } },
    answers: { 200: { one: { next: '2026-12-05', publishable: true, changes: [], faults: [] } } },
  },
  'POST /v1/office/channels': {
    body: { one: { content: shownChannels, name: '企业微信群', reason: '大家都在用' } },
    answers: { 200: { published: { version: '2026-12-05', recorded: true } } },
  },
  'POST /v1/office/channels/{name}/test': {
    body: { tried: {} },
    answers: { 202: { asked: { ...shownTest, result: 'waiting' } } },
  },
  'GET /v1/office/channels/{name}/test/{test}': {
    answers: {
      200: {
        sent: { ...shownTest, result: 'sent' },
        failed: { ...shownTest, result: 'failed', reason: 'secret-absent' },
      },
    },
  },
  'GET /v1/office/templates': {
    answers: { 200: { one: { version: '2026-12-05', templates: [shownTemplate] } } },
  },
  'PUT /v1/office/templates': {
    body: { one: { templates: [shownTemplate], expectedVersion: '2026-12-05' } },
    answers: { 200: { published: { version: '2026-12-05.2', recorded: true } } },
  },
  'GET /v1/office/faq': {
    answers: {
      200: {
        one: {
          entries: [
            {
              id: faqEntry,
              shown: faqWords,
              lookAgainDays: 180,
              approvedBy: 'p-chief',
              checkedAt: '2026-10-05T08:05:00Z',
              lookAgainAt: '2027-04-03T08:05:00Z',
              isShown: true,
            },
          ],
        },
      },
    },
  },
  'POST /v1/office/faq': {
    body: { residence: { ...faqWords, lookAgainDays: 180, commandId } },
    answers: { 201: { drafted: { id: faqEntry } } },
  },
  'POST /v1/office/faq/{id}/moves': {
    body: {
      approved: { move: 'approve', draft: 1, commandId },
      stillTrue: { move: 'confirm', commandId },
    },
    answers: { 200: { done: { id: faqEntry } } },
  },
  'GET /v1/office/messages': {
    answers: {
      200: {
        refused: {
          messages: [
            {
              id: `st1-${row.caseId}-3-0`,
              caseId: row.caseId,
              kind: 'decision-needed',
              to: 'chief',
              channel: 'robot',
              state: 'dead',
              attempts: 1,
              since: '2026-10-09T07:10:00Z',
              reason: 'channel-refused',
            },
          ],
          more: false,
        },
      },
    },
  },
  'POST /v1/office/messages/send-again': {
    body: { kind: { kind: 'decision-needed' } },
    answers: { 200: { some: { again: 3, more: false } } },
  },
  'POST /v1/office/messages/{id}/send-again': {
    answers: { 200: { one: { again: 1, more: false } } },
  },
  'GET /v1/office/webhooks': {
    answers: {
      200: {
        late: {
          sending: true,
          endpoints: [
            {
              ...webhook,
              notDelivered: [
                {
                  id: `case-${row.caseId}-7-1`,
                  type: 'case.closed',
                  at: '2026-10-05T08:05:00Z',
                  since: '2026-10-05T08:05:01Z',
                  attempts: 9,
                  reason: 'http-503',
                },
              ],
              more: false,
            },
          ],
        },
      },
    },
  },
  'POST /v1/office/webhooks': {
    body: { entered: { name: webhook.name, url: webhook.url, types: webhook.types, commandId } },
    answers: { 201: { entered: { ...webhook, secret: exampleSecret } } },
  },
  'POST /v1/office/webhooks/{name}': {
    body: { stopped: { state: 'disabled', commandId } },
    answers: { 200: { stopped: { state: 'disabled' } } },
  },
  'POST /v1/office/webhooks/{name}/test': {
    body: { asked: { commandId } },
    answers: { 202: { asked: { ...webhook, test: { at: '2026-10-09T08:00:00Z' } } } },
  },
  'POST /v1/office/webhooks/{name}/secret': {
    body: { replaced: { commandId } },
    answers: {
      200: {
        replaced: { ...webhook, formerSecretUntil: '2026-10-10T08:00:00Z', secret: exampleSecret },
      },
    },
  },
  'POST /v1/office/webhooks/{name}/send-again': {
    body: { some: { commandId } },
    answers: { 200: { some: { again: 3, more: false } } },
  },
  'GET /v1/office/proof': {
    answers: {
      200: {
        proven: {
          proven: true,
          startedAt: '2026-10-09T18:00:00Z',
          why: 'daily',
          covers: 'open-and-changed',
          everythingAt: '2026-10-05T18:00:00Z',
          at: '2026-10-09T18:00:09Z',
          finished: true,
          open: 12,
          armed: 12,
          indexed: 12,
          parked: 0,
          messages: 1,
          messagesArmed: 1,
          chains: 31,
          chainsValid: 31,
          reads: 12,
          readsValid: 12,
          stated: 34,
          statedValid: 34,
          unstated: 0,
          root: { day: '2026-11-24', chains: 343, root: '2jmj7l5rSw0yVb_vlWAYkK_YBwk3SVN0gK3Xr6kxY5o' },
          violationsFound: 0,
          repaired: 0,
          violations: [],
        },
        notYet: { proven: false },
      },
    },
  },
  'POST /v1/office/proof': {
    answers: {
      202: {
        asked: {
          askedAt: '2026-10-09T03:04:05Z',
          nextFrom: '2026-10-09T03:15:00Z',
          result: '/v1/office/proof',
        },
      },
    },
  },
  'POST /v1/receipts/{station}/{channel}/{secret}': {
    body: {
      delivered: [
        {
          phone_number: '13800000003',
          send_time: '2026-10-09 11:04:05',
          report_time: '2026-10-09 11:04:09',
          success: true,
          err_code: 'DELIVERED',
          err_msg: '用户接收成功',
          sms_size: '1',
          biz_id: '741265356987456123^0',
          out_id: 'st1-cmhvbnq7wk2zr5tdx4ysae6glp-1-1',
        },
      ],
    },
    answers: { 200: { taken: { code: 0, msg: '接收成功' } } },
  },
};
