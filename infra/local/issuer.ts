import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AUDIENCE } from './issuer/resource.ts';
import type { Staff } from './issuer/staff.ts';
import { openIssuerStore } from './issuer/store.ts';

export interface IssuerOptions {
  /** The loopback port to listen on; 0 takes a free one. */
  readonly port: number;
  /**
   * The directory of `issuer.sqlite`: the key, sessions and grants survive a restart with the same directory and port.
   */
  readonly dataDir: string;
  /** Who can sign in. A person who is removed from the list gets no new token. */
  readonly people: Staff;
  /** The console's origin, e.g. `http://127.0.0.1:8787`: the only one that is allowed in redirects and in CORS. */
  readonly origin: string;
}

export interface RunningIssuer {
  readonly issuer: string;
  readonly audience: string;
  close(): Promise<void>;
}

/**
 * Starts an OpenID Connect issuer for the local run. It has no passwords and therefore listens on loopback only. Tokens
 * expire by the real clock.
 */
export async function startIssuer({ port, dataDir, people, origin }: IssuerOptions): Promise<RunningIssuer> {
  const server = createServer();
  // After a restart, a client that reuses a pooled connection would get an error on its next request.
  server.maxRequestsPerSocket = 1;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${portOf(server)}`;
  try {
    const store = openIssuerStore(dataDir);
    const startProvider = async (): Promise<Handle> => {
      const [{ localProvider }, { signIn }] = await Promise.all([
        import('./issuer/provider.ts'),
        import('./issuer/sign-in.ts'),
      ]);
      const provider = localProvider({ issuer, origin, staff: people, store });
      provider.on('server_error', (_ctx, error) => logError(error));
      const toProvider = provider.callback();
      return (request, response) =>
        request.url?.startsWith('/sign-in/')
          ? signIn({ provider, staff: people, origin }, request, response)
          : toProvider(request, response);
    };
    server.on('request', requestListener(startProvider, new URL(issuer).host));
    return { issuer, audience: AUDIENCE, close: () => stop(server).then(store.close) };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function requestListener(startProvider: () => Promise<Handle>, host: string) {
  // Its framework is large, and nobody needs it before the first member of staff signs in.
  let provider: Promise<Handle> | undefined;
  const handle: Handle = async (request, response) => {
    provider ??= startProvider().catch((error: unknown) => {
      // The next request tries again.
      provider = undefined;
      throw error;
    });
    await (await provider)(request, response);
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    // Rejects other host names, so that no website can reach this server by pointing its own name at 127.0.0.1 (DNS
    // rebinding).
    if (request.headers.host !== host) return void response.writeHead(421).end();
    handle(request, response).catch((error: unknown) => {
      logError(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the issuer listens on no port');
  return address.port;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function logError(error: unknown): void {
  process.stderr.write(`issuer: ${error instanceof Error ? error.stack : String(error)}\n`);
}
