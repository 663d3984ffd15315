import type { Status } from '../../cases/lifecycle.ts';
import type { ShownStatus } from '../problem.ts';

const answers: ReadonlySet<Status> = new Set<Status>(['resolved', 'not-resolved', 'rejected', 'transferred']);

/** How a case was answered tells its outcome; a reporter of a suspicion only hears that it was. */
export const statusShownToResidents = (status: Status): ShownStatus =>
  answers.has(status) ? 'handled' : status;

/** What the station waits for from one reporter, or has agreed with them. */
const personal: ReadonlySet<Status> = new Set<Status>(['waiting-resident', 'scheduled']);

/** To others who reported the same, work goes on: nobody asks anything of them. */
export const statusShownToOthers = (status: Status): Status =>
  personal.has(status) ? 'in-progress' : status;
