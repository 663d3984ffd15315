import type { AnswerWords } from '../words.ts';
import * as cases from './case-words.ts';
import * as notices from './notices.ts';
import * as photos from './photos.ts';
import * as problems from './problems.ts';
import * as progress from './progress.ts';
import * as violations from './violations.ts';

/** What answers other than pages say; each file exports the parts named like its exports. */
export const answers = {
  language: 'en',
  ownName: 'English',
  leading: ' (it would lead to “{to}”)',
  neutralTitle: 'Your matter',
  you: 'you',
  coReporter: 'a neighbour',
  system: 'system',
  ...cases,
  ...notices,
  ...photos,
  ...problems,
  ...progress,
  ...violations,
} as const satisfies AnswerWords;
