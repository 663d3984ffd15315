import { type Instant, MINUTE } from '../engine/calendar/instant.ts';
import type { TypePolicy } from '../policies/policy.ts';
import type { Details } from './case.ts';

/** The first question with an answer that the type's policy does not list, or a required one without an answer. */
export function invalidAnswer(type: TypePolicy, details: Details): string | undefined {
  const invalid = Object.entries(details).find(([question, answer]) => {
    // `hasOwn`, since the name comes from the request and may be "constructor".
    const listed = Object.hasOwn(type.questions, question) ? type.questions[question] : undefined;
    return !listed?.choices.includes(answer);
  });
  if (invalid !== undefined) return invalid[0];
  return Object.entries(type.questions).find(([name, { required }]) => required && !(name in details))?.[0];
}

/** The clock of a telephone may be this much ahead of the server's without the report being refused. */
const SKEW_MAX = 5 * MINUTE;

/** Whether the reported time lies in the future, beyond the allowed clock skew. */
export const isInFuture = (occurredAt: Instant | undefined, now: Instant): boolean =>
  occurredAt !== undefined && occurredAt > now + SKEW_MAX;
