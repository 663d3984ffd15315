import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The loopback address that it comes from, as 127.0.1.2: the budgets of reports count by address. */
  readonly from?: string;
}

export interface Answered {
  readonly status: number;
  /** On the wire, before anything is unpacked. */
  readonly bytes: number;
  readonly body: Buffer;
}

/**
 * Sends a request over a connection of its own, as every new visitor does.
 * @throws Error when the answer is no success: a bench must not measure refusals
 */
export async function request(origin: string, asked: Asked): Promise<Answered> {
  const { method = 'GET', path, body, bearer, headers, from } = asked;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = httpRequest(new URL(path, origin), {
    method,
    agent: false,
    headers: {
      ...(text !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(from !== undefined && { localAddress: from }),
  });
  sent.end(text);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const received = await buffer(answer);
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 299) {
    throw new Error(
      `${method} ${path.split('/').slice(0, 4).join('/')} was answered with ${status}: ${received}`,
    );
  }
  return { status, bytes: received.length, body: received };
}

/** The same, with the answer as JSON. */
export async function requestJson<T>(origin: string, asked: Asked): Promise<T> {
  return JSON.parse((await request(origin, asked)).body.toString('utf8')) as T;
}
