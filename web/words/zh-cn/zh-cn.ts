import type { Words } from '../words.ts';
import { fields, outcomes, parties, roles, statuses, types } from './matters.ts';
import { inputErrors, problems } from './problems.ts';
import { advice, clocks, facts, late, moves, promises, steps } from './progress.ts';

export const zhCn = {
  language: 'zh-CN',
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
  system: '系统',
  between: '、',
  moves,
  clocks,
  promises,
  steps,
  advice,
  late,
  facts,
} as const satisfies Words;
