import type { LocalRun } from '../../../infra/local/run.ts';

type Body = Record<string, unknown>;

/** Talks to a run as anybody on this machine may. */
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
    /** Commits a fact; what is in it decides what becomes of it on its way. */
    commit: (id: string, fact: Body = {}) => call('POST', '/facts', { id, ...fact }),
    /** Ids of what arrived, in order, ticks left out. */
    arrived: async (): Promise<readonly string[]> => {
      const { body } = await call('GET', '/local/outbox?case=facts');
      return body.messages.map(({ id }: { id: string }) => id);
    },
    /** Ticks in the order of their arrival. */
    ticks: async (): Promise<readonly { tick: string; found: string }[]> => {
      const { body } = await call('GET', '/local/outbox');
      return body.messages.filter(({ tick }: { tick?: string }) => tick !== undefined);
    },
    clock: async (): Promise<number> => Date.parse((await call('GET', '/local/clock')).body.now),
  };
};
