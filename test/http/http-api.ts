import { guessLimiter } from '../../shared/adapters/guess-limiter.ts';
import { PHOTO_STORE_ORIGIN } from '../../shared/adapters/memory/photo-store.ts';
import { findReference } from '../../shared/cases/case-reference.ts';
import type { World } from '../../shared/cases/world.ts';
import { type Role, roles } from '../../shared/engine/scope.ts';
import { anonymous } from '../../shared/http/anonymous.ts';
import { api, type HttpHandler } from '../../shared/http/api.ts';
import { authenticateStaff } from '../../shared/http/authenticate-staff.ts';
import type { Connections } from '../../shared/http/call.ts';
import { staffEndpoints } from '../../shared/http/endpoints/staff-endpoints.ts';
import type { HttpLogger, LogLine, Measured } from '../../shared/http/http-logger.ts';
import type { HttpResult } from '../../shared/http/http-result.ts';
import { type RouteId, routeOf } from '../../shared/http/routes.ts';
import { SERVER } from '../../web/docs/document-server.ts';
import { publicEndpoints } from '../../web/public-endpoints.ts';
import { addStaff, deskOf, elsewhere, room } from '../cases/room.ts';
import { expectDocumented } from './answers.ts';
import { httpEvent, lambdaContext, type Sent } from './event.ts';

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
  readonly world: World;
  readonly lines: LogLine[];
  readonly measured: Measured[];
  readonly counted: Readonly<Record<string, number>>[];
  /** Sends a request to a public route. Every response is checked against the API document. */
  ask(id: RouteId, sent?: Sent): Promise<Answered>;
  /** Sends a request as a member of staff; the role `elsewhere` is a chief of another station. */
  as(role: Role | 'elsewhere', id: RouteId, sent?: Sent): Promise<Answered>;
  readonly residents: HttpHandler;
  readonly staff: HttpHandler;
}

/** Both HTTP functions, in process, on the memory store. Pages have no script unless one is given. */
export async function http(
  changed: Partial<World> = {},
  scriptText: Connections['scriptText'] = async () => '',
  uploadOrigin = PHOTO_STORE_ORIGIN,
): Promise<HttpApi> {
  const world = { ...(await room()), ...changed };
  await addStaff(world);
  const lines: LogLine[] = [];
  const measured: Measured[] = [];
  const counted: Readonly<Record<string, number>>[] = [];
  const logger: HttpLogger = {
    record: (line) => void lines.push(line),
    measure: (one) => void measured.push(one),
    count: (amounts) => void counted.push(amounts),
  };
  const connections: Connections = {
    world,
    guessLimiter: guessLimiter(world),
    origin,
    uploadOrigin,
    document: async (name) => `the file ${name} of ${SERVER}`,
    scriptText,
  };
  const residents = api({ endpoints: publicEndpoints, authenticate: anonymous, connections, logger });
  const staff = api({
    endpoints: staffEndpoints,
    authenticate: authenticateStaff(verifyByName, world),
    connections,
    logger,
  });
  const ask = async (id: RouteId, sent: Sent = {}) => {
    const handler = routeOf(id).access === 'public' ? residents : staff;
    return documented(id, await handler(httpEvent(id, sent), lambdaContext));
  };
  const as: HttpApi['as'] = (role, id, sent = {}) =>
    ask(id, { ...sent, headers: { authorization: `Bearer ${role}`, ...sent.headers } });
  return { world, lines, measured, counted, ask, as, residents, staff };
}

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
