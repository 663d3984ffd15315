import * as z from 'zod/mini';
import { explainClock } from '../../cases/decisions/explain-clock.ts';
import { moveCase } from '../../cases/moves/move-case.ts';
import { listCases } from '../../cases/reading/list-cases.ts';
import { readCase } from '../../cases/reading/read-case.ts';
import { stationBrief } from '../../cases/reading/station-brief.ts';
import { defined } from '../../engine/defined.ts';
import { json, tagged } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import { boardQuery } from '../shapes/board-query.ts';
import { caseId } from '../shapes/ids.ts';
import { staffMove } from '../shapes/moves.ts';
import { boardView, briefView } from '../views/board-view.ts';
import { clockView } from '../views/clock-view.ts';
import { meView } from '../views/me-view.ts';
import { movedView } from '../views/moved-view.ts';
import { officeView } from '../views/office-view.ts';

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

/** Shows a case to staff. A read that shows the contact of a secret reporter is logged. */
export const showCase = staffEndpoint({
  takes: () => ({ path: path() }),
  asks: ({ world, scope }, given) => readCase(world, scope, given.path.id),
  answers: ({ caseDetails }, { scope, requestId, now }) => {
    const { shown, readsReporter } = officeView(caseDetails, scope, now);
    const ids = { requestId, station: scope.station, person: scope.person, caseId: shown.caseId };
    return json(200, shown, readsReporter ? { record: { code: 'reporter-read', ids } } : {});
  },
});

export const explain = staffEndpoint({
  takes: () => ({ path: path() }),
  asks: ({ world, scope }, given) => readCase(world, scope, given.path.id),
  answers: ({ caseDetails }, { now }) =>
    json(200, clockView(explainClock(caseDetails.found, caseDetails.policy, now))),
});

export const move = staffEndpoint({
  takes: () => ({ path: path(), body: staffMove() }),
  asks: ({ world, scope, now }, given) => {
    const { expectedVersion, commandId = world.system.newToken(), ...command } = given.body;
    return moveCase(world, scope, given.path.id, { command, expectedVersion, commandId }, now);
  },
  answers: ({ answer }) => json(200, movedView(answer)),
});
