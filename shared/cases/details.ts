import { type Instant, MINUTE } from '../engine/calendar/instant.ts';
import type { TypePolicy } from '../policies/policy.ts';
import type { Details } from './case.ts';

/** The first question whose answer the type does not know, or that had to be answered and was not. */
export function invalidAnswer(type: TypePolicy, details: Details): string | undefined {
  const wrong = Object.entries(details).find(([question, answer]) => {
    // `hasOwn`, since "constructor" is a question a stranger may well ask about.
    const known = Object.hasOwn(type.questions, question) ? type.questions[question] : undefined;
    return !known?.choices.includes(answer);
  });
  if (wrong !== undefined) return wrong[0];
  return Object.entries(type.questions).find(([name, { required }]) => required && !(name in details))?.[0];
}

/** Telephones and servers disagree by minutes; that is not a report from the future. */
const SKEW_MAX = 5 * MINUTE;

/** Whether something is said to have happened later than now. */
export const isAhead = (occurredAt: Instant | undefined, now: Instant): boolean =>
  occurredAt !== undefined && occurredAt > now + SKEW_MAX;
