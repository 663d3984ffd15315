import type { Instant } from '../../engine/calendar/instant.ts';
import { SPAN, spanOf, spanText } from '../../engine/clocks/span-text.ts';
import type { CasePause, PauseReason, StaffActions } from '../life-so-far.ts';
import { type Move, moves } from '../lifecycle.ts';

const reasonCodes = { resident: 'r', other: 'o' } as const satisfies Record<PauseReason, string>;
const PAUSE = `([ro])(${SPAN})(${SPAN})`;
const ACTION = `([a-z]{2})(${SPAN})`;

/** The groups of each entry of a list whose entries follow one another without separator. */
function entriesOf(pattern: string, text: string): readonly (readonly string[])[] {
  if (!new RegExp(`^(?:${pattern})*$`).test(text)) throw new SyntaxError('not a packed list');
  return [...text.matchAll(new RegExp(pattern, 'g'))].map(([, ...groups]) => groups);
}

/**
 * Encodes pauses as one text, relative to the report: `r1D2H` is a wait for the resident, of two hours on the second day.
 */
export const packPauses = (pauses: readonly CasePause[], receivedAt: Instant): string =>
  pauses
    .map(
      ({ reason, from, to }) => `${reasonCodes[reason]}${spanText(from - receivedAt)}${spanText(to - from)}`,
    )
    .join('');

/** The reverse of `packPauses`. Throws a SyntaxError for text that it did not write. */
export const unpackPauses = (text: string, receivedAt: Instant): readonly CasePause[] =>
  entriesOf(PAUSE, text).map(([code, from = '', length = '']) => {
    const start = receivedAt + spanOf(from);
    return {
      reason: code === reasonCodes.resident ? 'resident' : 'other',
      from: start,
      to: start + spanOf(length),
    };
  });

/** The code of each move in stored rows. Never reuse a code: old rows may still contain it. */
const moveCodes = {
  acknowledge: 'ac',
  assign: 'as',
  start: 'st',
  reply: 're',
  note: 'no',
  'ask-resident': 'ar',
  'await-third-party': 'tp',
  schedule: 'sc',
  resume: 'rs',
  extend: 'ex',
  retype: 'ty',
  'lift-secrecy': 'ls',
  'acknowledge-escalation': 'ae',
  'reach-milestone': 'rm',
  resolve: 'so',
  'not-resolve': 'ns',
  reject: 'rj',
  'mark-duplicate': 'md',
  transfer: 'tr',
  'confirm-handover': 'ch',
  close: 'cl',
  'grant-withdrawal': 'gw',
  'keep-open': 'ko',
  reopen: 'ro',
  withdraw: 'wd',
  'add-message': 'am',
  'choose-notices': 'cn',
  rate: 'ra',
  join: 'jo',
  leave: 'le',
  'come-back': 'cb',
  'say-unsolved': 'su',
  link: 'li',
  recount: 'rc',
  unlink: 'ul',
} as const satisfies Record<Move, string>;

const movesByCode = new Map<string, Move>(moves.map((move) => [moveCodes[move], move]));

/** Encodes when staff last made each move, relative to the report: `ac2Mre3H`. */
export const packActions = (actions: StaffActions, receivedAt: Instant): string =>
  moves.map((move) => packedAction(move, actions[move], receivedAt)).join('');

const packedAction = (move: Move, at: Instant | undefined, receivedAt: Instant): string =>
  at === undefined ? '' : `${moveCodes[move]}${spanText(at - receivedAt)}`;

/** The reverse of `packActions`. Throws a SyntaxError for a code that it does not know. */
export const unpackActions = (packed: string, receivedAt: Instant): StaffActions =>
  Object.fromEntries(
    entriesOf(ACTION, packed).map(([code = '', at = '']) => {
      const move = movesByCode.get(code);
      if (move === undefined) throw new SyntaxError('not a packed move');
      return [move, receivedAt + spanOf(at)];
    }),
  );
