import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { localProvider } from './issuer/provider.ts';
import { AUDIENCE } from './issuer/resource.ts';
import { signIn } from './issuer/sign-in.ts';
import type { Staff } from './issuer/staff.ts';
import { openIssuerStore } from './issuer/store.ts';

export interface IssuerOptions {
  /** The loopback port to listen on; 0 takes a free one. */
  readonly port: number;
  /** Where `issuer.sqlite` lives: key, sessions and grants survive a restart with the same directory and port. */
  readonly dataDir: string;
  /** Who may sign in. Someone taken off the list can get no new token. */
  readonly people: Staff;
  /** The console's origin, e.g. `http://127.0.0.1:8787`; it alone may be redirected to and use the API of the issuer. */
  readonly origin: string;
}

export interface RunningIssuer {
  readonly issuer: string;
  readonly audience: string;
  close(): Promise<void>;
}

/**
 * Starts an OpenID Connect issuer for the local run: no passwords, hence loopback only. Tokens live on real time.
 * Rejects when the port is taken or the directory cannot be written.
 */
export async function startIssuer({ port, dataDir, people, origin }: IssuerOptions): Promise<RunningIssuer> {
  const server = createServer();
  // A pooled connection that outlives a restart would fail its owner's next request.
  server.maxRequestsPerSocket = 1;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${portOf(server)}`;
  try {
    const store = openIssuerStore(dataDir);
    const provider = localProvider({ issuer, origin, staff: people, store });
    provider.on('server_error', (_ctx, error) => complain(error));
    server.on('request', answer({ provider, staff: people, origin, host: new URL(issuer).host }));
    return { issuer, audience: AUDIENCE, close: () => stop(server).then(store.close) };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

function answer(part: {
  readonly provider: Provider;
  readonly staff: Staff;
  readonly origin: string;
  readonly host: string;
}) {
  const toProvider = part.provider.callback();
  return (request: IncomingMessage, response: ServerResponse): void => {
    // A name that somebody points at 127.0.0.1 must not make this server part of their site (DNS rebinding).
    if (request.headers.host !== part.host) return void response.writeHead(421).end();
    const answered = request.url?.startsWith('/sign-in/')
      ? signIn(part, request, response)
      : toProvider(request, response);
    answered.catch((error: unknown) => {
      complain(error);
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

function complain(error: unknown): void {
  process.stderr.write(`issuer: ${error instanceof Error ? error.stack : String(error)}\n`);
}
