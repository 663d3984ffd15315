import type { Words } from '../words.ts';
import * as matters from './matters.ts';
import * as notices from './notices.ts';
import * as pages from './pages.ts';
import * as papers from './papers.ts';
import * as photos from './photos.ts';
import * as problems from './problems.ts';
import * as progress from './progress.ts';
import * as questions from './questions.ts';
import * as violations from './violations.ts';

/** Each file holds the words that its exports are called by. */
export const en = {
  language: 'en',
  ownName: 'English',
  leading: ' (it would lead to “{to}”)',
  neutralTitle: 'Your matter',
  you: 'you',
  neighbour: 'a neighbour',
  system: 'system',
  between: ', ',
  ...matters,
  ...notices,
  ...pages,
  ...papers,
  ...photos,
  ...problems,
  ...progress,
  ...questions,
  ...violations,
} as const satisfies Words;
