import type { RouteId } from '../../shared/http/routes.ts';
import { answersOf } from '../../web/docs/contract.ts';
import { sentenceOf } from '../sentence-of.ts';
import { Failure } from './failure.ts';

export interface StationRequest {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface StationClient {
  /**
   * Calls a route and returns its JSON. Throws a Failure where the answer is no success, or not what this release
   * documents for the route.
   */
  ask<Body>(id: RouteId, request?: StationRequest): Promise<Body>;
  /** The bytes behind a route that shows a file, wherever it leads. */
  file(id: RouteId, request?: StationRequest): Promise<Uint8Array>;
}

/** Longer than a request may take on AWS (30 s); what has not come by then is not coming. */
const TIMEOUT_MS = 40_000;

/** A client of the public API of any deployed stage; with a token, of the staff's routes too. */
export function stationClient(origin: string, interrupted: AbortSignal, token?: string): StationClient {
  const call = async (id: RouteId, { path = {}, query, body }: StationRequest = {}): Promise<Response> => {
    const [method = 'GET', template = '/'] = id.split(' ');
    const address = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
    const asked = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const response = await answered(id, `${origin}${address}${asked}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([interrupted, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!response.ok) throw new Failure(await refusal(id, response));
    return response;
  };

  return {
    async ask<Body>(id: RouteId, request?: StationRequest) {
      const response = await call(id, request);
      const body: unknown = await response.json().catch(() => undefined);
      const parsed = answersOf(id)[response.status]?.schema?.safeParse(body);
      if (parsed?.success) return body as Body;
      // Of the answer only the names of fields are said, since it may hold what somebody wrote.
      const fields = parsed?.error?.issues.map(({ path }) => path.join('.') || 'the whole answer');
      throw new Failure(
        `${id} answered ${response.status}, not as this release documents it (${fields?.join(', ') ?? 'no such answer'}). Is it another release, or another service?`,
      );
    },
    file: async (id, request) => new Uint8Array(await (await call(id, request)).arrayBuffer()),
  };
}

/** The answer to a request; a Failure with its reason when there is none. */
export async function answered(what: string, address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    const why = error instanceof Error && error.name === 'TimeoutError' ? 'It took too long.' : undefined;
    throw new Failure(`${what} was not answered. ${why ?? sentenceOf(error) ?? reasonOf(error)}`);
  }
}

/** `fetch` itself says only that it failed. */
const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
};

async function refusal(id: RouteId, response: Response): Promise<string> {
  const { title, detail } = ((await response.json().catch(() => undefined)) ?? {}) as Record<string, unknown>;
  const said = [title, detail].filter((text) => typeof text === 'string').join(' ');
  const cure =
    response.status === 401
      ? ' The token is expired, or not from the issuer and for the audience that the stage knows.'
      : '';
  return `${id} answered ${response.status}.${said === '' ? '' : ` ${said}`}${cure}`;
}
