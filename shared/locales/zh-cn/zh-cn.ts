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

/** The Chinese catalogue; each file exports the parts named like its exports. */
export const zhCn = {
  language: 'zh-CN',
  ownName: '中文',
  leading: '（这一步会转为「{to}」）',
  neutralTitle: '您的事项',
  you: '您',
  coReporter: '一位邻居',
  system: '系统',
  between: '、',
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
