import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { listen } from '../../infra/local/free-port.ts';
import { SECOND } from '../../shared/engine/calendar/instant.ts';

/** A webhook receiver of the station's messages. */
export interface MessageReceiver {
  readonly origin: string;
  readonly secret: string;
  /** How often each correctly signed message arrived, by id. */
  readonly received: ReadonlyMap<string, number>;
  /** Ids of requests without a valid signature. */
  readonly foreign: readonly string[];
  close(): void;
}

const SECRET = `whsec_${Buffer.from('a key of this machine, of no worth elsewhere').toString('base64')}`;

export async function messageReceiver(): Promise<MessageReceiver> {
  const received = new Map<string, number>();
  const foreign: string[] = [];
  const server = createServer(async (asked, answer) => {
    const body = await text(asked);
    const id = String(asked.headers['webhook-id']);
    if (isSigned(id, asked.headers, body)) received.set(id, (received.get(id) ?? 0) + 1);
    else foreign.push(id);
    answer.writeHead(204).end();
  });
  const port = await listen(server, 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    secret: SECRET,
    received,
    foreign,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Signs again and compares, since the library's own check would reject timestamps of the station's moved clock. */
function isSigned(id: string, headers: NodeJS.Dict<string | string[]>, body: string): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * SECOND);
  return new Webhook(SECRET).sign(id, at, body) === headers['webhook-signature'];
}
