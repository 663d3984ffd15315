import type { Submitted } from '../../cases/intake/submit-case.ts';

/** The metrics of a report. A repeated report counts 0, so that the average of a metric is a rate. */
export const receivedAmounts = ({ created, found }: Pick<Submitted, 'created' | 'found'>) => ({
  'reports-received': created ? 1 : 0,
  'reports-low-trust': created && found.trustReason !== undefined ? 1 : 0,
});
