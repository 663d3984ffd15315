import * as z from 'zod/mini';
import { explainClock } from '../../cases/decisions/explain-clock.ts';
import { moveCase } from '../../cases/moves/move-case.ts';
import { listCases } from '../../cases/reading/list-cases.ts';
import { readCase } from '../../cases/reading/read-case.ts';
import { readsOfCase } from '../../cases/reading/reads-of-case.ts';
import { reveal } from '../../cases/reading/reveal.ts';
import { stationBrief } from '../../cases/reading/station-brief.ts';
import { visibleCase } from '../../cases/reading/visible-case.ts';
import { defined } from '../../engine/defined.ts';
import { stuckMessages } from '../../engine/outbox/stuck.ts';
import { json, tagged } from '../answer.ts';
import { damagedTexts } from '../damaged-texts.ts';
import { staffEndpoint } from '../endpoint.ts';
import { boardQuery } from '../shapes/board-query.ts';
import { caseId } from '../shapes/ids.ts';
import { staffMove } from '../shapes/moves.ts';
import { readsQuery } from '../shapes/reads-query.ts';
import { revealAsked } from '../shapes/reveal.ts';
import { boardView, briefView } from '../views/board-view.ts';
import { clockView } from '../views/clock-view.ts';
import { movedView } from '../views/moved-view.ts';
import { officeView, revealedView } from '../views/office-view.ts';
import { readsView } from '../views/reads-view.ts';
import { meView } from '../views/station/me-view.ts';

const path = () => z.object({ id: caseId() });

export const me = staffEndpoint({
  takes: () => ({}),
  asks: async ({ scope }) => scope,
  answers: (scope, { now }) => json(200, meView(scope, now)),
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
  answers: (page, { ifNoneMatch, now }) => tagged(json(200, boardView(page, now)), ifNoneMatch),
});

export const brief = staffEndpoint({
  takes: () => ({}),
  async asks({ world, scope, now, shortMessages }) {
    const { station, role } = scope;
    const counted = await stationBrief(world, scope, now);
    // Guards do not see what became of messages.
    if (role === 'guard') return { counted };
    const [stuck, short] = await Promise.all([
      stuckMessages(world, station, now),
      shortMessages(station, now),
    ]);
    return { counted, messages: { stuck, short } };
  },
  answers: ({ counted, messages }, { now }) => json(200, briefView(counted, now, messages)),
});

/** Shows a case to staff, without what goes on record. */
export const showCase = staffEndpoint({
  takes: () => ({ path: path() }),
  asks: (call, given) => readCase({ ...call.world, opener: call.opener }, call, given.path.id),
  answers: ({ caseDetails }, call) =>
    json(200, officeView(caseDetails, call.scope, call.now), damagedTexts(caseDetails, call)),
});

/** Shows the contact or one withheld text of a case; that it was read is recorded before. */
export const showWithheld = staffEndpoint({
  takes: () => ({ path: path(), body: revealAsked() }),
  asks: (call, given) => reveal({ ...call.world, opener: call.opener }, call, given.path.id, given.body),
  answers: (revealed, call) => {
    const { found, text } = revealed;
    return json(200, revealedView(revealed), damagedTexts({ found, texts: [text] }, call));
  },
});

/** Shows a chief who read what of a case. */
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
