import { computed, signal } from '@preact/signals';
import { storedUnder } from '../session/drafts.ts';
import type { Problem } from './shapes.ts';

/** A move that waits for the network. The same command id is sent each time, so it is done once. */
export interface KeptMove {
  readonly caseId: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly commandId: string };
  /** Its place in the order in which they were done. */
  readonly place: number;
  /** Why it was refused when it arrived at last. It then waits for the person to see that. */
  readonly problem?: Problem;
  /** Whether its text lies in the box again from which it came. */
  readonly isInBox?: boolean;
}

/** So many wait at most: a person who works without a network for longer is told that it does not go on. */
const KEPT_MAX = 50;

const ABOUT = 'kept-moves';

const all = signal<readonly KeptMove[]>([]);
export const keptMoves = computed(() => all.value.filter(({ problem }) => problem === undefined));
export const refusedMoves = computed(() => all.value.filter(({ problem }) => problem !== undefined));

/** Each lies under the person and its command id, so that two tabs of one person do not overwrite each other's. */
const prefix = (): string => storedUnder(ABOUT);
const keyOf = (commandId: string): string => `${prefix()}${commandId}`;

function parsed(key: string): readonly KeptMove[] {
  try {
    return [JSON.parse(localStorage.getItem(key) ?? '') as KeptMove];
  } catch {
    localStorage.removeItem(key);
    return [];
  }
}

/** Reads what is stored, which another tab may have changed, and gives what waits to be sent in its order. */
export function readKept(): readonly KeptMove[] {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix()));
  all.value = keys.flatMap(parsed).sort((one, other) => one.place - other.place);
  return keptMoves.peek();
}

/** @returns whether there was room for it */
export function keepMove(caseId: string, body: KeptMove['body']): boolean {
  const waiting = readKept();
  if (waiting.length >= KEPT_MAX) return false;
  return store({ caseId, body, place: (all.peek().at(-1)?.place ?? 0) + 1 });
}

export const replaceKept = (move: KeptMove): boolean => store(move);

function store(move: KeptMove): boolean {
  try {
    localStorage.setItem(keyOf(move.body.commandId), JSON.stringify(move));
  } catch {
    // The browser's storage is full.
    return false;
  }
  readKept();
  return true;
}

/** How many would be lost by signing out, also of a person whose sign-in ran out before this page was loaded. */
export const unsentCount = (): number =>
  Object.keys(localStorage).filter((key) => key.includes(`/${ABOUT}/`)).length;

export function removeKept(commandId: string): void {
  localStorage.removeItem(keyOf(commandId));
  readKept();
}
