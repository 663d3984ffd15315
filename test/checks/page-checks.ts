import type { PageCheck } from './check.ts';
import { accessibility } from './pages/accessibility.ts';
import { browserMessages, contentPolicy } from './pages/content-policy.ts';
import { english } from './pages/english.ts';
import { fileInputs } from './pages/file-inputs.ts';
import { fittingChecks } from './pages/fitting.ts';
import { fontSizeChecks } from './pages/font-sizes.ts';
import { privacy } from './pages/privacy.ts';
import { targetChecks } from './pages/targets.ts';
import { requests, thirdParties, weight } from './pages/weight.ts';

/** Checks of every page. Those that change the page (axe) run last. */
export const pageChecks: readonly PageCheck[] = [
  weight,
  requests,
  thirdParties,
  ...targetChecks,
  ...fontSizeChecks,
  ...fittingChecks,
  privacy,
  english,
  fileInputs,
  contentPolicy,
  browserMessages,
  accessibility,
];
