import { type Case, ratings } from '../../../shared/cases/case.ts';
import type { CaseNotice } from '../../../shared/cases/case-notice.ts';
import { milestoneKinds } from '../../../shared/cases/clock-kinds.ts';
import { notResolvedReasons, type ResidentCommand } from '../../../shared/cases/command.ts';
import {
  type Move,
  type Mover,
  mayAsk,
  moves,
  type Status,
  target,
} from '../../../shared/cases/lifecycle.ts';
import { DAY, HOUR, type Instant } from '../../../shared/engine/calendar/instant.ts';
import { type PersonId, personId } from '../../../shared/engine/scope.ts';
import { standardPolicy } from '../../../shared/policies/standard.ts';
import type { Dice } from '../world/dice.ts';
import { typed } from './cases.ts';

const text = '已经联系了，请您放心等候回复';

/** Relative frequency of each move; moves that end a case early are rare. */
const weights: { readonly [M in Move]?: number } = {
  acknowledge: 12,
  'choose-notices': 0,
  'acknowledge-escalation': 8,
  start: 6,
  reply: 10,
  'reach-milestone': 8,
  resolve: 10,
  close: 12,
  'confirm-handover': 8,
  note: 3,
  assign: 3,
  resume: 6,
  extend: 2,
  retype: 1,
  'mark-duplicate': 4,
  unlink: 6,
  reject: 3,
  transfer: 1,
  withdraw: 1,
  join: 8,
};
const DEFAULT_WEIGHT = 2;

/** A case as a page shows it, which may be stale. */
export type Page = Pick<Case, 'type' | 'clocks' | 'caseId' | 'version'> & { readonly status: Status };

/** Draws a command that this role may send for the case, sometimes one that will be refused. */
export function drawCommand(
  dice: Dice,
  found: Page,
  mover: Mover,
  person: PersonId | undefined,
  now: Instant,
) {
  const possible = moves.filter(
    (move) => mayAsk(move, mover, found.status) && target(move, found.status) !== undefined,
  );
  const move = dice.happens(0.02) ? dice.pick(moves) : pickWeighted(dice, possible);
  return move && withContent(dice, move, found, person, now);
}

/** The moves that answer a clock’s messages. */
const answeringMoves: Readonly<Record<string, readonly Move[]>> = {
  acknowledge: ['acknowledge'],
  respond: ['reply'],
  update: ['reply'],
  resolve: ['resolve', 'extend', 'await-third-party', 'schedule'],
  'third-party': ['resume'],
  appointment: ['resume'],
  handover: ['confirm-handover'],
  decision: ['reply', 'ask-resident'],
  window: ['close'],
  withdrawal: ['grant-withdrawal', 'keep-open'],
  'sign-off': ['reject'],
};

/** The command that a message about the case asks for; `undefined` when the lifecycle does not allow it now. */
export function drawAnswer(
  dice: Dice,
  notice: Pick<CaseNotice, 'clock'>,
  found: Page,
  mover: Mover,
  person: PersonId | undefined,
  now: Instant,
) {
  const late = found.clocks.find(({ state }) => state === 'breached')?.kind;
  const about = notice.clock ?? late ?? 'acknowledge';
  const move = dice.pick<Move>(answeringMoves[about] ?? ['reach-milestone']);
  const may = mayAsk(move, mover) && target(move, found.status) !== undefined;
  return may ? withContent(dice, move, found, person, now) : undefined;
}

function pickWeighted(dice: Dice, possible: readonly Move[]): Move | undefined {
  const total = possible.reduce((sum, move) => sum + (weights[move] ?? DEFAULT_WEIGHT), 0);
  let left = dice.below(Math.max(1, total));
  return possible.find((move) => {
    left -= weights[move] ?? DEFAULT_WEIGHT;
    return left < 0;
  });
}

function withContent(
  dice: Dice,
  move: Move,
  found: Page,
  person: PersonId | undefined,
  now: Instant,
): ResidentCommand | undefined {
  const type = standardPolicy.types[found.type];
  switch (move) {
    case 'assign':
      return { move, to: person ?? personId('nobody') };
    case 'reach-milestone': {
      const running = found.clocks.filter(({ kind }) => milestoneKinds.some((known) => known === kind));
      const kind = running.length > 0 ? dice.pick(running).kind : 'typed';
      return { move, milestone: kind as (typeof milestoneKinds)[number], done: dice.happens(0.8) };
    }
    case 'schedule':
      return { move, at: now + dice.between(1, 3 * 24) * HOUR, text };
    case 'await-third-party':
      return dice.happens(0.5) ? { move, text } : { move, text, until: now + dice.between(1, 5 * 24) * HOUR };
    case 'extend': {
      if (found.clocks.length === 0) return undefined;
      const clock = dice.pick(found.clocks);
      return { move, clock: clock.kind, promiseAt: clock.promiseAt + dice.between(1, 3) * DAY, text };
    }
    case 'retype':
      return { move, ...typed(dice) };
    case 'resolve':
      return { move, outcome: dice.pick(type.outcomes), text };
    case 'not-resolve':
      return { move, reason: dice.pick(notResolvedReasons), text };
    case 'reject': {
      // Most proposals are looked at by somebody else, who confirms or works on the case.
      const isProposed = found.clocks.some(({ kind }) => kind === 'sign-off');
      const reason =
        isProposed || dice.happens(0.7) ? 'abuse' : dice.pick(['not-a-case', 'outside-the-estate'] as const);
      return { move, reason, text };
    }
    case 'mark-duplicate':
      return { move, of: found.caseId };
    case 'transfer':
      return { move, to: dice.pick(['court', 'committee'] as const), ref: 'A-1', text };
    case 'rate':
      return { move, rating: dice.pick(ratings) };
    case 'reopen':
      // Sometimes without a reason, which an ended case needs.
      return dice.happens(0.7) ? { move, text } : { move };
    case 'acknowledge':
    case 'start':
    case 'resume':
    case 'acknowledge-escalation':
    case 'confirm-handover':
    case 'close':
    case 'grant-withdrawal':
    case 'withdraw':
    case 'join':
      return { move };
    case 'leave':
    case 'say-unsolved':
    case 'come-back':
    case 'link':
    case 'recount':
    case 'choose-notices':
      return undefined;
    default:
      return { move, text };
  }
}
