import { calendars } from '../engine/calendar/calendar.ts';
import type { CalendarContent, Policy, PolicyContent } from './policy.ts';

/**
 * Builds the policy that decisions use from its published form. It is checked before it is published and not again when
 * it is loaded: a case must not stand still because a later release checks more, or a later calendar has other hours.
 * @param standardTypes the promises of case types that this version does not define
 */
export const buildPolicy = (
  content: PolicyContent,
  calendar: CalendarContent,
  standardTypes: Policy['types'],
): Policy => ({
  ...content,
  types: { ...standardTypes, ...content.types },
  calendars: calendars(calendar),
});
