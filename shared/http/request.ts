import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { type Refusing, refusing } from './answer.ts';
import { charsetIn, formFields } from './form-fields.ts';
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
  query: readQuery,
  body: readBody,
  form: readForm,
};

/** A missing body is read as an empty object, so that a move without fields needs none. */
function readBody(event: HttpEvent): Part {
  const bytes = bytesOf(event);
  if (bytes.length === 0) return { data: {} };
  if (bytes.length > BODY_BYTES_MAX) return refusing({ code: 'too-large' });
  if (!isJson(event.headers['content-type'])) return refusing({ code: 'unsupported-type' });
  const text = textOf(bytes, event);
  if (text === undefined) return refusing({ code: 'unreadable-text' });
  try {
    const data: unknown = JSON.parse(text);
    return isTooDeep(data) ? refusing({ code: 'too-large' }) : { data };
  } catch {
    return refusing({ code: 'not-json' });
  }
}

/** No request has more than a few levels; what has thousands could be neither compared nor answered. */
const LEVELS_MAX = 64;

function isTooDeep(data: unknown): boolean {
  let level: readonly unknown[] = [data];
  for (let levels = 0; level.length > 0; levels += 1) {
    if (levels > LEVELS_MAX) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}

/** JSON is UTF-8 whatever the request says, so another charset is refused and not ignored. */
const isJson = (contentType = ''): boolean =>
  /^application\/json\s*(;|$)/i.test(contentType) && /^utf-?8$/i.test(charsetIn(contentType) ?? 'utf-8');

/**
 * The gateway passes JSON as text and replaces what is not UTF-8 by U+FFFD, so that this character says that letters are
 * lost. A client that means the character itself writes `\\ufffd`.
 */
function textOf(bytes: Buffer, { isBase64Encoded }: HttpEvent): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !isBase64Encoded && text.includes('\ufffd') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A query has its letters replaced by the gateway too. */
function readQuery({ queryStringParameters: query = {} }: HttpEvent): Part {
  const isWhole = Object.entries(query).every(([name, value]) => !`${name}${value}`.includes('\ufffd'));
  return isWhole ? { data: query } : refusing({ code: 'unreadable-text' });
}

async function readForm(event: HttpEvent): Promise<Part> {
  const bytes = bytesOf(event);
  if (bytes.length > BODY_BYTES_MAX) return refusing({ code: 'too-large' });
  const read = await formFields(bytes, event.headers['content-type'] ?? '');
  return typeof read === 'string' ? refusing({ code: read }) : { data: read };
}

const bytesOf = ({ body = '', isBase64Encoded }: HttpEvent): Buffer<ArrayBuffer> =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
