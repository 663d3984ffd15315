import type { Words } from '../words.ts';
import { fields, outcomes, responsibles, roles, statuses, types } from './case-words.ts';
import { documents } from './documents.ts';
import { notices } from './notices.ts';
import { check, form, frame, kept, poster, track } from './pages.ts';
import { photos } from './photos.ts';
import { inputErrors, problems } from './problems.ts';
import { advice, clocks, facts, late, moves, promises, steps, wishes } from './progress.ts';
import { questions } from './questions.ts';
import { violations } from './violations.ts';

export const en = {
  language: 'en',
  ownName: 'English',
  problems,
  leading: ' (it would lead to “{to}”)',
  inputErrors,
  fields,
  types,
  neutralTitle: 'Your matter',
  statuses,
  outcomes,
  roles,
  responsibles,
  you: 'you',
  coReporter: 'a neighbour',
  system: 'system',
  between: ', ',
  moves,
  clocks,
  promises,
  steps,
  advice,
  late,
  facts,
  wishes,
  violations,
  questions,
  frame,
  kept,
  form,
  track,
  check,
  poster,
  photos,
  notices,
  documents,
} as const satisfies Words;
