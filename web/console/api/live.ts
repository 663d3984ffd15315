import { type Signal, untracked, useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { session } from '../session/session.ts';
import { type Answer, ask, type Change, changes } from './api.ts';
import type { Problem } from './shapes.ts';

/** What is known of an address of the API: its newest answer, and what is wrong since. */
export interface Live<T> {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  readonly isUnreachable: boolean;
}

/** So often a screen that is looked at asks whether anything changed. Of a list the answer is mostly 304, of a few bytes. */
const EVERY_MS = 15_000;

/** How long until an address is asked again; `never` where each reading goes on record, as of a secret case. */
type Every = number | 'never';

/**
 * The answer of an address, asked for anew every quarter of a minute while the page is looked at, when it is looked at
 * again, and after each move that was made here. What is read on record is read when it is opened and after the reader's own
 * moves on that case, and at no other time.
 * @param path undefined asks nothing
 * @param every milliseconds, which may depend on the answer
 */
export function useLive<T>(
  path: string | undefined,
  every: Every | ((answer: T) => Every) = EVERY_MS,
): Signal<Live<T>> {
  const state = useSignal<Live<T>>(unknown);
  const rule = useRef(every);
  rule.current = every;
  const asked = useSignal(path);
  asked.value = path;
  const last = useRef<string | undefined>(undefined);
  useSignalEffect(() => {
    const change = changes.value;
    const address = asked.value;
    // The same address again: not opened, but something changed.
    const cause = last.current === address ? change : undefined;
    last.current = address;
    if (address === undefined) return undefined;
    return untracked(() => follow<T>(address, () => rule.current, state, cause));
  });
  return state;
}

const unknown = { data: undefined, problem: undefined, isUnreachable: false };
const answers = new Map<string, { readonly body: unknown; readonly etag: string | undefined }>();

/** So many answers are kept, so that going back shows something at once. */
const KEPT_MAX = 30;

/** Nothing of a person is left when somebody else signs in. */
export const forgetAnswers = (): void => answers.clear();

function follow<T>(
  path: string,
  rule: () => Every | ((answer: T) => Every),
  state: Signal<Live<T>>,
  cause: Change | undefined,
): () => void {
  let isWanted = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const kept = answers.get(path);
  state.value = { ...unknown, data: kept?.body as T | undefined };
  const wait = (): Every => {
    const { data } = state.peek();
    if (data === undefined) return EVERY_MS;
    const every = rule();
    return typeof every === 'function' ? every(data) : every;
  };

  const askNow = async (): Promise<void> => {
    clearTimeout(timer);
    if (session.peek() === 'expired' || (document.hidden && answers.has(path))) return;
    const answer = await ask<T>('GET', path, { etag: answers.get(path)?.etag });
    if (!isWanted) return;
    show(path, answer, state);
    const next = wait();
    if (next !== 'never') timer = setTimeout(askNow, next);
  };
  const look = (): void => {
    if (!document.hidden && wait() !== 'never') void askNow();
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  const isOthers = cause !== undefined && (cause.caseId === undefined || !path.includes(`/${cause.caseId}`));
  if (!isOthers || wait() !== 'never') void askNow();
  return () => {
    isWanted = false;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
    removeEventListener('online', look);
  };
}

/** What a person may not see any more is shown no longer; any other problem stands above what was known. */
export const isGone = ({ status }: Problem): boolean => status === 403 || status === 404;

function show<T>(path: string, answer: Answer<T>, state: Signal<Live<T>>): void {
  switch (answer.kind) {
    case 'done':
      answers.delete(path);
      answers.set(path, { body: answer.body, etag: answer.etag });
      for (const old of [...answers.keys()].slice(0, -KEPT_MAX)) answers.delete(old);
      state.value = { ...unknown, data: answer.body };
      return;
    case 'same':
      // Another part of the screen may have read what is new here.
      state.value = { ...unknown, data: (answers.get(path)?.body as T | undefined) ?? state.value.data };
      return;
    case 'problem':
      state.value = isGone(answer.problem)
        ? { ...unknown, problem: answer.problem }
        : { ...state.value, problem: answer.problem, isUnreachable: false };
      if (isGone(answer.problem)) answers.delete(path);
      return;
    case 'unreachable':
      state.value = { ...state.value, isUnreachable: true };
  }
}
