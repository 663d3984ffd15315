import type { Page } from 'playwright-core';
import { MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import { casesOf } from '../../browser/cases-of.ts';
import { type Site } from '../../browser/site.ts';
import { atMost, exactly } from '../bar.ts';
import { journeyCheck } from '../check.ts';
import { type Stack } from '../fixtures.ts';

const TEN = Date.UTC(2026, 9, 1, 2);
/** How finely time is told on a telephone whose clock waits for us. */
const STEP_MS = 100;
const KEPT_WITHIN_MS = 2 * SECOND;
const SENT_WITHIN_MS = 10 * SECOND;

/** Fills the form in, and the line goes before it is sent. The telephone's clock goes on only when it is told to. */
const withoutLine = <T>({ enter }: Stack, then: (page: Page, here: Site) => Promise<T>): Promise<T> =>
  enter({}, async (page, here) => {
    await page.clock.install({ time: TEN });
    await page.goto(`${here.origin}/q/b3-1`);
    await page.clock.pauseAt(TEN + MINUTE);
    await page.check('#t-lost');
    await page.fill('#what', 'HUAWEI');
    await page.context().setOffline(true);
    await page.click('#send');
    return then(page, here);
  });

/** Lets the telephone's time go by until something has come about, for so long at most; and says how long it took. */
async function until(page: Page, cameAbout: () => Promise<boolean>, longest: number): Promise<number> {
  for (let ms = 0; ms <= longest; ms += STEP_MS) {
    if (await cameAbout()) return ms;
    await page.clock.runFor(STEP_MS);
  }
  return Number.POSITIVE_INFINITY;
}

const keptIsSaid = (page: Page) => () => page.locator('#kept [data-standing=unsent]').isVisible();

export const keptWithoutLine = journeyCheck({
  ...{ number: 15, title: 'Sent without a line: until the page says that it is kept' },
  bar: atMost(KEPT_WITHIN_MS, 'ms'),
  measure: async (stack) => [
    {
      value: await withoutLine(stack, (page) => until(page, keptIsSaid(page), 2 * KEPT_WITHIN_MS)),
      where: 'form, by the telephone’s clock',
    },
  ],
});

export const sentWithLine = journeyCheck({
  ...{ number: 15, title: 'Cases ten seconds after the line is back' },
  bar: exactly(1),
  measure: async (stack) => [
    {
      value: await withoutLine(stack, async (page, here) => {
        await until(page, keptIsSaid(page), 2 * KEPT_WITHIN_MS);
        await page.context().setOffline(false);
        await until(page, async () => page.url().includes('/t/'), SENT_WITHIN_MS);
        return casesOf(here);
      }),
      where: 'form, then its receipt',
    },
  ],
});
