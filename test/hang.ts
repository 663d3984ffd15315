/**
 * No limit of a test measures speed: it only ends what hangs, so that a run ends and names it. A single wait, such as for
 * something on a page, is given up after this time, and a test, which waits for several things, after four times as long.
 */
export const HANG_MS = 300_000;
