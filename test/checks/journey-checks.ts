import { type JourneyCheck } from './check.ts';
import { brokenPage } from './journeys/broken-page.ts';
import { catalogues } from './journeys/catalogues.ts';
import { tabs, visibleFocus } from './journeys/keyboard.ts';
import { minutesApart } from './journeys/minutes.ts';
import { keptWithoutLine, sentWithLine } from './journeys/offline.ts';
import { oldBrowsers } from './journeys/old-browsers.ts';
import { oneCase, reload } from './journeys/one-case.ts';
import { forcedColours, reducedMotion } from './journeys/own-colours.ts';
import { photoWeight } from './journeys/photo-weight.ts';
import { pollsUnseen, pollWeight } from './journeys/polls.ts';
import { posters } from './journeys/posters.ts';
import { emptyForm, errorSummary, goodForm, missingPerson } from './journeys/without-script.ts';

/** What a resident does, and what is measured once. */
export const journeyChecks: readonly JourneyCheck[] = [
  brokenPage,
  emptyForm,
  goodForm,
  errorSummary,
  oneCase,
  keptWithoutLine,
  sentWithLine,
  reload,
  photoWeight,
  missingPerson,
  tabs,
  visibleFocus,
  forcedColours,
  reducedMotion,
  minutesApart,
  pollWeight,
  pollsUnseen,
  catalogues,
  oldBrowsers,
  posters,
];
