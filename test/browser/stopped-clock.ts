import type { Page } from 'playwright-core';
import { HOUR, type Instant } from '../../shared/engine/calendar/instant.ts';

/**
 * Stops the telephone's time at an instant, before a page is loaded: what the page plans comes only when the test lets
 * time go by, however long the machine takes. The clock is begun an hour earlier, since it runs until it is stopped,
 * and can only be stopped in its future.
 */
export async function stopClock(page: Page, at: Instant): Promise<void> {
  await page.clock.install({ time: at - HOUR });
  await page.clock.pauseAt(at);
}
