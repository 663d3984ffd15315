import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Has a server listen on this machine only; on any free port when 0 is given.
 * @returns the port
 * @throws Error of the system when the port is taken
 */
export const listen = async (server: Server, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
};

/** A port that was free a moment ago; for a program that cannot tell which one it was given. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server, 0);
  server.close();
  return port;
};

/** Whether nobody listens on a port of this machine. */
export const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    await listen(server, port);
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};
