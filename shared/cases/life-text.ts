import type { Instant } from '../engine/calendar/instant.ts';
import { SPAN, spanOf, spanText } from '../engine/clocks/span-text.ts';
import type { CasePause, PauseReason, StaffActions } from './life-so-far.ts';
import type { Move } from './lifecycle.ts';

const reasonCodes = { resident: 'r', other: 'o' } as const satisfies Record<PauseReason, string>;
const PAUSE = new RegExp(`^([ro])(${SPAN})(${SPAN})$`);

/** Encodes a pause as text, relative to the report: `r1D2H` is a wait for the resident, of two hours on the second day. */
export const packPause = ({ reason, from, to }: CasePause, receivedAt: Instant): string =>
  `${reasonCodes[reason]}${spanText(from - receivedAt)}${spanText(to - from)}`;

/** The reverse of `packPause`. Throws a SyntaxError for text that it did not write. */
export function unpackPause(text: string, receivedAt: Instant): CasePause {
  const [, code, from, length] = PAUSE.exec(text) ?? [];
  if (from === undefined || length === undefined) throw new SyntaxError('not a packed pause');
  const start = receivedAt + spanOf(from);
  return {
    reason: code === reasonCodes.resident ? 'resident' : 'other',
    from: start,
    to: start + spanOf(length),
  };
}

/** Encodes when staff last made each move, relative to the report. */
export const packActions = (actions: StaffActions, receivedAt: Instant): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(actions).map(([move, at]) => [move, spanText(at - receivedAt)]));

/** The reverse of `packActions`. */
export const unpackActions = (
  packed: Readonly<Partial<Record<Move, string>>>,
  receivedAt: Instant,
): StaffActions =>
  Object.fromEntries(Object.entries(packed).map(([move, at]) => [move, receivedAt + spanOf(at)]));
