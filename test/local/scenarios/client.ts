import { expect } from 'vitest';
import { issuerNextTo, requestToken } from '../../../infra/local/issuer/request-token.ts';
import type { RouteId } from '../../../shared/http/routes.ts';
import { expectDocumented } from '../../http/answers.ts';

export interface ClientRequest {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The fields of a form, as a browser without a script sends it. */
  readonly form?: Readonly<Record<string, string>>;
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ClientResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test checks what it expects
  readonly body: any;
}

/** A message in the inbox of the local run. */
export interface Sent {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly people: readonly string[];
  readonly at: string;
  readonly reference?: string;
  readonly level?: number;
  readonly batch?: { readonly references: readonly string[] };
}

/** An HTTP client of a running stack. Checks every answer against the OpenAPI document.  */
export const clientOf = (origin: string) => {
  const ask = async (id: RouteId, request: ClientRequest = {}): Promise<ClientResponse> => {
    const [method = 'GET', template = '/'] = id.split(' ');
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => request.path?.[name] ?? name);
    const query = request.query === undefined ? '' : `?${new URLSearchParams(request.query)}`;
    const response = await fetch(`${origin}${path}${query}`, {
      method,
      headers: {
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...(request.bearer !== undefined && { authorization: `Bearer ${request.bearer}` }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      // A body of this kind brings its own content type.
      ...(request.form && { body: new URLSearchParams(request.form), redirect: 'manual' }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const body: unknown = isJson ? JSON.parse(text) : undefined;
    expectDocumented(id, response.status, body);
    return { status: response.status, headers: response.headers, text, body };
  };

  const moveClock = async (change: object): Promise<void> => {
    const response = await fetch(`${origin}/local/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
    if (!response.ok) throw new Error(`the clock did not move: ${await response.text()}`);
  };

  return {
    origin,
    ask,
    advance: (advanceMinutes: number) => moveClock({ advanceMinutes }),
    jump: (jumpMinutes: number) => moveClock({ jumpMinutes }),
    async grantPhoto(token: string, commandId: string): Promise<PhotoGrant> {
      const asked = { path: { token }, body: { commandId } };
      const { status, body } = await ask('POST /v1/track/{token}/photos', asked);
      expect(status).toBe(201);
      return body;
    },
    /** Messages about one case, oldest first; without a reference, all messages. */
    async inbox(reference?: string): Promise<readonly Sent[]> {
      const query = reference === undefined ? '' : `?case=${reference}`;
      const response = await fetch(`${origin}/local/outbox${query}`);
      const { messages } = (await response.json()) as { messages: readonly Sent[] };
      return messages;
    },
    /** The id of an open case, found by its reference in the staff list. */
    async idOf(reference: string, bearer: string): Promise<string> {
      const query = { view: 'open', limit: '100' };
      const { body } = await ask('GET /v1/office/cases', { bearer, query });
      return body.rows.find((one: { readonly reference: string }) => one.reference === reference).caseId;
    },
    /** A bearer token of the first person with a role, from the local issuer. */
    tokenOf: (role: string) => requestToken(issuerNextTo(origin), { role }),
  };
};

export interface PhotoGrant {
  readonly photo: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Posts a photo as a browser does: the fields in their order, the file last. */
export const postPhoto = (
  { url, fields }: Pick<PhotoGrant, 'url' | 'fields'>,
  file: Uint8Array,
  headers = {},
) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(file)]), 'IMG_0001.JPG');
  return fetch(url, { method: 'POST', body: form, headers, redirect: 'manual' });
};

export type Client = ReturnType<typeof clientOf>;

/** A tracking token of 192 bits that contains a number. */
export const trackingToken = (n: number): string => `T${String(n).padStart(31, '0')}`;

/** The body of a report by the API. */
export const lostPhone = (n: number) => ({
  place: 'b03-1',
  type: 'lost-item',
  what: '黑色手机，大概十点落在一单元电梯里了',
  details: { item: 'bank-card' },
  contact: { phone: '138 0000 0003' },
  token: trackingToken(n),
});
