import { createHash } from 'node:crypto';
import type { LogLine } from './http-logger.ts';
import type { Problem } from './problem.ts';

/** An endpoint's answer, before it is converted to API Gateway's format. */
export interface Answer {
  readonly status: number;
  readonly body?: string | Uint8Array;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A log line that this answer requires, such as a search by telephone number. */
  readonly record?: LogLine;
  /** What this answer adds to metrics that do not belong to a route. */
  readonly amounts?: Readonly<Record<string, number>>;
}

/** A problem instead of an answer. */
export interface Refusing {
  readonly problem: Problem;
  /** Further members of the Problem Details, such as a fresh token. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export const refusing = (problem: Problem, more?: Refusing['more']): Refusing => ({
  problem,
  ...(more && { more }),
});

export const json = (
  status: number,
  body: unknown,
  more: Pick<Answer, 'headers' | 'record' | 'amounts'> = {},
): Answer => ({
  status,
  body: JSON.stringify(body),
  type: 'application/json; charset=utf-8',
  ...more,
});

/** A page with its content security policy. */
export const html = (status: number, page: string, policy: string): Answer => ({
  status,
  body: page,
  type: 'text/html; charset=utf-8',
  headers: { 'content-security-policy': policy },
});

/** A photo. It may be embedded only in pages of the same origin, and the default headers forbid caching. */
export const picture = (jpeg: Uint8Array): Answer => ({
  status: 200,
  body: jpeg,
  type: 'image/jpeg',
  headers: { 'cross-origin-resource-policy': 'same-origin' },
});

/** Redirects after a form was processed, so that a reload does not submit it again. */
export const seeOther = (location: string): Answer => ({ status: 303, headers: { location } });

/**
 * Adds an entity tag of the content, or answers 304 when the caller has that content. The row's version would not do as
 * a tag: a promise becomes late without a write.
 */
export const tagged = (answer: Answer, ifNoneMatch: string | undefined): Answer =>
  taggedAs(tagOf(String(answer.body ?? '')), answer, ifNoneMatch);

/** Adds a given entity tag, for answers with parts that the tag must not cover. */
export function taggedAs(tag: string, answer: Answer, ifNoneMatch: string | undefined): Answer {
  const cached = ifNoneMatch?.split(',').map((given) => strong(given.trim()));
  return cached?.some((given) => given === strong(tag) || given === '*')
    ? { status: 304, headers: { ...forCaches(answer), etag: tag } }
    : { ...answer, headers: { ...answer.headers, etag: tag } };
}

/** A cache replaces these headers of the answer that it has by those of the 304. */
const forCaches = ({ headers = {} }: Answer): Record<string, string> =>
  Object.fromEntries(
    ['cache-control', 'vary'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** If-None-Match compares tags weakly. */
const strong = (tag: string): string => tag.replace(/^W\//, '');

/**
 * The entity tag of a content. It is weak, because the same content may be sent in different encodings, and a page's tag
 * leaves out what its script counts.
 */
export const tagOf = (content: string): string =>
  `W/"${createHash('sha256').update(content).digest('base64url').slice(0, TAG_LENGTH)}"`;

/** 132 bits, so that two contents do not have the same tag by chance. */
const TAG_LENGTH = 22;
