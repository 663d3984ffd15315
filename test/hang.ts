/**
 * No limit of a test measures speed: it only ends what hangs, so that a run ends and names it. One wait, such as for
 * something on a page, is given up after this time, and a test, which may wait for several things, after twice as long.
 */
export const HANG_MS = 600_000;
