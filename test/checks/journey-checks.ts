import type { JourneyCheck } from './check.ts';
import { brokenPage } from './journeys/broken-page.ts';
import { forcedColours, reducedMotion } from './journeys/display-preferences.ts';
import { tabs, visibleFocus } from './journeys/keyboard.ts';
import { minutesApart } from './journeys/minutes.ts';
import { oldBrowsers } from './journeys/old-browsers.ts';
import { posters } from './journeys/posters.ts';

/** Checks that are measured once and not per render. What a resident does is tested in test/browser. */
export const journeyChecks: readonly JourneyCheck[] = [
  brokenPage,
  tabs,
  visibleFocus,
  forcedColours,
  reducedMotion,
  minutesApart,
  oldBrowsers,
  posters,
];
