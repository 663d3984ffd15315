/**
 * Keeps answers that never change, such as published versions: the newest so many of them. A failure is not kept, so the
 * next question asks again.
 */
export function kept<Answer>(
  namesMax: number,
): (name: string, ask: () => Promise<Answer>) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (name, ask) => {
    const found = answers.get(name);
    if (found !== undefined) return found;
    const [oldest] = answers.keys();
    if (oldest !== undefined && answers.size >= namesMax) answers.delete(oldest);
    const answer = ask();
    answers.set(name, answer);
    answer.catch(() => answers.delete(name));
    return answer;
  };
}
