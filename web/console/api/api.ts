import { signal } from '@preact/signals';
import { renewed } from '../session/renewal.ts';
import { bearer, expire } from '../session/session.ts';
import { language } from '../text/words.ts';
import type { Problem } from './shapes.ts';

/** So long an answer is waited for; then the network counts as gone, since nobody looks at a still screen for longer. */
const PATIENCE_MS = 20_000;

export type Answer<T> =
  | { readonly kind: 'done'; readonly body: T; readonly etag: string | undefined }
  /** As it was the last time (304). */
  | { readonly kind: 'same' }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** Nothing came back: what was asked may have been done. */
  | { readonly kind: 'unreachable' };

interface Question {
  readonly body?: unknown;
  readonly etag?: string | undefined;
}

/** Whether the last request got an answer. */
export const isOnline = signal(true);

/** How many requests that a person waits for are on their way. */
export const busy = signal(0);

type Method = 'GET' | 'POST' | 'PUT';

/** Asks the API in the name of the person who is signed in. A token that has run out is renewed once. */
export const ask = <T>(method: Method, path: string, question: Question = {}): Promise<Answer<T>> =>
  exchange(method, path, question, async (response) => (await response.json()) as T);

/** Asks for a file, which the API gives only to who is signed in. */
export const askFile = (path: string): Promise<Answer<Blob>> =>
  exchange('GET', path, {}, (response) => response.blob());

async function exchange<T>(
  method: Method,
  path: string,
  question: Question,
  bodyOf: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  const waits = question.etag === undefined;
  if (waits) busy.value += 1;
  try {
    const response = await send(method, path, question);
    const again =
      response.status === 401 && (await renewed()) ? await send(method, path, question) : response;
    isOnline.value = true;
    return await read(again, bodyOf);
  } catch {
    isOnline.value = false;
    return { kind: 'unreachable' };
  } finally {
    if (waits) busy.value -= 1;
  }
}

/** Gives up after a while. `AbortSignal.timeout` is younger than the browsers that the console is built for. */
function patience(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE_MS);
  return controller.signal;
}

const send = (method: string, path: string, { body, etag }: Question): Promise<Response> =>
  fetch(path, {
    method,
    signal: patience(),
    cache: 'no-store',
    headers: {
      authorization: `Bearer ${bearer()}`,
      'accept-language': language(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(etag !== undefined && { 'if-none-match': etag }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function read<T>(response: Response, bodyOf: (response: Response) => Promise<T>): Promise<Answer<T>> {
  if (response.status === 304) return { kind: 'same' };
  if (response.ok) {
    return {
      kind: 'done',
      body: await bodyOf(response),
      etag: response.headers.get('etag') ?? undefined,
    };
  }
  if (response.status === 401) expire();
  // The gateway before the API, which answers 401, 429 and 503 itself, writes no Problem Details.
  const found: Partial<Problem> = await response.json().catch(() => ({}));
  const { code = `http-${response.status}`, title = '', detail = '', instance = '' } = found;
  return {
    kind: 'problem',
    problem: { ...found, status: response.status, code, title, detail, instance },
  };
}

/** A photo, which the API gives only to who is signed in; an address of its bytes in this tab, to be revoked. */
export async function photoAddress(path: string): Promise<string | undefined> {
  try {
    const response = await send('GET', path, {});
    return response.ok ? URL.createObjectURL(await response.blob()) : undefined;
  } catch {
    return undefined;
  }
}

/** Something was changed here, so what is shown is asked for anew. */
export interface Change {
  /** The case that it was about. */
  readonly caseId: string | undefined;
}
export const changes = signal<Change>({ caseId: undefined });
export const changed = (caseId?: string): void => {
  changes.value = { caseId };
};
