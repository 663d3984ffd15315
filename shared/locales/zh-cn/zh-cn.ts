import type { Words } from '../words.ts';
import { answers } from './answers.ts';
import * as documents from './documents.ts';
import * as pages from './pages.ts';
import * as questions from './questions.ts';

/** The Chinese catalogue; each file exports the parts named like its exports. */
export const zhCn = {
  ...answers,
  ...documents,
  ...pages,
  ...questions,
} as const satisfies Words;
