import type { Instant } from '../calendar/instant.ts';
import type { LocalDay } from '../calendar/local-day.ts';
import type { StationId } from '../scope.ts';
import { stationOfPk } from '../storage/keys.ts';
import type { Segment } from './segment.ts';
import {
  type DailyRoot,
  type Head,
  isSameHead,
  type Objection,
  type Restored,
  type Statement,
} from './statement.ts';

/** The newest head of a chain in the log, and what the table holds of it, once the prover has compared that. */
export interface Stated extends Head {
  met?: 'valid' | 'wrong';
}

/**
 * What the log says, folded by chain. It needs some 200 bytes for each chain, which is what bounds the number of chains
 * that a prover can hold: a million in 256 MB.
 */
export interface LogState {
  /** How often a state was saved up to this one, so that a run sees whether another has saved one meanwhile. */
  saves: number;
  /** Where the next fold goes on. */
  cursor: string | undefined;
  /** The day of the newest roots, and the roots. */
  rootDay: LocalDay | undefined;
  roots: readonly DailyRoot[];
  /** The newest time of a segment that was added. */
  newest: Instant | undefined;
  readonly heads: Map<string, Stated>;
  /**
   * Heads that were stated too and that the newest one does not imply, such as of a repeated or a reordered batch. The
   * table must hold them as well; each that it holds is dropped.
   */
  readonly claims: Map<string, readonly Head[]>;
  /** Those that no operator has settled. */
  readonly objections: Map<string, readonly TimedObjection[]>;
  readonly settled: Map<string, Instant>;
  readonly restores: readonly (Restored & { readonly at: Instant })[];
  /** How many statements those have made void, by station. */
  readonly voided: Map<StationId, number>;
  readonly writers: Map<string, Writer>;
  /** Names of entries that are not as the notary wrote them. */
  readonly damaged: Set<string>;
  /** When the newest proof of everything began that came to its end. */
  everythingAt: Instant | undefined;
  /** The same of what is open and what changed, of which a proof of everything may wait for the next day’s. */
  changedAt: Instant | undefined;
  /** The partitions that the proof which has begun looks at whatever else it does, and those for the one after it. */
  readonly toProve: Set<string>;
  readonly toProveNext: Set<string>;
}

export type TimedObjection = Objection & { readonly at: Instant };

/** The segments of one writer that were read: up to `last`, except those that are missing. */
export interface Writer {
  readonly last: number;
  readonly at: Instant;
  readonly missing: readonly number[];
}

export const emptyLogState = (restores: LogState['restores'] = []): LogState => ({
  saves: 0,
  cursor: undefined,
  rootDay: undefined,
  roots: [],
  newest: undefined,
  heads: new Map(),
  claims: new Map(),
  objections: new Map(),
  settled: new Map(),
  restores,
  voided: new Map(),
  writers: new Map(),
  damaged: new Set(),
  everythingAt: undefined,
  changedAt: undefined,
  toProve: new Set(),
  toProveNext: new Set(),
});

/** An attacker who changes the table without end adds heads without end; these are enough to name the chain. */
const CLAIMS_MAX = 16;
const OBJECTIONS_MAX = 8;
const OBJECTED_CHAINS_MAX = 10_000;
const MISSING_MAX = 100;
const DAMAGED_MAX = 100;

/** Adds a segment to the state. Adding one twice, or in another order, gives the same. */
export function addSegment(state: LogState, segment: Segment): void {
  const isNew = countSegment(state, segment);
  state.newest = Math.max(state.newest ?? 0, segment.at);
  for (const chain of segment.settled ?? []) settle(state, chain, segment.at);
  for (const objection of segment.objections) addObjection(state, { ...objection, at: segment.at });
  if (isVoid(state, segment)) {
    if (isNew) countVoided(state, segment);
    return;
  }
  for (const statement of segment.statements) addStatement(state, statement);
}

/** What was stated between the instant to which a table was put back, and that it was, is of a table that is no more. */
const isVoid = ({ restores }: LogState, { at }: Segment): boolean =>
  restores.some((restored) => restored.to <= at && at <= restored.at);

function countVoided({ voided }: LogState, { statements }: Segment): void {
  for (const { chain } of statements) {
    const station = stationOfPk(chain);
    if (station !== undefined) voided.set(station, (voided.get(station) ?? 0) + 1);
  }
}

function addStatement(state: LogState, { chain, version, head, after }: Statement): void {
  state.toProveNext.add(chain);
  const known = state.heads.get(chain);
  if (known === undefined) {
    state.heads.set(chain, { version, head });
    return;
  }
  if (version > known.version) {
    state.heads.set(chain, { version, head });
    if (!isSameHead(known, after)) addClaim(state, chain, known);
  } else if (!isSameHead(known, { version, head })) {
    addClaim(state, chain, { version, head }, after);
  }
}

/**
 * A claim follows from one that extends it, so a batch that comes again leaves one. Where there are too many, the lowest is
 * dropped: whatever is rewritten contradicts the highest head that was stated before.
 */
function addClaim({ claims }: LogState, chain: string, { version, head }: Head, after?: Head): void {
  const before = claims.get(chain) ?? [];
  if (before.some((claim) => isSameHead(claim, { version, head }))) return;
  const others = after === undefined ? before : before.filter((claim) => !isSameHead(claim, after));
  const kept = [...others, { version, head }].toSorted((one, other) => other.version - one.version);
  claims.set(chain, kept.slice(0, CLAIMS_MAX));
}

function settle({ objections, settled }: LogState, chain: string, at: Instant): void {
  settled.set(chain, Math.max(at, settled.get(chain) ?? at));
  const left = (objections.get(chain) ?? []).filter((objection) => objection.at > at);
  if (left.length === 0) objections.delete(chain);
  else objections.set(chain, left);
}

function addObjection({ objections, settled }: LogState, objection: TimedObjection): void {
  if (objection.at <= (settled.get(objection.chain) ?? 0)) return;
  const before = objections.get(objection.chain) ?? [];
  const isKnown = before.some(
    ({ what, version }) => what === objection.what && version === objection.version,
  );
  if (isKnown || before.length >= OBJECTIONS_MAX) return;
  if (before.length === 0 && objections.size >= OBJECTED_CHAINS_MAX) return;
  objections.set(objection.chain, [...before, objection]);
}

/** Counts a segment among those of its writer. Returns whether it was not read before. */
export function countSegment(
  { writers }: Pick<LogState, 'writers'>,
  { writer, number, at }: Segment,
): boolean {
  const { last, missing } = writers.get(writer) ?? { last: 0, missing: [] };
  if (number <= last) {
    const left = missing.filter((one) => one !== number);
    writers.set(writer, { last, at, missing: left });
    return left.length < missing.length;
  }
  const skipped = Array.from(
    { length: Math.min(number - last - 1, MISSING_MAX) },
    (_, index) => last + 1 + index,
  );
  writers.set(writer, { last: number, at, missing: [...missing, ...skipped].slice(0, MISSING_MAX) });
  return true;
}

export function addDamaged({ damaged }: LogState, name: string): void {
  if (damaged.size < DAMAGED_MAX) damaged.add(name);
}
