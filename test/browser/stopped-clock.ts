import type { Page } from 'playwright-core';
import { HOUR, type Instant } from '../../shared/engine/calendar/instant.ts';

/**
 * Stops the telephone's clock at `at`, before a page is loaded: timers of the page fire only when the test advances the
 * clock. It is installed an hour earlier, since `pauseAt` accepts only a time in the clock's future.
 */
export async function stopClock(page: Page, at: Instant): Promise<void> {
  await page.clock.install({ time: at - HOUR });
  await page.clock.pauseAt(at);
}
