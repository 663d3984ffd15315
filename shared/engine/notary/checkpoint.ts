import * as z from 'zod/mini';
import type { LocalDay } from '../calendar/local-day.ts';
import type { Mac } from '../secrets/mac.ts';
import { count, instant, json, stationId } from '../storage/row-parts.ts';
import { emptyLogState, type LogState } from './log-state.ts';
import type { CheckpointStore } from './notary-log.ts';
import { isSameCode } from './segment.ts';
import { objectionCodes } from './statement.ts';

/** Chains in one part: some megabytes. */
const CHAINS_IN_PART = 20_000;

/**
 * Saves a state of the log. Each part has a code under the notary's key, and the first names the codes of all others,
 * so that parts of two states never count as one. Two generations take turns: a save that ends halfway leaves the older
 * one whole. What another run has noted and saved since this state was loaded is kept too.
 */
export async function saveCheckpoint(store: CheckpointStore, mac: Mac, state: LogState): Promise<void> {
  const before = await readHead(store, mac);
  const generation = before === undefined ? 0 : (before.generation + 1) % 2;
  if (before !== undefined && before.saves !== state.saves) addNotes(state, before);
  state.saves = (before?.saves ?? 0) + 1;
  const { heads, claims, cursor, rootDay, roots, newest } = state;
  const { objections, settled, restores, voided, writers, damaged, everythingAt, changedAt } = state;
  const parts: string[] = [];
  let rows: unknown[] = [];
  const flush = async (): Promise<void> => {
    parts.push(await writePart(store, mac, partName(generation, parts.length), rows));
    rows = [];
  };
  for (const [chain, { version, head }] of heads) {
    rows.push([chain, version, head]);
    if (rows.length === CHAINS_IN_PART) await flush();
  }
  if (rows.length > 0) await flush();
  await writePart(store, mac, HEAD, {
    generation,
    saves: state.saves,
    parts,
    cursor,
    rootDay,
    roots,
    newest,
    restores,
    claims: [...claims],
    objections: [...objections.values()].flat(),
    settled: [...settled],
    voided: [...voided],
    writers: [...writers],
    damaged: [...damaged],
    everythingAt,
    changedAt,
    toProve: [...state.toProve],
    toProveNext: [...state.toProveNext],
  });
}

/**
 * What is noted by one of two runs that overlap is looked at by the next one: too much rather than too little. A state after
 * which everything is to be proven, such as after a restore, stays one.
 */
function addNotes(state: LogState, other: NonNullable<Awaited<ReturnType<typeof readHead>>>): void {
  for (const partition of other.toProve) state.toProve.add(partition);
  for (const partition of other.toProveNext) state.toProveNext.add(partition);
  if (state.everythingAt === undefined) return;
  state.everythingAt = Math.max(state.everythingAt, other.everythingAt ?? 0);
  state.changedAt = Math.max(state.changedAt ?? 0, other.changedAt ?? 0) || undefined;
}

/** The state that was saved last, or an empty one: then the log is read from its first entry on. */
export async function loadCheckpoint(store: CheckpointStore, mac: Mac): Promise<LogState> {
  const found = await readHead(store, mac);
  if (found === undefined) return emptyLogState();
  const { generation, parts, cursor, rootDay, roots, newest, restores, claims, objections, ...kept } = found;
  const state: LogState = {
    ...emptyLogState(restores),
    saves: kept.saves,
    cursor,
    rootDay,
    roots,
    newest,
    claims: new Map(claims),
    settled: new Map(kept.settled),
    voided: new Map(kept.voided),
    writers: new Map(kept.writers),
    damaged: new Set(kept.damaged),
    everythingAt: kept.everythingAt,
    changedAt: kept.changedAt,
    toProve: new Set(kept.toProve),
    toProveNext: new Set(kept.toProveNext),
  };
  for (const objection of objections) {
    state.objections.set(objection.chain, [...(state.objections.get(objection.chain) ?? []), objection]);
  }
  for (const [index, code] of parts.entries()) {
    const part = await readPart(store, mac, partName(generation, index));
    const rows = part?.code === code ? rowsShape.safeParse(part.body).data : undefined;
    if (rows === undefined) return emptyLogState();
    for (const [chain, version, head] of rows) state.heads.set(chain, { version, head });
  }
  return state;
}

const HEAD = 'head';
const partName = (generation: number, index: number): string => `heads-${generation}-${index}`;

async function readHead(store: CheckpointStore, mac: Mac) {
  const part = await readPart(store, mac, HEAD);
  return part && headShape.safeParse(part.body).data;
}

async function writePart(store: CheckpointStore, mac: Mac, name: string, content: unknown): Promise<string> {
  const body = JSON.stringify(content);
  const code = await mac(covered(name, body));
  await store.writePart(name, `${code}\n${body}`);
  return code;
}

async function readPart(
  store: CheckpointStore,
  mac: Mac,
  name: string,
): Promise<{ readonly code: string; readonly body: string } | undefined> {
  const text = (await store.readPart(name)) ?? '';
  const end = text.indexOf('\n');
  if (end < 0) return undefined;
  const [code, body] = [text.slice(0, end), text.slice(end + 1)];
  return isSameCode(code, await mac(covered(name, body))) ? { code, body } : undefined;
}

const covered = (name: string, body: string): string => `checkpoint ${name} ${body}`;

const head = z.object({ version: count, head: z.string() });
const day = z.custom<LocalDay>((given) => typeof given === 'string');
const rowsShape = z.pipe(json, z.array(z.tuple([z.string(), count, z.string()])));
const headShape = z.pipe(
  json,
  z.object({
    generation: count,
    parts: z.array(z.string()),
    cursor: z.optional(z.string()),
    rootDay: z.optional(day),
    roots: z.array(z.object({ station: stationId, day, chains: count, root: z.string() })),
    newest: z.optional(instant),
    restores: z.array(z.object({ to: instant, at: instant })),
    claims: z.array(z.tuple([z.string(), z.array(head)])),
    objections: z.array(
      z.object({
        chain: z.string(),
        what: z.enum(objectionCodes),
        version: z.exactOptional(count),
        at: instant,
      }),
    ),
    settled: z.array(z.tuple([z.string(), instant])),
    voided: z.array(z.tuple([stationId, count])),
    writers: z.array(z.tuple([z.string(), z.object({ last: count, at: instant, missing: z.array(count) })])),
    damaged: z.array(z.string()),
    // One that an earlier release saved has none of these; then everything is proven first.
    saves: z._default(count, 0),
    everythingAt: z.optional(instant),
    changedAt: z.optional(instant),
    toProve: z._default(z.array(z.string()), []),
    toProveNext: z._default(z.array(z.string()), []),
  }),
);
