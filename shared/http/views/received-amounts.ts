import type { Submitted } from '../../cases/intake/submit-case.ts';

/** What a report adds to what is counted. One that was known already adds nothing, and its zeros keep a rate a rate. */
export const receivedAmounts = ({ created, found }: Pick<Submitted, 'created' | 'found'>) => ({
  'reports-received': created ? 1 : 0,
  'reports-low-trust': created && found.trustReason !== undefined ? 1 : 0,
});
