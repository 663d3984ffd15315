import { createHash } from 'node:crypto';
import { knownKinds, reportReaderOf } from '../../shared/adapters/channels/channels.ts';
import { guessLimiter } from '../../shared/adapters/guess-limiter.ts';
import { PHOTO_STORE_ORIGIN } from '../../shared/adapters/memory/photo-store.ts';
import { findReference } from '../../shared/cases/case-reference.ts';
import type { ReceiptOutcome } from '../../shared/engine/outbox/receipts/record-receipt.ts';
import { routedRoles } from '../../shared/engine/outbox/route.ts';
import { type Role, roles } from '../../shared/engine/scope.ts';
import { anonymous } from '../../shared/http/anonymous.ts';
import { api, type HttpHandler } from '../../shared/http/api.ts';
import { authenticateStaff } from '../../shared/http/authenticate-staff.ts';
import type {
  Connections,
  ConsoleFiles,
  ProviderConnections,
  StaffConnections,
} from '../../shared/http/call.ts';
import { providerEndpoints } from '../../shared/http/endpoints/provider-reports.ts';
import { staffEndpoints } from '../../shared/http/endpoints/staff-endpoints.ts';
import type { HttpLogger, LogLine } from '../../shared/http/http-logger.ts';
import type { HttpResult } from '../../shared/http/http-result.ts';
import { type RouteId, routeOf } from '../../shared/http/routes.ts';
import { proxiesIn } from '../../shared/http/sender-address.ts';
import type { ChannelsContent } from '../../shared/policies/channels-content.ts';
import { struckPeople } from '../../shared/stations/struck-people.ts';
import { SERVER } from '../../web/docs/document-server.ts';
import { publicEndpoints } from '../../web/public-endpoints.ts';
import { addStaff, deskOf, elsewhere, type Room, room, station } from '../cases/room.ts';
import { expectDocumented } from './answers.ts';
import { httpEvent, lambdaContext, type Sent } from './event.ts';
import { someEndpoints } from './some-endpoints.ts';

export const origin = 'https://huiying.example.cn';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The raw body. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert its shape
  readonly body: any;
}

export interface HttpApi {
  readonly world: Room;
  readonly lines: LogLine[];
  readonly counted: Readonly<Record<string, number>>[];
  /** Sends a request to a public route. Every response is checked against the API document. */
  ask(id: RouteId, sent?: Sent): Promise<Answered>;
  /** Sends a request as a member of staff; the role `elsewhere` is a chief of another station. */
  as(role: Role | 'elsewhere', id: RouteId, sent?: Sent): Promise<Answered>;
  readonly residents: HttpHandler;
  /** What providers call; by `reportSecret`, about the channel `sms` of the station. */
  readonly providers: HttpHandler;
  /** What became of the reports of providers. */
  readonly heard: ReceiptOutcome[];
  readonly staff: HttpHandler;
}

/** A console of one script and one style sheet. */
const consoleFiles: ConsoleFiles = {
  signIn: { issuer: 'https://id.example.cn/realm', client: 'console', audience: 'huiying', origins: [] },
  entries: async () => ({ script: 'console-AAAAAAA1.js', style: 'console-AAAAAAA2.css' }),
  file: async (name) => ({ 'console-AAAAAAA1.js': '1;', 'console-AAAAAAA2.css': 'a{}' })[name],
};

/** The address of a proxy that the stage names. */
export const proxy = '198.51.100.7';

