import * as z from 'zod/mini';
import { explainClock } from '../../cases/decisions/explain-clock.ts';
import { moveCase } from '../../cases/moves/move-case.ts';
import { listCases } from '../../cases/reading/list-cases.ts';
import { readCase } from '../../cases/reading/read-case.ts';
import { readsOfCase } from '../../cases/reading/reads-of-case.ts';
import { stationBrief } from '../../cases/reading/station-brief.ts';
import { visibleCase } from '../../cases/reading/visible-case.ts';
import { defined } from '../../engine/defined.ts';
import { json, tagged } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { boardQuery } from '../shapes/board-query.ts';
import { caseId } from '../shapes/ids.ts';
import { staffMove } from '../shapes/moves.ts';
import { readsQuery } from '../shapes/reads-query.ts';
import { boardView, briefView } from '../views/board-view.ts';
import { clockView } from '../views/clock-view.ts';
import { meView } from '../views/me-view.ts';
import { movedView } from '../views/moved-view.ts';
import { officeView } from '../views/office-view.ts';
import { readsView } from '../views/reads-view.ts';

const path = () => z.object({ id: caseId() });

export const me = staffEndpoint({
  takes: () => ({}),
  asks: async ({ scope }) => scope,
  answers: (scope) => json(200, meView(scope)),
});

export const board = staffEndpoint({
  takes: () => ({ query: boardQuery() }),
  asks: ({ world, scope, now }, { query: { trust, from, to, ...query } }) =>
    listCases(
      world,
      scope,
      {
        ...query,
        ...defined({ receivedFrom: from, receivedBefore: to }),
        ...(trust && { lowTrust: true }),
      },
      now,
    ),
  answers: (page, { ifNoneMatch }) => tagged(json(200, boardView(page)), ifNoneMatch),
});

export const brief = staffEndpoint({
  takes: () => ({}),
  asks: ({ world, scope, now }) => stationBrief(world, scope, now),
  answers: (counted) => json(200, briefView(counted)),
});

/** Shows a case to staff. What may reveal a secret reporter is recorded before it is shown. */
export const showCase = staffEndpoint({
  takes: () => ({ path: path() }),
  asks: (call, given) => readCase(call.world, call, given.path.id),
  answers: ({ caseDetails }, { scope, now }) => json(200, officeView(caseDetails, scope, now)),
});

/** Shows a chief who read what of a secret case. */
export const showReads = staffEndpoint({
  takes: () => ({ path: path(), query: readsQuery() }),
  asks: ({ world, scope }, given) => readsOfCase(world, scope, given.path.id, given.query),
  answers: (page) => json(200, readsView(page)),
});

export const explain = staffEndpoint({
  takes: () => ({ path: path() }),
  asks: ({ world, scope }, given) => visibleCase(world, scope, given.path.id),
  answers: ({ found, policy }, { now }) => json(200, clockView(explainClock(found, policy, now))),
});

export const move = staffEndpoint({
  takes: () => ({ path: path(), body: staffMove() }),
  asks: ({ world, scope, now }, given) => {
    const { expectedVersion, commandId = world.system.newToken(), ...command } = given.body;
    return moveCase(world, scope, given.path.id, { command, expectedVersion, commandId }, now);
  },
  answers: ({ answer }) => json(200, movedView(answer)),
});
