import * as z from 'zod/mini';
import { keyOf } from '../cases/case-key.ts';
import { type CaseNotice, staffNotice } from '../cases/case-notice.ts';
import { helperAnswers, helperRoles } from '../cases/helper-roles.ts';
import { isWorkedOn } from '../cases/lifecycle.ts';
import { isPhotoId, type PhotoId } from '../cases/photos/photo.ts';
import { caseId } from '../cases/stored/row-parts.ts';
import type { Aggregate } from '../engine/aggregate.ts';
import { clockText } from '../engine/clocks/clock-text.ts';
import { defined } from '../engine/defined.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import { clockStaleness } from '../engine/outbox/clock-staleness.ts';
import { count, idOf, instant, personId, readRow, unreadable } from '../engine/storage/row-parts.ts';
import { caseNoticeText } from '../locales/case-notice-text.ts';
import { decideHelperTask, nextStepOf } from './decide-helper-task.ts';
import { endedStatuses, type HelperTaskStatus, type HelperTaskTypes } from './helper-task.ts';
import { helperTaskKey, isHelperTaskId } from './helper-task-key.ts';

const codes = clockText<'silence' | 'link'>({ silence: 'si', link: 'li' });
const statuses: readonly HelperTaskStatus[] = ['asked', ...endedStatuses];

const photoId = idOf<PhotoId>(isPhotoId);
const shape = onFirstUse(() =>
  z.object({
    caseId,
    for: z.enum(helperRoles),
    askedBy: personId,
    askedAt: instant,
    until: instant,
    photo: z.exactOptional(photoId),
    copy: z.exactOptional(photoId),
    answer: z.exactOptional(z.enum(helperAnswers)),
    answeredAt: z.exactOptional(instant),
    answers: count,
    clocks: z.array(z.string()),
  }),
);

/** What a helper without an account is asked about one case. It comes back to the officer when nobody answers. */
export const helperTaskAggregate: Aggregate<HelperTaskTypes> = {
  kind: 'helper-task',
  idLetter: 'h',
  terminalStatuses: endedStatuses,
  tick: { move: 'tick' },
  // The case may have ended meanwhile, which changes no task. Its clock sees that, and its link looks at the case itself.
  async tickOf(before, store) {
    const found = await store.load(keyOf(before));
    return { move: found !== undefined && isWorkedOn(found.status) ? 'tick' : 'end-with-case' };
  },
  keyOf: ({ station, id }) => helperTaskKey(station, id),
  decide: decideHelperTask,
  nextDeadline: (task, _policy, now) => nextStepOf(task, now),

  codec: {
    get attributes() {
      return Object.keys(shape().shape);
    },
    encode: ({
      caseId,
      for: role,
      askedBy,
      askedAt,
      until,
      photo,
      copy,
      answer,
      answeredAt,
      answers,
      clocks,
    }) => ({
      ...{ caseId, for: role, askedBy, askedAt, until, answers },
      ...defined({ photo, copy, answer, answeredAt }),
      clocks: codes.pack(clocks, askedAt).clocks,
    }),
    decode({ status: stored, id, ...columns }, row) {
      const { clocks, askedAt, ...found } = readRow(shape, row);
      const status = statuses.find((one) => one === stored);
      if (status === undefined) throw unreadable(row, 'status');
      if (!isHelperTaskId(id)) throw unreadable(row, 'pk');
      return {
        ...columns,
        ...found,
        id,
        status,
        askedAt,
        clocks: codes.unpack({ clocks, people: [] }, askedAt),
      };
    },
  },

  messages: {
    kinds: ['helper-silent'],
    languageOf: (_message, _task, { staffLanguage }) => staffLanguage,
    whyStale: (message, decidedAt, task) => clockStaleness('breach', message, decidedAt, task),
    async noticesOf(delivery, task, { store, policies, people, now }) {
      const found = await store.load(keyOf(task));
      if (found === undefined) return [];
      const policy = await policies.of(found.station, found.policyVersion);
      // The clock is the task's own; the notice is about the case.
      const { clock: _, ...message } = delivery.message;
      return [staffNotice({ ...delivery, message }, people, found, policy, now)];
    },
    textOf: (notice) => caseNoticeText(notice as CaseNotice),
    failed: ({ message }) => ({ move: 'not-delivered', to: message.to }),
  },
};
