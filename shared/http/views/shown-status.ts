import { isHandled, type Status } from '../../cases/lifecycle.ts';
import type { ShownStatus } from '../problem.ts';

/** Hides which answer a case got: the reporter of a secret type sees only `handled`. */
export const statusShownToResidents = (status: Status): ShownStatus =>
  isHandled(status) ? 'handled' : status;

/** Statuses that concern only the case's own reporter. */
const ownReporterStatuses: ReadonlySet<Status> = new Set<Status>(['waiting-resident', 'scheduled']);

/** The status for co-reporters, who see `in-progress` while the station waits for the case's own reporter. */
export const statusShownToOthers = (status: Status): Status =>
  ownReporterStatuses.has(status) ? 'in-progress' : status;
