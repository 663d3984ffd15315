import { createHash } from 'node:crypto';
import type { LogLine } from './http-logger.ts';
import type { Problem } from './problem.ts';

/** What an endpoint answers, before it is put into the form of the gateway. */
export interface Answer {
  readonly status: number;
  readonly body?: string | Uint8Array;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What must be on record about this answer, such as who read a reporter's name. */
  readonly record?: LogLine;
  /** What this answer adds to what the station counts. */
  readonly amounts?: Readonly<Record<string, number>>;
}

/** Why there is no answer. */
export interface Refusing {
  readonly problem: Problem;
  /** Further members of the problem, such as a token to go on with. */
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

/** A page, and what it may load. */
export const html = (status: number, page: string, policy: string): Answer => ({
  status,
  body: page,
  type: 'text/html; charset=utf-8',
  headers: { 'content-security-policy': policy },
});

/** A photo: shown on our own pages and kept by nobody. */
export const picture = (jpeg: Uint8Array): Answer => ({
  status: 200,
  body: jpeg,
  type: 'image/jpeg',
  headers: { 'cross-origin-resource-policy': 'same-origin' },
});

/** On to another page after something was done, so that a reload does not do it again. */
export const seeOther = (location: string): Answer => ({ status: 303, headers: { location } });

/**
 * The same answer with a tag of its content; without the content when the caller has it already. Follows what the
 * reader sees rather than the row's version, since a promise turns late without anybody writing.
 */
export const tagged = (answer: Answer, ifNoneMatch: string | undefined): Answer =>
  taggedAs(tagOf(String(answer.body ?? '')), answer, ifNoneMatch);

/** The same, where the tag is not of every letter of the answer. */
export function taggedAs(tag: string, answer: Answer, ifNoneMatch: string | undefined): Answer {
  const known = ifNoneMatch?.split(',').map((given) => given.trim().replace(/^W\//, ''));
  return known?.some((given) => given === tag || given === '*')
    ? { status: 304, headers: { etag: tag } }
    : { ...answer, headers: { ...answer.headers, etag: tag } };
}

/** An entity tag of some content. */
export const tagOf = (content: string): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, TAG_LENGTH)}"`;

/** 132 bits: two contents never meet by chance. */
const TAG_LENGTH = 22;
