import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Starts a server on the loopback address; on any free port when `port` is 0.
 * @returns the port
 * @throws the system's error when the port is taken
 */
export const listen = async (server: Server, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
};

/** Listens on the port of an earlier start, so that an address stays the same, or on any free one if it is taken. */
export const listenAgain = async (server: Server, port: number | undefined): Promise<number> => {
  try {
    return await listen(server, port ?? 0);
  } catch {
    return listen(server, 0);
  }
};

/** Finds a free port, for a program that cannot report which one it got. Another process may still take it first. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server, 0);
  server.close();
  return port;
};

/** Whether a loopback port is free. */
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
