import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { type Refusing, refusing } from './answer.ts';
import { inputErrorsOf } from './input-errors.ts';

/** What a route takes. A part that is absent is not looked at; a query that is absent may not be sent either. */
export interface RequestShape {
  readonly path?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** What a browser sends without a script: each field a line of text. */
  readonly form?: z.ZodMiniType;
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
export async function readRequest<Shape extends RequestShape>(
  event: HttpEvent,
  shape: Shape,
): Promise<{ readonly input: InputOf<Shape> } | Refusing> {
  const input: Record<string, unknown> = {};
  for (const part of Object.keys(shape) as (keyof RequestShape)[]) {
    const schema = shape[part];
    const raw = await readers[part](event);
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

const readers: Record<keyof RequestShape, (event: HttpEvent) => Part | Promise<Part>> = {
  path: ({ pathParameters }) => ({ data: pathParameters ?? {} }),
  query: ({ queryStringParameters }) => ({ data: queryStringParameters ?? {} }),
  body: readBody,
  form: readForm,
};

/** No body at all stands for an empty one, so that a move without words needs none. */
function readBody(event: HttpEvent): Part {
  const bytes = bytesOf(event);
  if (bytes.length === 0) return { data: {} };
  if (bytes.length > BODY_BYTES_MAX) return refusing({ code: 'too-large' });
  if (!isJson(event.headers['content-type'])) return refusing({ code: 'unsupported-type' });
  try {
    return { data: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return refusing({ code: 'not-json' });
  }
}

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;|$)/i.test(contentType ?? '');

/** Of a field sent twice the last value counts. A file has no place here yet and is left out. */
async function readForm(event: HttpEvent): Promise<Part> {
  const bytes = bytesOf(event);
  if (bytes.length > BODY_BYTES_MAX) return refusing({ code: 'too-large' });
  const type = event.headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) || bytes.length === 0) {
    return { data: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) };
  }
  if (!/^multipart\/form-data\s*;/i.test(type)) return refusing({ code: 'unsupported-type' });
  try {
    const fields = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    return { data: Object.fromEntries([...fields].filter(([, value]) => typeof value === 'string')) };
  } catch {
    return refusing({ code: 'unsupported-type' });
  }
}

const bytesOf = ({ body = '', isBase64Encoded }: HttpEvent): Buffer<ArrayBuffer> =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
