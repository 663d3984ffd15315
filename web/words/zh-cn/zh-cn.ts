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
export const zhCn = {
  language: 'zh-CN',
  ownName: '中文',
  leading: '（这一步会转为「{to}」）',
  neutralTitle: '您的事项',
  you: '您',
  neighbour: '一位邻居',
  system: '系统',
  between: '、',
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
