import type { Words } from '../words.ts';
import * as cases from './case-words.ts';
import * as documents from './documents.ts';
import * as notices from './notices.ts';
import * as pages from './pages.ts';
import * as photos from './photos.ts';
import * as problems from './problems.ts';
import * as progress from './progress.ts';
import * as questions from './questions.ts';
import * as violations from './violations.ts';

/** The English catalogue; each file exports the parts named like its exports. */
export const en = {
  language: 'en',
  ownName: 'English',
  leading: ' (it would lead to “{to}”)',
  neutralTitle: 'Your matter',
  you: 'you',
  coReporter: 'a neighbour',
  system: 'system',
  between: ', ',
  ...cases,
  ...documents,
  ...notices,
  ...pages,
  ...photos,
  ...problems,
  ...progress,
  ...questions,
  ...violations,
} as const satisfies Words;
