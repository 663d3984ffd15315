import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFindRoute } from '../../infra/local/gateway/route-table.ts';
import { scriptFiles } from '../../infra/page-scripts.ts';
import { memoryPhotoStore, PHOTO_STORE_ORIGIN } from '../../shared/adapters/memory/photo-store.ts';
import { once } from '../../shared/adapters/once.ts';
import type { ScriptName } from '../../shared/http/call.ts';
import { routes } from '../../shared/http/routes.ts';
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

/** Serves the pages on a port with the real handler, the memory store and a clock that only the test moves. */
export async function site({
  scripts = true,
  photoStore = memoryPhotoStore(),
  uploadOrigin = PHOTO_STORE_ORIGIN,
} = {}): Promise<Site> {
  const rig = await http({ photoStore }, scripts ? scriptText : undefined, uploadOrigin);
  const findRoute = createFindRoute(
    routes.map(({ id: key }) => ({ key, functionArn: 'public', authorizer: undefined })),
  );
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const found = findRoute(request.method ?? 'GET', url.pathname);
    if (found === undefined) return response.writeHead(404).end();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const event = httpEvent(found.route.key, {
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
    } = await rig.residents(event, lambdaContext);
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
