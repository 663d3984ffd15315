import type { MoveCommand } from '../../shared/cases/command.ts';

/** What an officer does in a life whose price is metered: by the bench, for docs/scale.md, and by the test of its units. */
export const movesOfALife = [
  { move: 'acknowledge' },
  { move: 'reply', text: '监控已经调取，保洁员认出了捡到的人，正在联系。' },
  { move: 'reach-milestone', milestone: 'footage-kept', done: true },
  { move: 'resolve', outcome: 'returned', text: '手机已经还给您，请您核对一下。' },
] as const satisfies readonly MoveCommand[];
