/**
 * By how much longer than deployed everything is waited for that runs here: functions, the services they ask, and the
 * API. A limit only ends what hangs. On AWS two seconds without an answer of the store are an outage; here they may be a
 * machine that does ten things at once.
 */
export const TIMEOUT_FACTOR = 60;
