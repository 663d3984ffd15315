import { once } from './once.ts';

/** Remembers the answers about the newest names, and no failure. */
export function onceEach<Name extends string, T>(
  ask: (name: Name) => Promise<T>,
  namesMax: number,
): (name: Name) => Promise<T> {
  const answers = new Map<Name, () => Promise<T>>();
  return (name) => {
    const found = answers.get(name);
    if (found !== undefined) return found();
    const [oldest] = answers.keys();
    if (oldest !== undefined && answers.size >= namesMax) answers.delete(oldest);
    const asked = once(() => ask(name));
    answers.set(name, asked);
    return asked();
  };
}
