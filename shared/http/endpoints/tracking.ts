import * as z from 'zod/mini';
import { residentMove } from '../../cases/moves/resident-move.ts';
import { followCase } from '../../cases/receipts/signed-documents.ts';
import { wordsOfAnswers } from '../../locales/words-of-answers.ts';
import { json, tagged } from '../answer.ts';
import { damagedTexts } from '../damaged-texts.ts';
import { residentEndpoint } from '../endpoint.ts';
import { type Action, type ActionBody, actions } from '../resident-actions.ts';
import { token } from '../shapes/ids.ts';
import { residentMovedView } from '../views/moved-view.ts';
import { trackView } from '../views/track-view.ts';

const path = () => z.object({ token: token() });

export const track = residentEndpoint({
  takes: () => ({ path: path() }),
  asks: ({ world, origin }, given) => followCase(world, given.path.token, origin),
  answers: ({ caseDetails, documents }, call) => {
    const shown = { ...trackView(caseDetails, call.now, wordsOfAnswers(call.language)), ...documents };
    return tagged(json(200, shown, damagedTexts(caseDetails, call)), call.ifNoneMatch);
  },
});

/** The JSON route of a resident's action. */
const actionRoute = <Body extends ActionBody>({ body, command }: Action<Body>) =>
  residentEndpoint({
    takes: () => ({ path: path(), body: body() }),
    asks: ({ world, now, language }, given) => {
      const commandId = given.body.commandId ?? world.system.newToken();
      return residentMove(
        world,
        given.path.token,
        { command: command(given.body, language), commandId },
        now,
      );
    },
    answers: ({ answer }, { language }) => json(200, residentMovedView(answer, wordsOfAnswers(language))),
  });

export const addMessage = actionRoute(actions['add-message']);
export const rate = actionRoute(actions.rate);
export const reopen = actionRoute(actions.reopen);
export const withdraw = actionRoute(actions.withdraw);
export const chooseNotices = actionRoute(actions['choose-notices']);
export const join = actionRoute(actions.join);
