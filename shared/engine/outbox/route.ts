import { isUrgent, type Priority } from '../priority.ts';
import { audienceOf, type Message } from './message.ts';
import type { Person } from './person.ts';

/** Whom a route is for: the roles of a roster, and residents. */
export const routedRoles = ['guard', 'officer', 'chief', 'district', 'resident'] as const;
export type RoutedRole = (typeof routedRoles)[number];

/** What decides by which route a message goes. */
export interface Addressed {
  readonly to: RoutedRole;
  readonly urgent: boolean;
  readonly sensitive: boolean;
}

/** Over which channels a station sends some of its messages. */
export interface Route {
  readonly to: readonly RoutedRole[];
  /** Only messages of P0 and P1 if true, only others if false; both when absent. */
  readonly urgent?: boolean;
  /** Only messages about sensitive cases if true, only others if false; both when absent. */
  readonly sensitive?: boolean;
  /** Names of channels: the next one is for when one fails. */
  readonly channels: readonly string[];
}

/** The first of a station's routes that is for a message. */
export const routeFor = (routes: readonly Route[], addressed: Addressed): Route | undefined =>
  routes.find(
    ({ to, urgent = addressed.urgent, sensitive = addressed.sensitive }) =>
      to.includes(addressed.to) && urgent === addressed.urgent && sensitive === addressed.sensitive,
  );

/**
 * Over how many channels of its route a message goes, beside those that take nothing: one, and one more for each level of an
 * escalation that was reached before and that nobody acknowledged.
 */
export const channelsFor = ({ level = 1 }: Pick<Message, 'level'>): number => Math.max(1, level);

/**
 * How a message is routed. One to an assignee goes the way of the role that the person has on the roster, and one to
 * somebody who is on no roster the way of officers.
 * @param people the staff addressed
 */
export function addressedBy(
  message: Message,
  priority: Priority,
  sensitive: boolean,
  people: readonly Pick<Person, 'role'>[],
): Addressed {
  const urgent = isUrgent(priority);
  if (audienceOf(message) === 'resident') return { to: 'resident', urgent, sensitive };
  const role = message.to === 'assignee' ? people[0]?.role : message.to;
  return { to: routedRoles.find((one) => one === role) ?? 'officer', urgent, sensitive };
}
