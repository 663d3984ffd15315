import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { type Refusing, refusing } from './answer.ts';
import { inputErrorsOf } from './input-errors.ts';

/** The schemas of a route's input. Parts without a schema are ignored. */
export interface RequestShape {
  readonly path?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** The fields of an HTML form that a browser submits without JavaScript. */
  readonly form?: z.ZodMiniType;
}

/** The parsed parts of a request. */
export type InputOf<Shape extends RequestShape> = {
  readonly [Part in keyof Shape]: Shape[Part] extends z.ZodMiniType ? z.output<Shape[Part]> : never;
};

/** API Gateway's event, payload version 2.0. */
export type HttpEvent = APIGatewayProxyEventV2;

const BODY_BYTES_MAX = 64 * 1024;

type Part = { readonly data: unknown } | Refusing;

/** Parses a request by its schemas, or returns the problem with it. */
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
    if (parsed?.success === false) return invalid(part, inputErrorsOf(parsed.error.issues));
    input[part] = parsed?.data;
  }
  // The loop has parsed every part by its schema, which TypeScript cannot infer.
  return { input: input as InputOf<Shape> };
}

/** A malformed token, case id or place code in the path gets the same answer as an unknown one. */
const invalid = (part: keyof RequestShape, errors: ReturnType<typeof inputErrorsOf>): Refusing =>
  refusing(part === 'path' ? { code: 'not-found' } : { code: 'invalid-input', errors });

const readers: Record<keyof RequestShape, (event: HttpEvent) => Part | Promise<Part>> = {
  path: ({ pathParameters }) => ({ data: pathParameters ?? {} }),
  query: ({ queryStringParameters }) => ({ data: queryStringParameters ?? {} }),
  body: readBody,
  form: readForm,
};

/** A missing body is read as an empty object, so that a move without fields needs none. */
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

/** Parses a form. Of a repeated field the last value counts; files are ignored. */
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
