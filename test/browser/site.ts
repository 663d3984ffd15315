import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFindRoute } from '../../infra/local/gateway/route-table.ts';
import { scriptFiles } from '../../infra/page-scripts.ts';
import { memoryPhotoStore, PHOTO_STORE_ORIGIN } from '../../shared/adapters/memory/photo-store.ts';
import { once } from '../../shared/adapters/once.ts';
import type { ConsoleFiles, ScriptName } from '../../shared/http/call.ts';
import { type RouteId, routeOf, routes } from '../../shared/http/routes.ts';
import type { Room } from '../cases/room.ts';
import { httpEvent, lambdaContext } from '../http/event.ts';
import { type HttpApi, http } from '../http/http-api.ts';

export interface Site {
  readonly origin: string;
  readonly rig: HttpApi;
  close(): Promise<void>;
}

/** Each script is built once per process. */
const builtOnce = Object.fromEntries(
  Object.entries(scriptFiles).map(([name, build]) => [name, once(build)]),
) as typeof scriptFiles;

/** A page script as it is bundled. */
export const scriptText = (name: ScriptName): Promise<string> => builtOnce[name]();

/** What a site has beside the pages of residents. */
interface SiteOptions {
  readonly scripts?: boolean;
  readonly photoStore?: Room['photoStore'];
  readonly uploadOrigin?: string;
  readonly world?: Partial<Room>;
  /** The files of the console; without them its page is there and does nothing. */
  readonly console?: ConsoleFiles;
}

/** Serves the pages on a port with the real handlers, the memory store and a clock that only the test moves. */
export async function site({
  scripts = true,
  photoStore = memoryPhotoStore(),
  uploadOrigin = PHOTO_STORE_ORIGIN,
  world = {},
  console: files,
}: SiteOptions = {}): Promise<Site> {
  const script = scripts ? scriptText : undefined;
  const rig = await http({ photoStore, ...world }, script, uploadOrigin, undefined, files);
  const handlers = { public: rig.residents, staff: rig.staff, provider: rig.providers };
  const findRoute = createFindRoute(
    routes.map(({ id: key }) => ({ key, functionArn: 'public', authorizer: undefined })),
  );
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const found = findRoute(request.method ?? 'GET', url.pathname);
    if (found === undefined) return response.writeHead(404).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const id = found.route.key as RouteId;
    const event = httpEvent(id, {
      path: found.parameters,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: Buffer.concat(chunks).toString('utf8'),
    });
    const {
      statusCode = 500,
      headers,
      body = '',
      isBase64Encoded,
    } = await handlers[routeOf(id).access](event, lambdaContext);
    response.writeHead(statusCode, headers as Record<string, string>);
    return response.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rig,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
