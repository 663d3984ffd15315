import type { Status } from '../../domain/lifecycle.ts';
import type { ShownStatus } from '../problem.ts';

const answers: ReadonlySet<Status> = new Set<Status>(['resolved', 'not-resolved', 'rejected', 'transferred']);

/** How a matter was answered tells its outcome; a reporter of a suspicion only hears that it was. */
export const statusShownToResidents = (status: Status): ShownStatus =>
  answers.has(status) ? 'handled' : status;
