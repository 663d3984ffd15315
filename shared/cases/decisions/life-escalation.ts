import type { Instant } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import { clockIn } from '../../engine/clocks/clock-list.ts';
import {
  acknowledgeLevel,
  type Escalation,
  type EscalationPolicy,
  escalate,
  startEscalation,
} from '../../engine/clocks/escalation.ts';
import type { Priority } from '../../engine/priority.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import { acknowledgingMoves } from './escalation-effect.ts';
import { lifeClocks } from './life-clocks.ts';
import { milestoneOf, promiseClocks, termsOfDraft } from './terms.ts';

/**
 * The escalation that the type and answers of a case give it at this point of its life. Levels that were reached stay
 * reached, and the next one never becomes later. Levels that nobody has been notified of are left to the next tick,
 * which notifies. `undefined` when nothing is late.
 * @param former the priority under which the levels so far were reached
 */
export function lifeEscalation(
  draft: CaseDraft,
  policy: Policy,
  clock: Instant,
  former: Priority,
): Escalation | undefined {
  const now = lastRepeat(draft, policy.escalations[former], policy, clock);
  const since = lateSince(draft, policy, now);
  if (since === undefined) return undefined;
  const escalationPolicy = policy.escalations[draft.priority];
  const acknowledgedAt = acknowledgements(draft).filter((at) => at >= since);
  const { reached, levelsAt } = replay(escalationPolicy, since, acknowledgedAt, policy, now);
  const current = draft.escalation;
  const level = current?.level ?? 0;
  if (reached.level > level) {
    const missed = levelsAt.findIndex(
      (at, below) => below >= level && (acknowledgedAt.at(-1) ?? since) <= at,
    );
    // The levels from the first that was missed, or the last one alone, which somebody acknowledged since.
    const from = missed === -1 ? reached.level - 1 : missed;
    const nextAt = missed === -1 ? acknowledgedAt.at(-1) : levelsAt[missed];
    return { startedAt: since, level: from, nextAt: nextAt ?? since, acting: false };
  }
  if (current === undefined) return reached;
  const paced =
    reached.level === level ? reached : acknowledgeLevel(policy.calendars, escalationPolicy, current, now);
  return { ...current, nextAt: Math.min(current.nextAt, paced.nextAt) };
}

/** An escalation, and when each of its levels was reached. */
interface Replayed {
  readonly reached: Escalation;
  readonly levelsAt: readonly Instant[];
}

/** The escalation as it would stand now, had it started at `since` and been acknowledged at these times. */
function replay(
  escalationPolicy: EscalationPolicy,
  since: Instant,
  acknowledgedAt: readonly Instant[],
  { calendars }: Policy,
  now: Instant,
): Replayed {
  let reached = startEscalation(calendars, escalationPolicy, since);
  const levelsAt: Instant[] = [];
  const advance = (until: Instant): void => {
    // One level at a time, to know when each was reached; at the top, all repeats at once.
    while (reached.nextAt <= until) {
      const isTop = reached.level >= escalationPolicy.levels.length;
      if (!isTop) levelsAt.push(reached.nextAt);
      const next = escalate(calendars, escalationPolicy, reached, isTop ? until : reached.nextAt);
      reached = next?.escalation ?? reached;
    }
  };
  for (const at of acknowledgedAt) {
    advance(at);
    reached = acknowledgeLevel(calendars, escalationPolicy, reached, at);
  }
  advance(now);
  return { reached, levelsAt };
}

/**
 * When the top level was last repeated, if a machine whose clock is ahead of this one's has just done so: at this clock it
 * would be due, and be taken, once more. `now` in all other cases.
 */
function lastRepeat(
  { escalation: current }: CaseDraft,
  escalationPolicy: EscalationPolicy,
  { calendars }: Policy,
  now: Instant,
): Instant {
  if (current === undefined || current.level < escalationPolicy.levels.length) return now;
  const nextAfter = (due: Instant): Instant =>
    escalate(calendars, escalationPolicy, { ...current, nextAt: due }, due)?.escalation.nextAt ?? due;
  const repeatedAt = now + (current.nextAt - nextAfter(now));
  return repeatedAt > now && nextAfter(repeatedAt) === current.nextAt ? repeatedAt : now;
}

const acknowledgements = ({ actions = {} }: CaseDraft): readonly Instant[] =>
  acknowledgingMoves.flatMap((move) => actions[move] ?? []).sort((one, other) => one - other);

/** A time in which something was late; `to` is absent while it still is. */
interface Late {
  readonly from: Instant;
  readonly to?: Instant;
}

/** Since when something has been late without a break, up to now. */
function lateSince(draft: CaseDraft, policy: Policy, now: Instant): Instant | undefined {
  const late = [...lateClocks(draft, policy, now), ...lateAnswers(draft, policy)];
  const open = late.filter(({ to }) => to === undefined).map(({ from }) => from);
  if (open.length === 0) return undefined;
  let since = Math.min(...open);
  const joins = ({ from, to }: Late) => from < since && to !== undefined && to >= since;
  for (let earlier = late.find(joins); earlier !== undefined; earlier = late.find(joins))
    since = earlier.from;
  return since;
}

/** Clocks that are late now: those that broke under the former type as well, since a broken promise stays broken. */
function lateClocks(draft: CaseDraft, policy: Policy, now: Instant): readonly Late[] {
  const broken = draft.clocks.filter(({ state }) => state === 'breached');
  const passed = draft.clocks.filter(
    ({ kind, state, promiseAt }) =>
      state === 'running' &&
      promiseAt <= now &&
      kind !== 'resident-answer' &&
      milestoneOf(policy, draft, kind)?.atEnd !== 'notify',
  );
  const fresh = lifeClocks(draft, policy, now).filter(({ kind, promiseAt, state }) => {
    const current = clockIn(draft.clocks, kind);
    return state === 'running' && promiseAt <= now && current?.state === 'breached';
  });
  return [...broken, ...passed, ...fresh].map(({ promiseAt }) => ({ from: promiseAt }));
}

/** When `acknowledge` and `respond` were late, met or not; some types escalate from the report until the first reply. */
function lateAnswers(draft: CaseDraft, policy: Policy): readonly Late[] {
  const terms = termsOfDraft(policy, draft);
  return (['acknowledge', 'respond'] as const).flatMap((kind) => {
    const clock = clockIn(draft.clocks, kind);
    if (clock === undefined) return [];
    const fromReceipt = kind === 'respond' && policy.types[draft.type].escalatesFrom === 'receipt';
    const [fresh] = promiseClocks(policy, terms, clock.startedAt, [kind]);
    const from = fromReceipt ? clock.startedAt : (fresh?.promiseAt ?? clock.promiseAt);
    if (!isUnmet(clock))
      return clock.metAt === undefined || clock.metAt <= from ? [] : [{ from, to: clock.metAt }];
    return fromReceipt ? [{ from }] : [];
  });
}
