import type { Call } from './call.ts';

/** Residents have no account: a report is open to all, and a secret link is checked where it is looked up. */
export const anonymous = async (call: Call): Promise<Call> => call;
