import { DAY, type Instant } from '../calendar/instant.ts';
import { dayNumberAt, type LocalDay, localDayAt, startOfDay } from '../calendar/local-day.ts';
import type { Mac } from '../secrets/mac.ts';
import { Unreadable } from '../storage/store-errors.ts';
import { rootsOf } from './daily-roots.ts';
import { isSeenAgain, type Known, keepWriters, knownBy, seeAgain } from './log-known.ts';
import { addDamaged, addSegment, emptyLogState, type LogState } from './log-state.ts';
import { LATE_MAX, type NotaryLog } from './notary-log.ts';
import { type Segment, segmentIn } from './segment.ts';
import { isSameHead } from './statement.ts';

export interface Folded {
  readonly state: LogState;
  /** Whether the log was read to its end. Nothing can be judged by a state that was not. */
  readonly isWhole: boolean;
}

/**
 * Reads the log from where a state ends, and adds what it says. The roots of a day are those of its midnight: over all
 * that was stated before the day began, so that they follow from the log alone. They are taken once no entry from before
 * midnight can appear any more.
 */
export async function foldLog(
  log: Pick<NotaryLog, 'read'>,
  mac: Mac,
  from: LogState,
  now: Instant,
  remainingMs: () => number,
): Promise<Folded> {
  const folding = begun(from, now);
  for (;;) {
    const { state } = folding;
    if (remainingMs() <= 0) {
      // What was held back is read again.
      if (folding.held.length > 0) state.cursor = folding.heldFrom;
      return { state, isWhole: false };
    }
    const page = await pageOf(log, state);
    if (page === 'shorter') {
      readAgain(folding);
      continue;
    }
    const segments = await segmentsIn(page.entries, mac, state);
    const restores = newRestores(state, segments);
    if (restores.length > 0) {
      // What it makes void may have been added before.
      foldAnew(folding, restores);
      continue;
    }
    addPage(folding, segments);
    state.cursor = page.cursor;
    if (!page.more) break;
  }
  finish(folding, now);
  return { state: folding.state, isWhole: true };
}

/** A reading of the log that has begun. */
interface Folding {
  state: LogState;
  readonly rootDay: LocalDay;
  /** Midnight, if the roots of the day are to be taken: what was stated since is held back until they are. */
  rootsAt: Instant | undefined;
  held: Segment[];
  /** Where the reading was when it held back the first. */
  heldFrom: string | undefined;
  /** What the log must give again before it counts as whole. */
  known?: Known;
  /** The state that is folded anew, where that is because of the roots alone. */
  before?: LogState;
}

function begun(state: LogState, now: Instant): Folding {
  const midnight = startOfDay(dayNumberAt(now - LATE_MAX));
  const rootDay = localDayAt(midnight);
  const folding: Folding = { state, rootDay, rootsAt: undefined, held: [], heldFrom: undefined };
  if (state.damaged.has(SHORTER)) readAgain(folding);
  else if (state.rootDay === undefined || state.rootDay < rootDay) {
    folding.rootsAt = midnight;
    // A run between midnight and now has added what is not in the roots.
    if (state.newest !== undefined && state.newest >= midnight) foldAnew(folding, []);
  }
  return folding;
}

/** What was read before stays known, and is added again. No roots follow from a log that lacks something. */
function readAgain(folding: Folding): void {
  const { state } = folding;
  folding.known ??= knownBy(state);
  state.damaged.add(SHORTER);
  state.cursor = undefined;
  Object.assign(folding, { rootsAt: undefined, held: [] });
}

function foldAnew(folding: Folding, restores: LogState['restores']): void {
  const before = folding.state;
  const { damaged, everythingAt, changedAt, toProve, toProveNext } = before;
  const state = emptyLogState([...before.restores, ...restores]);
  state.saves = before.saves;
  folding.state = state;
  folding.held = [];
  if (restores.length === 0) {
    folding.before = before;
    Object.assign(state, { everythingAt, changedAt, toProve, toProveNext: new Set(toProveNext) });
  } else delete folding.before;
  // Nothing in the log tells that it has lacked something since before.
  if (damaged.has(SHORTER)) folding.state.damaged.add(SHORTER);
}

function addPage(folding: Folding, segments: readonly Segment[]): void {
  const { state, rootsAt, held, known } = folding;
  for (const segment of segments) {
    if (known !== undefined) seeAgain(known, segment);
    if (rootsAt === undefined || segment.at < rootsAt) addSegment(state, segment);
    else {
      if (held.length === 0) folding.heldFrom = state.cursor;
      held.push(segment);
    }
  }
}

function finish({ state, rootDay, rootsAt, held, known, before }: Folding, now: Instant): void {
  if (rootsAt !== undefined) {
    state.rootDay = rootDay;
    state.roots = rootsOf(state.heads, rootDay);
  }
  for (const segment of held) addSegment(state, segment);
  if (before !== undefined) forgetUnchanged(state, before);
  if (known !== undefined && isSeenAgain(known)) state.damaged.delete(SHORTER);
  else if (known !== undefined) keepWriters(state, known);
  if (!state.damaged.has(SHORTER)) forgetWriters(state, now);
}

/** What is said again of a chain is no reason to prove it again. */
function forgetUnchanged({ heads, claims, toProveNext }: LogState, before: LogState): void {
  for (const [chain, head] of heads) {
    const known = before.heads.get(chain);
    const isUnchanged = known !== undefined && isSameHead(known, head) && !claims.has(chain);
    if (isUnchanged && !before.toProveNext.has(chain)) toProveNext.delete(chain);
  }
}

/** A writer lives for hours; after this time none of its segments comes again. */
const WRITER_KEPT = 30 * DAY;

function forgetWriters({ writers }: LogState, now: Instant): void {
  for (const [name, { at, missing }] of writers) {
    if (at < now - WRITER_KEPT && missing.length === 0) writers.delete(name);
  }
}

/**
 * The name under which it is on record that the log ends before the place to which it was read. It stays until the log
 * gives again all that was known.
 */
export const SHORTER = 'shorter';

async function pageOf(log: Pick<NotaryLog, 'read'>, { cursor }: LogState) {
  try {
    return await log.read(cursor);
  } catch (error) {
    if (error instanceof Unreadable && cursor !== undefined) return 'shorter';
    throw error;
  }
}

async function segmentsIn(
  entries: Awaited<ReturnType<NotaryLog['read']>>['entries'],
  mac: Mac,
  state: LogState,
): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for (const entry of entries) {
    const segment = await segmentIn(entry, mac);
    if (segment === undefined) addDamaged(state, entry.name);
    else segments.push(segment);
  }
  return segments;
}

const newRestores = ({ restores }: LogState, segments: readonly Segment[]): LogState['restores'] =>
  segments.flatMap(({ at, restored }) =>
    restored === undefined || restores.some((one) => one.at === at) ? [] : [{ ...restored, at }],
  );
