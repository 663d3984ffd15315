import * as z from 'zod/mini';
import { wordsOf } from '../../../web/words/words-of.ts';
import { followCase } from '../../app/papers.ts';
import { residentMove } from '../../app/resident-move.ts';
import { json, tagged } from '../answer.ts';
import { residentEndpoint } from '../endpoint.ts';
import { type Deed, type DeedBody, deeds } from '../resident-deeds.ts';
import { token } from '../shapes/ids.ts';
import { residentMovedView } from '../views/moved-view.ts';
import { trackView } from '../views/track-view.ts';

const path = () => z.object({ token: token() });

export const track = residentEndpoint({
  takes: () => ({ path: path() }),
  asks: ({ world, origin }, given) => followCase(world, given.path.token, origin),
  answers: ({ dossier, papers }, { now, language, ifNoneMatch }) =>
    tagged(json(200, { ...trackView(dossier, now, wordsOf(language)), ...papers }), ifNoneMatch),
});

/** What a resident may do, each as a route of its own for programs. */
const route = <Body extends DeedBody>({ body, command }: Deed<Body>) =>
  residentEndpoint({
    takes: () => ({ path: path(), body: body() }),
    asks: ({ world, now }, given) => {
      const commandId = given.body.commandId ?? world.system.newToken();
      return residentMove(world, given.path.token, { command: command(given.body), commandId }, now);
    },
    answers: ({ answer }, { language }) => json(200, residentMovedView(answer, wordsOf(language))),
  });

export const addMessage = route(deeds['add-message']);
export const rate = route(deeds.rate);
export const reopen = route(deeds.reopen);
export const withdraw = route(deeds.withdraw);
export const join = route(deeds.join);
