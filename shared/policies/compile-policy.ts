import { calendars } from '../engine/calendar/calendar.ts';
import type { CalendarContent, Policy, PolicyContent } from './policy.ts';
import { checkPolicy } from './policy-check.ts';

/**
 * Makes the policy that decisions use out of what was published. Throws a RangeError with every sentence that says how a
 * case of it could be left without a deadline, or why the calendar cannot be meant.
 * @param typesOfStandard the promises of types that this version does not know
 */
export const compilePolicy = (
  content: PolicyContent,
  calendar: CalendarContent,
  typesOfStandard: Policy['types'],
): Policy =>
  checkPolicy({
    ...content,
    types: { ...typesOfStandard, ...content.types },
    calendars: calendars(calendar),
  });
