import { createServer, type Socket } from 'node:net';
import type { SmtpSink, SmtpSinkOptions } from '../fakes/smtp-sink.ts';
import { listen } from '../free-port.ts';

export interface MailServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A mail server on loopback that is loaded by its first connection: most runs send no mail, and its library takes more
 * memory than all other stand-ins together.
 */
export async function mailServer(options: SmtpSinkOptions): Promise<MailServer> {
  let loading: Promise<SmtpSink> | undefined;
  const server = createServer((socket: Socket) => {
    // One that breaks off while the library is loaded.
    socket.on('error', () => socket.destroy());
    loading ??= import('../fakes/smtp-sink.ts').then(({ smtpSink }) => smtpSink(options));
    loading.then(
      ({ take }) => take(socket),
      () => socket.destroy(),
    );
  });
  const port = await listen(server, 0);
  return {
    port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await (await loading?.catch(() => undefined))?.close();
      await closed;
    },
  };
}
