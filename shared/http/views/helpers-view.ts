import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { ListedTask } from '../../helper-tasks/helpers-of-case.ts';
import type { ShownHelpers } from './shown-types.ts';

/** The helpers of a case, for its officers. */
export const helpersView = (tasks: readonly ListedTask[]): ShownHelpers => ({
  helpers: tasks.map(({ task, words, views, viewedAt }) => {
    const { id, for: role, status, askedBy, askedAt, until, photo, answer, answeredAt, answers } = task;
    return {
      ...{ id, for: role, status, askedBy, answers, views },
      askedAt: toIso(askedAt),
      until: toIso(until),
      ...defined({ task: words, photo, answer }),
      ...(answeredAt !== undefined && { answeredAt: toIso(answeredAt) }),
      ...(viewedAt !== undefined && { viewedAt: toIso(viewedAt) }),
    };
  }),
});
