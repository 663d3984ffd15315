/**
 * Timeouts in tests do not measure speed; they only end a test that hangs, so that the run finishes and names it. A
 * single wait, such as for an element of a page, times out after this time, a whole test, which waits for
 * several things, after four times as long.
 */
export const HANG_MS = 300_000;
