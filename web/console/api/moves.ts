import { draftOf, writeDraft } from '../session/drafts.ts';
import { session } from '../session/session.ts';
import { words } from '../text/words.ts';
import { ask, changed } from './api.ts';
import { type KeptMove, keepMove, readKept, removeKept, replaceKept } from './kept-moves.ts';
import type { Problem, ShownMove } from './shapes.ts';

export type MoveResult =
  | { readonly kind: 'done'; readonly moved: ShownMove }
  | { readonly kind: 'kept' }
  | { readonly kind: 'problem'; readonly problem: Problem };

const TRY_AGAIN_MS = 20_000;

/** A random id of a request; with it a request that is sent twice is done once. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** Busy or out of order: the same request may be done later, or has been done already. */
const isPassing = ({ status }: Problem): boolean => status === 429 || status >= 500;

/**
 * The id of the next try after a problem. It stays where the try may have been done. After `command-used` it stays too, until
 * the words change: an earlier try with other words is in, and the same press once more must not send it twice.
 */
export const nextCommandId = (commandId: string, problem: Problem): string =>
  isPassing(problem) || problem.code === 'command-used' ? commandId : newCommandId();

/** The id of the next try after the words changed. */
export const commandIdForNewWords = (commandId: string, problem: Problem | undefined): string =>
  problem?.code === 'command-used' ? newCommandId() : commandId;

/** Takes up what was kept before a reload. */
export function resumeMoves(): void {
  addEventListener('online', () => void sendKept());
  addEventListener('storage', () => readKept());
  setInterval(() => void sendKept(), TRY_AGAIN_MS);
  void sendKept();
}

const post = (caseId: string, body: object) =>
  ask<ShownMove>('POST', `/v1/office/cases/${caseId}/moves`, { body });

/**
 * Does something with a case, on the version that the person saw. Without a network it is kept and sent later.
 * @param commandId the id of an earlier try of the very same move
 */
export async function sendMove(
  caseId: string,
  move: Readonly<Record<string, unknown>>,
  commandId = newCommandId(),
): Promise<MoveResult> {
  const expectedVersion = afterOwn(caseId, Number(move.expectedVersion));
  const body = { ...move, expectedVersion, commandId };
  const answer = await post(caseId, body);
  switch (answer.kind) {
    case 'done':
      followOn(caseId, expectedVersion, answer.body.version);
      changed(caseId);
      return { kind: 'done', moved: answer.body };
    case 'problem':
      // Somebody else was faster: what they did is shown before anything else.
      if (answer.problem.code === 'changed-meanwhile') changed(caseId);
      return { kind: 'problem', problem: answer.problem };
    default:
      // Nothing of a person who signed out meanwhile is kept.
      return session.peek() !== 'none' && keepMove(caseId, body)
        ? { kind: 'kept' }
        : { kind: 'problem', problem: noRoom() };
  }
}

const noRoom = (): Problem => ({
  status: 503,
  code: 'no-room-to-keep',
  title: '',
  detail: words().shell.keptFull,
  instance: '',
});

/** The version that each own move led to from the one before, where nobody else wrote between. */
const ownSteps = new Map<string, number>();
const OWN_STEPS_MAX = 200;

/**
 * The version that a person knows who saw this one and has gone on since. A person who acts twice, faster than the screen reads the
 * case again, has not been overtaken by anybody.
 */
function afterOwn(caseId: string, seen: number): number {
  let version = seen;
  for (let next: number | undefined = seen; next !== undefined; next = ownSteps.get(`${caseId} ${version}`))
    version = next;
  return version;
}

/** Two moves may wait that were made on one version: the later one follows the earlier where nobody else wrote between. */
function followOn(caseId: string, expected: unknown, version: number): void {
  if (version !== Number(expected) + 1) return;
  ownSteps.set(`${caseId} ${expected}`, version);
  for (const oldest of [...ownSteps.keys()].slice(0, -OWN_STEPS_MAX)) ownSteps.delete(oldest);
  for (const move of readKept()) {
    if (move.caseId !== caseId || move.body.expectedVersion !== expected) continue;
    replaceKept({ ...move, body: { ...move.body, expectedVersion: version } });
  }
}

let isSending = false;

/** Sends what was kept, in the order in which it was done, until one has to wait. */
export async function sendKept(): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    for (let [next] = readKept(); next !== undefined; [next] = readKept()) {
      // Signed out meanwhile: it waits for the person.
      if (session.peek() !== 'signed-in') return;
      const { caseId, body } = next;
      const answer = await post(caseId, body);
      if (answer.kind === 'done') {
        removeKept(body.commandId);
        followOn(caseId, body.expectedVersion, answer.body.version);
      } else if (answer.kind === 'problem' && answer.problem.status !== 401 && !isPassing(answer.problem)) {
        refuse(next, answer.problem);
      } else {
        return;
      }
      changed(caseId);
    }
  } finally {
    isSending = false;
  }
}

/** Gives the text back to the box from which it came, unless another one is being written there, and says why. */
function refuse(move: KeptMove, problem: Problem): void {
  const { caseId, body } = move;
  const box = String(body.move);
  const text = String(body.text ?? '');
  const isInBox = text !== '' && draftOf(caseId, box).peek() === '';
  if (isInBox) {
    writeDraft(caseId, `${box}-version`, String(body.expectedVersion));
    writeDraft(caseId, box, text);
  }
  // Without room to store why, it must not be sent for ever.
  if (!replaceKept({ ...move, problem, isInBox })) removeKept(body.commandId);
}
