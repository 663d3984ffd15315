import * as z from 'zod/mini';
import { wordsOf } from '../../../web/words/words-of.ts';
import { residentMove } from '../../app/move-case.ts';
import { trackCase } from '../../app/read-case.ts';
import type { MoveCommand } from '../../domain/command.ts';
import { json, tagged } from '../answer.ts';
import { residentEndpoint } from '../endpoint.ts';
import { token } from '../shapes/ids.ts';
import { residentMessage, residentRating, residentReopening, residentWithdrawal } from '../shapes/moves.ts';
import { residentMovedView } from '../views/moved-view.ts';
import { trackView } from '../views/track-view.ts';

const path = () => z.object({ token: token() });

export const track = residentEndpoint({
  takes: () => ({ path: path() }),
  asks: ({ world }, given) => trackCase(world, given.path.token),
  answers: ({ dossier }, { now, language, ifNoneMatch }) =>
    tagged(json(200, trackView(dossier, now, wordsOf(language))), ifNoneMatch),
});

/** A move by the resident: the schema of what it needs, and the command that it makes. */
const move = <Body extends z.ZodMiniType<{ readonly commandId?: string }>>(
  body: () => Body,
  command: (body: z.output<Body>) => MoveCommand,
) =>
  residentEndpoint({
    takes: () => ({ path: path(), body: body() }),
    asks: ({ world, now }, given) => {
      const commandId = given.body.commandId ?? world.system.newToken();
      return residentMove(world, given.path.token, { command: command(given.body), commandId }, now);
    },
    answers: ({ answer }, { language }) => json(200, residentMovedView(answer, wordsOf(language))),
  });

export const addMessage = move(residentMessage, ({ text }) => ({ move: 'add-message', text }));
export const rate = move(residentRating, ({ commandId: _, ...rated }) => ({ move: 'rate', ...rated }));
export const reopen = move(residentReopening, ({ commandId: _, ...said }) => ({ move: 'reopen', ...said }));
export const withdraw = move(residentWithdrawal, () => ({ move: 'withdraw' }));
