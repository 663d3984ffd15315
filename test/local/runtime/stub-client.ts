import type { LocalRun } from '../../../infra/local/run.ts';

type Body = Record<string, unknown>;

/** An HTTP client of a local run, without credentials. */
export const clientOf = ({ origin }: Pick<LocalRun, 'origin'>) => {
  const call = async (method: string, path: string, body?: Body, headers: Record<string, string> = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  return {
    call,
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body: Body, headers?: Record<string, string>) => call('POST', path, body, headers),
    /** Commits a fact; its fields make the stub functions fail or hang. */
    commit: (id: string, fact: Body = {}) => call('POST', '/facts', { id, ...fact }),
    /** Ids of the messages in the inbox, in order, without ticks. */
    arrived: async (): Promise<readonly string[]> => {
      const { body } = await call('GET', '/local/outbox?case=facts');
      return body.messages.map(({ id }: { id: string }) => id);
    },
    /** Ticks in the inbox, in order. */
    ticks: async (): Promise<readonly { tick: string; found: string }[]> => {
      const { body } = await call('GET', '/local/outbox');
      return body.messages.filter(({ tick }: { tick?: string }) => tick !== undefined);
    },
    clock: async (): Promise<number> => Date.parse((await call('GET', '/local/clock')).body.now),
  };
};
