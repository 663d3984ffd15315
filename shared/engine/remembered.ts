import type { Instant } from './calendar/instant.ts';

export interface Memory {
  /** How long an answer is used before it is asked for again. */
  readonly forMs: number;
  /** Of how many names; the oldest answer goes first. */
  readonly namesMax: number;
}

/**
 * Remembers answers for a short time. A failure is not remembered, and neither is `undefined`: what is not there may be
 * made at any moment.
 */
export function remembered<Name, Answer>(
  ask: (name: Name) => Promise<Answer>,
  { forMs, namesMax }: Memory,
  now: () => Instant,
): (name: Name) => Promise<Answer> {
  const answers = new Map<Name, { readonly at: Instant; readonly answer: Promise<Answer> }>();
  return (name) => {
    const at = now();
    const found = answers.get(name);
    if (found !== undefined && at >= found.at && at < found.at + forMs) return found.answer;
    answers.delete(name);
    const [oldest] = answers.keys();
    if (oldest !== undefined && answers.size >= namesMax) answers.delete(oldest);
    const answer = ask(name);
    answers.set(name, { at, answer });
    const forget = () => {
      if (answers.get(name)?.answer === answer) answers.delete(name);
    };
    answer.then((known) => known === undefined && forget(), forget);
    return answer;
  };
}
