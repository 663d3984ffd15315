import type { Words } from '../words.ts';
import { fields, outcomes, parties, roles, statuses, types } from './matters.ts';
import { notices } from './notices.ts';
import { check, form, frame, kept, poster, track } from './pages.ts';
import { papers } from './papers.ts';
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
  parties,
  you: '您',
  neighbour: '一位邻居',
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
  papers,
} as const satisfies Words;
