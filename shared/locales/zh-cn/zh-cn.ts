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

export const zhCn = {
  language: 'zh-CN',
  ownName: '中文',
  problems,
  leading: '（这一步会转为「{to}」）',
  inputErrors,
  fields,
  types,
  neutralTitle: '您的事项',
  statuses,
  outcomes,
  roles,
  responsibles,
  you: '您',
  coReporter: '一位邻居',
  system: '系统',
  between: '、',
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
