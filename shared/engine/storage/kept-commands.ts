import { hash } from 'node:crypto';
import { HOUR, type Instant } from '../calendar/instant.ts';
import { defined } from '../defined.ts';
import { responsibles } from '../responsible.ts';
import type { CommandAnswer, CommandRecord } from './command-record.ts';

/** What is kept of a command in the row of its aggregate's state. */
export interface KeptCommand {
  /** Compares contents, as `contentDigest` makes it. */
  readonly content: string;
  readonly answer: CommandAnswer;
}

const ID = 12;
const CONTENT = 6;
/** Since 1970, as are all hours of this file; four digits are enough until 2161. */
const HOURS = 4;
const INSTANT = 8;
const NONE = '-';

/**
 * Id and content of the command, when it may be forgotten, role, due time, version, status, due kind. All but the last
 * three have one length, so that an entry takes some fifty bytes.
 */
const ENTRY = `([\\w-]{${ID}})([\\w-]{${CONTENT}})([\\da-z]{${HOURS}})([\\d-])([\\da-z]{${INSTANT}}|-{${INSTANT}})([\\da-z]+)/([^ /]+)/([^ /]*)`;
/** Until when commands may have rows of their own, then an entry for each command that has none. */
const isKept = new RegExp(`^(?:\\+[\\da-z]{${HOURS}}|${ENTRY})(?: ${ENTRY})*$`);
const entry = new RegExp(`^${ENTRY}$`);

/** Whether a stored text can be read. */
export const isKeptCommands = (text: string): boolean => isKept.test(text);

/** An id is compared by 72 bits, so that nobody finds another one that is taken for it. */
const idDigest = (commandId: string): string => digest(commandId, ID);
/** The content hash is keyed, and one sender chose both contents. */
export const contentDigest = (contentHash: string): string => digest(contentHash, CONTENT);
const digest = (text: string, length: number): string => hash('sha256', text, 'base64url').slice(0, length);

const digits = (value: number, length = 0): string => value.toString(36).padStart(length, '0');
const numberIn = (text: string): number => Number.parseInt(text, 36);
const hourAfter = (at: Instant): string => digits(Math.ceil(at / HOUR), HOURS);
const isOver = (hours: string, now: Instant): boolean => numberIn(hours) * HOUR <= now;

/**
 * The kept commands of a state after a step: those of the state before it that must still be recognised, and the one that
 * caused the step if it fits into `room` bytes. One that does not fit needs a row of its own (`isKept` is false).
 * @returns `text` is empty where nothing is left to keep
 */
export function keepCommands(
  before: string | undefined,
  record: CommandRecord | undefined,
  room: number,
  now: Instant,
): { readonly text: string; readonly isKept: boolean } {
  const { rowsUntil, entries } = partsOf(before);
  const left = entries.filter((one) => !isOver(one.slice(ID + CONTENT, ID + CONTENT + HOURS), now));
  const until = rowsUntil === undefined || isOver(rowsUntil, now) ? [] : [rowsUntil];
  if (record === undefined) return { text: textOf(until, left), isKept: true };
  const withIt = textOf(until, [...left, entryOf(record)]);
  if (withIt.length <= room) return { text: withIt, isKept: true };
  // Text order is the order of numbers of one length.
  const latest = [...until, hourAfter(record.expiresAt)].toSorted().slice(-1);
  return { text: textOf(latest, left), isKept: false };
}

/** The kept command with this id. */
export function keptCommand(kept: string | undefined, commandId: string): KeptCommand | undefined {
  const found = partsOf(kept).entries.find((one) => one.startsWith(idDigest(commandId)));
  const [, , content = '', , role = NONE, due = '', version = '', status = '', dueKind = ''] =
    (found !== undefined && entry.exec(found)) || [];
  if (found === undefined) return undefined;
  const answer = {
    version: numberIn(version),
    status,
    ...defined({
      dueAt: due.startsWith(NONE) ? undefined : numberIn(due),
      dueKind: dueKind === '' ? undefined : dueKind,
      responsible: role === NONE ? undefined : responsibles[Number(role)],
    }),
  };
  return { content, answer };
}

/** Whether a command that is not among the kept ones may have a row of its own. */
export function mayHaveRow(kept: string | undefined, now: Instant): boolean {
  const { rowsUntil } = partsOf(kept);
  return rowsUntil !== undefined && !isOver(rowsUntil, now);
}

function partsOf(kept = '') {
  const words = kept === '' ? [] : kept.split(' ');
  const rowsUntil = words.find((word) => word.startsWith('+'))?.slice(1);
  return { rowsUntil, entries: words.filter((word) => !word.startsWith('+')) };
}

const textOf = (until: readonly string[], entries: readonly string[]): string =>
  [...until.map((hours) => `+${hours}`), ...entries].join(' ');

function entryOf({ commandId, contentHash, answer, expiresAt }: CommandRecord): string {
  const { version, status, dueAt, dueKind = '', responsible } = answer;
  const role = responsible === undefined ? NONE : String(responsibles.indexOf(responsible));
  const due = dueAt === undefined ? NONE.repeat(INSTANT) : digits(dueAt, INSTANT);
  const fixed = `${idDigest(commandId)}${contentDigest(contentHash)}${hourAfter(expiresAt)}${role}${due}`;
  return `${fixed}${digits(version)}/${status}/${dueKind}`;
}
