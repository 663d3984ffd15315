/** A part of a sentence: words, the place of a value, a form that depends on one, or its number (`#`). */
export type Part =
  | { readonly words: string }
  | { readonly value: string }
  | { readonly choice: Choice }
  | { readonly number: true };

export interface Choice {
  readonly of: string;
  readonly by: 'plural' | 'select';
  readonly branches: ReadonlyMap<string, readonly Part[]>;
}

/**
 * Reads a sentence in the part of ICU MessageFormat that we speak: `{name}`, `{name, plural, …}`, `{name, select, …}`,
 * and `#` within a plural. Each choice has a branch `other`. Throws where a sentence is not one.
 */
export function partsOf(sentence: string): readonly Part[] {
  const { parts, at } = read(sentence, 0, false);
  if (at < sentence.length) throw new SyntaxError(`a } too many in ${JSON.stringify(sentence)}`);
  return parts;
}

/** Writes the parts of a sentence down again. */
export const sentenceOf = (parts: readonly Part[]): string =>
  parts
    .map((part) => {
      if ('words' in part) return part.words;
      if ('value' in part) return `{${part.value}}`;
      if ('number' in part) return '#';
      const { of, by, branches } = part.choice;
      const written = [...branches].map(([name, inner]) => `${name} {${sentenceOf(inner)}}`);
      return `{${of}, ${by}, ${written.join(' ')}}`;
    })
    .join('');

interface Reading {
  readonly parts: readonly Part[];
  /** Where the reading stopped: at the end, or before the brace that closes what is around it. */
  readonly at: number;
}

function read(sentence: string, from: number, counts: boolean): Reading {
  const parts: Part[] = [];
  const end = counts ? /[{}#]/g : /[{}]/g;
  let at = from;
  while (at < sentence.length) {
    end.lastIndex = at;
    const stop = end.exec(sentence)?.index ?? sentence.length;
    if (stop > at) parts.push({ words: sentence.slice(at, stop) });
    at = stop;
    if (at === sentence.length || sentence[at] === '}') break;
    const next = sentence[at] === '#' ? { part: { number: true } as const, at: at + 1 } : place(sentence, at);
    parts.push(next.part);
    at = next.at;
  }
  return { parts, at };
}

const PLACE = /\{(\w+)(?:\}|, (plural|select),)/y;
const BRANCH = / ?(=\d+|[\w-]+) \{/y;

/** What stands between a brace and the one that closes it. */
function place(sentence: string, from: number): { readonly part: Part; readonly at: number } {
  const wrong = () => new SyntaxError(`no value and no choice at ${from} in ${JSON.stringify(sentence)}`);
  PLACE.lastIndex = from;
  const [found, name, by] = PLACE.exec(sentence) ?? [];
  if (found === undefined || name === undefined) throw wrong();
  let at = from + found.length;
  if (by !== 'plural' && by !== 'select') return { part: { value: name }, at };
  const branches = new Map<string, readonly Part[]>();
  for (BRANCH.lastIndex = at; ; BRANCH.lastIndex = at) {
    const [opened, branch] = BRANCH.exec(sentence) ?? [];
    if (opened === undefined || branch === undefined) break;
    const inner = read(sentence, at + opened.length, by === 'plural');
    if (sentence[inner.at] !== '}') throw wrong();
    branches.set(branch, inner.parts);
    at = inner.at + 1;
  }
  if (sentence[at] !== '}' || !branches.has('other')) throw wrong();
  return { part: { choice: { of: name, by, branches } }, at: at + 1 };
}