/** Both HTTP functions, in process, on the memory store. Pages have no script unless one is given. */
export async function http(
  changed: Partial<Room> = {},
  scriptText: Connections['scriptText'] = async () => '',
  uploadOrigin = PHOTO_STORE_ORIGIN,
  webhooks: StaffConnections['webhooks'] | 'none' = someEndpoints,
  console: ConsoleFiles = consoleFiles,
): Promise<HttpApi> {
  const world = { ...(await room()), ...changed };
  await addStaff(world);
  const lines: LogLine[] = [];
  const counted: Readonly<Record<string, number>>[] = [];
  const logger: HttpLogger = {
    record: async (line) => void lines.push(line),
    count: async (amounts) => void counted.push(amounts),
  };
  const connections: Connections = {
    world,
    guessLimiter: guessLimiter(world),
    isProxy: proxiesIn([proxy]),
    origin,
    uploadOrigin,
    document: async (name) => `the file ${name} of ${SERVER}`,
    scriptText,
    console,
  };
  const residents = api({ endpoints: publicEndpoints, authenticate: anonymous, connections, logger });
  const staff = api({
    endpoints: staffEndpoints,
    authenticate: authenticateStaff(verifyByName, struckPeople(world.store, world.system.now), {
      ...world,
      ...ofStaff,
      channelKinds: async () => knownKinds,
      ...(webhooks !== 'none' && { webhooks }),
    }),
    connections,
    logger,
  });
  const heard: ReceiptOutcome[] = [];
  const ofProviders: ProviderConnections = {
    ...connections,
    world: { ...world, heard: (_, outcome) => void heard.push(outcome) },
    published: async (one) => (one === station ? channelsOfProviders : undefined),
    reportReader: reportReaderOf,
  };
  const providers = api({
    endpoints: providerEndpoints,
    authenticate: anonymous,
    connections: ofProviders,
    logger,
  });
  const handlers = { public: residents, staff, provider: providers };
  const ask = async (id: RouteId, sent: Sent = {}) => {
    const handler = handlers[routeOf(id).access];
    return documented(id, await handler(httpEvent(id, sent), lambdaContext));
  };
  const as: HttpApi['as'] = (role, id, sent = {}) =>
    ask(id, { ...sent, headers: { authorization: `Bearer ${role}`, ...sent.headers } });
  return { world, lines, counted, ask, as, residents, staff, providers, heard };
}

/** 256 bits, as an operator makes them. */
export const reportSecret = 'd41d8cd98f00b204e9800998ecf8427e'.repeat(2);

/** Two channels of the station whose providers report, of which one does so by calls. */
const channelsOfProviders: ChannelsContent = {
  version: '1',
  channels: ['alibaba-sms', 'aws-sms'].map((kind) => ({
    name: kind === 'aws-sms' ? 'other' : 'sms',
    kind,
    settings: { reportsSha256: createHash('sha256').update(reportSecret).digest('hex') },
  })),
  routes: [{ to: [...routedRoles], channels: ['sms'] }],
};

/** What a station paid for today. */
export const ofStaff = { shortMessages: async () => ({ today: 31, perDayMax: 200 }) };

/** Replaces the token check of the issuer: the token is the name of a role. */
const verifyByName = async (authorization: string | undefined) => {
  const name = authorization?.replace(/^Bearer /, '');
  if (name === 'elsewhere') return deskOf('chief', 'p-elsewhere', elsewhere);
  const role = roles.find((one) => one === name);
  return role === undefined ? undefined : deskOf(role);
};

function documented(id: RouteId, { statusCode = 0, headers = {}, body = '' }: HttpResult): Answered {
  const isJson = String(headers['content-type']).includes('json') && body.startsWith('{');
  const parsed: unknown = isJson ? JSON.parse(body) : undefined;
  expectDocumented(id, statusCode, parsed);
  return { status: statusCode, headers, text: body, body: parsed };
}

/** The body of a report as the page's script sends it. */
export const reportBody = (more: Readonly<Record<string, unknown>> = {}) => ({
  place: 'b3-1',
  type: 'lost-item',
  what: '黑色手机，落在电梯里了',
  details: { item: 'phone' },
  contact: { phone: '138 0000 0003', name: '王女士' },
  ...more,
});

/** Submits a report and returns its token and case id. */
export async function reported({ ask, world }: HttpApi, more: Readonly<Record<string, unknown>> = {}) {
  const { body } = await ask('POST /v1/cases', { body: reportBody(more) });
  const token = String(body.trackUrl).split('/t/')[1] ?? '';
  const key = await findReference(world.store, deskOf('officer'), body.reference);
  return { receipt: body, token, id: String(key?.id) };
}
