import type { AnswerWords } from '../words.ts';
import * as cases from './case-words.ts';
import * as notices from './notices.ts';
import * as photos from './photos.ts';
import * as problems from './problems.ts';
import * as progress from './progress.ts';
import * as violations from './violations.ts';

/** What answers other than pages say; each file exports the parts named like its exports. */
export const answers = {
  language: 'zh-CN',
  ownName: '中文',
  leading: '（这一步会转为「{to}」）',
  neutralTitle: '您的事项',
  you: '您',
  coReporter: '一位邻居',
  system: '系统',
  ...cases,
  ...notices,
  ...photos,
  ...problems,
  ...progress,
  ...violations,
} as const satisfies AnswerWords;
