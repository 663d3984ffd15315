import * as z from 'zod/mini';
import { helperRoles } from '../../cases/helper-roles.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { askHelper } from '../../helper-tasks/ask-helper.ts';
import { TASK_MAX } from '../../helper-tasks/helper-task.ts';
import { helpersOfCase } from '../../helper-tasks/helpers-of-case.ts';
import { revokeTask } from '../../helper-tasks/revoke-task.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { caseId, commandId, helperTaskId, photoId } from '../shapes/ids.ts';
import { multiline } from '../shapes/text.ts';
import { helpersView } from '../views/helpers-view.ts';

const path = () => z.object({ id: caseId() });

/** Shows officers who was asked for help with a case. */
export const listHelpers = staffEndpoint({
  takes: () => ({ path: path() }),
  asks: (call, given) => helpersOfCase({ ...call.world, opener: call.opener }, call, given.path.id),
  answers: ({ tasks }) => json(200, helpersView(tasks)),
});

/** Makes the link with which somebody without an account answers one question about a case. */
export const askForHelp = staffEndpoint({
  takes: () => ({
    path: path(),
    body: z.strictObject({
      task: multiline(TASK_MAX),
      for: z.enum(helperRoles),
      photo: z.exactOptional(photoId()),
      commandId: z.exactOptional(commandId()),
    }),
  }),
  asks: (call, { path: { id }, body }) => {
    const { photo, commandId = call.world.system.newToken(), ...asked } = body;
    const request = { ...asked, commandId, ...defined({ photo }) };
    const photos = { opener: call.opener, photoStore: call.world.photoStore };
    return askHelper({ ...call.world, photos }, call, id, request);
  },
  answers: ({ id, secret, until }, { origin }) =>
    json(201, { id, url: `${origin}/h/${secret}`, until: toIso(until) }),
});

/** Takes the link of a helper back. */
export const takeBack = staffEndpoint({
  takes: () => ({ path: z.object({ id: caseId(), task: helperTaskId() }) }),
  asks: ({ world, scope, now }, given) =>
    revokeTask(world, scope, { caseId: given.path.id, id: given.path.task }, now),
  answers: ({ status }) => json(200, { status }),
});
