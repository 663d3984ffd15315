import { calendars } from '../engine/calendar/calendar.ts';
import type { CalendarContent, Policy, PolicyContent } from './policy.ts';
import { checkPolicy } from './policy-check.ts';

/**
 * Builds the policy that decisions use from its published form. Throws a RangeError that lists each way in which a case
 * could be left without a deadline, or the first inconsistency of the calendar.
 * @param standardTypes the promises of case types that this version does not define
 */
export const compilePolicy = (
  content: PolicyContent,
  calendar: CalendarContent,
  standardTypes: Policy['types'],
): Policy =>
  checkPolicy({
    ...content,
    types: { ...standardTypes, ...content.types },
    calendars: calendars(calendar),
  });
