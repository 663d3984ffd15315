import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { type Refusing, refusing } from './answer.ts';
import { inputErrorsOf } from './input-errors.ts';

/** What a route takes. A part that is absent is not looked at; a query that is absent may not be sent either. */
export interface RequestShape {
  readonly path?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
}

/** The parts of a request as their schemas leave them. */
export type InputOf<Shape extends RequestShape> = {
  readonly [Part in keyof Shape]: Shape[Part] extends z.ZodMiniType ? z.output<Shape[Part]> : never;
};

/** The part of the gateway's event that is read; version 2.0 of its payload. */
export type HttpEvent = APIGatewayProxyEventV2;

const BODY_BYTES_MAX = 64 * 1024;

type Part = { readonly data: unknown } | Refusing;

/** Reads a request by its schemas, or says why it cannot be. */
export function readRequest<Shape extends RequestShape>(
  event: HttpEvent,
  shape: Shape,
): { readonly input: InputOf<Shape> } | Refusing {
  const input: Record<string, unknown> = {};
  for (const part of Object.keys(shape) as (keyof RequestShape)[]) {
    const schema = shape[part];
    const raw = readers[part](event);
    if ('problem' in raw) return raw;
    const parsed = schema?.safeParse(raw.data, { reportInput: true });
    if (parsed?.success === false) return wrong(part, inputErrorsOf(parsed.error.issues));
    input[part] = parsed?.data;
  }
  // Each part was parsed by its own schema just now, which is what the type says.
  return { input: input as InputOf<Shape> };
}

/** A path that no token, case or place can have leads nowhere: it is answered like any other that leads nowhere. */
const wrong = (part: keyof RequestShape, errors: ReturnType<typeof inputErrorsOf>): Refusing =>
  refusing(part === 'path' ? { code: 'not-found' } : { code: 'invalid-input', errors });

const readers: Record<keyof RequestShape, (event: HttpEvent) => Part> = {
  path: ({ pathParameters }) => ({ data: pathParameters ?? {} }),
  query: ({ queryStringParameters }) => ({ data: queryStringParameters ?? {} }),
  body: readBody,
};

/** No body at all stands for an empty one, so that a move without words needs none. */
function readBody({ body, isBase64Encoded, headers }: HttpEvent): Part {
  if (body === undefined || body === '') return { data: {} };
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > BODY_BYTES_MAX) return refusing({ code: 'too-large' });
  if (!isJson(headers['content-type'])) return refusing({ code: 'unsupported-type' });
  try {
    return { data: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return refusing({ code: 'not-json' });
  }
}

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;|$)/i.test(contentType ?? '');
