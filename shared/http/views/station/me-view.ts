import { type Instant, toIso } from '../../../engine/calendar/instant.ts';
import type { Scope } from '../../../engine/scope.ts';
import type { Me } from '../shown-types.ts';

/** The identity of the signed-in member of staff, and the time of the service. */
export const meView = ({ person, station, role }: Scope, now: Instant): Me => ({
  person,
  station,
  role,
  now: toIso(now),
});
